/** A registration as the element RegistreringBesked, which messages about an object carry (spec sf1500 §1.6 no 13). */
import type { Registrering } from '../../register/model.ts';
import { NS } from '../../standard/namespaces.ts';
import { type ObjektType, objekttyper } from '../../standard/objekttyper.ts';
import { findTypeversion } from '../../standard/versioner.ts';
import { registreringSkriverI } from './indkod-registrering.ts';
import { PREFIKS, typePrefiks } from './prefikser.ts';

/** Receivers are not told what classes are called. */
const UDEN_LABELS = new Map<string, string>();

/** By version 6, with the declarations of its namespaces. */
export function skrivRegistreringBesked(objekttype: ObjektType, uuid: string, registrering: Registrering): string {
  const { namespace } = findTypeversion(objekttype, 6);
  const p = typePrefiks(objekttype);
  const faelles = (['sd', 'orgfaelles', 'sts'] as const).map((navn) => ` xmlns:${PREFIKS[navn]}="${NS[navn]}"`);
  const id = `<${PREFIKS.sd}:UUIDIdentifikator>${uuid}</${PREFIKS.sd}:UUIDIdentifikator>`;
  const objekt = objekttyper[objekttype].beskedId === 'ObjektID' ? `<${p}:ObjektID>${id}</${p}:ObjektID>` : id;
  const indhold = registreringSkriverI(objekttype, 6)([registrering], UDEN_LABELS);
  return `<${p}:RegistreringBesked xmlns:${p}="${namespace}"${faelles.join('')}>${objekt}${indhold}</${p}:RegistreringBesked>`;
}
