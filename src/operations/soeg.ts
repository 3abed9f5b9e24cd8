/** `soeg`: the UUIDs of what fits a template, a page at a time (spec sf1500 §2.8). */
import { soegeejere } from '../access/personfelter.ts';
import { STATUS } from '../standard/koder.ts';
import { objekttyper } from '../standard/objekttyper.ts';
import type { Kontekst } from './kontekst.ts';
import { afvistUdenAfgraensning } from './krav.ts';
import { forMangeVaerdier, kriterierOf, registreringskrav } from './kriterier.ts';
import type { Operation, Outcome, SoegRamme } from './operation.ts';
import { soegenoegle } from './soegenoegle.ts';
import { afvist } from './udfald.ts';

/** The page that a call asks for; no number, or 0, asks for the largest page. A refusal where a number is negative. */
export function sideOf(ramme: SoegRamme, rowsMax: number): { foerste: number; antal: number } | Outcome {
  for (const [navn, vaerdi] of [
    ['FoersteResultatReference', ramme.foerste],
    ['MaksimalAntalKvantitet', ramme.antal],
  ] as const) {
    if (vaerdi !== undefined && vaerdi < 0) return afvist('sideantal-ugyldigt', navn, String(vaerdi), '0 eller større');
  }
  return { foerste: ramme.foerste ?? 0, antal: Math.min(ramme.antal || rowsMax, rowsMax) };
}

/** 20 with hits; at the end, or with no hit at all, 44 and an empty list: the only answer that suits all clients. */
export async function soeg(kontekst: Kontekst, kald: Operation & { verbum: 'soeg' }): Promise<Outcome> {
  const { tilstand, system } = objekttyper[kald.objekttype];
  const { soegRowsMax, klassifikationSoegRowsMax } = kontekst.limits;
  const side = sideOf(kald, system === 'klassifikation' ? klassifikationSoegRowsMax : soegRowsMax);
  if ('status' in side) return side;
  const kriterier = kriterierOf(kald.skabelon, tilstand, kald.soegVirkning ?? {}, kontekst.clock());
  const forMange = forMangeVaerdier(kriterier, 'SoegInput', kontekst.limits);
  if (forMange) return forMange;
  const feltnavne = kriterier.flatMap((kriterium) => (kriterium.art === 'felt' ? kriterium.navn : []));
  const ejere = soegeejere(kontekst.kalder, kald.objekttype, feltnavne);
  if (typeof ejere === 'string') {
    return { ...afvistUdenAfgraensning(`SoegInput/AttributListe/Egenskab/${ejere}`, ejere), uuids: [] };
  }
  const { dataEjer } = kald;
  const oenskede = dataEjer === undefined ? ejere : ejere.filter((ejer) => ejer === dataEjer);
  const soegning = {
    objekttype: kald.objekttype,
    kriterier,
    registrering: registreringskrav(kald),
    noegle: soegenoegle(kald),
    ...side,
  };
  const uuids = oenskede.length === 0 ? [] : await kontekst.store.reads.soeg(oenskede, soegning);
  if (uuids.length > 0) return { status: STATUS.ok, brud: [], uuids };
  return {
    ...afvist('ingen-fundet', 'SoegInput', `fra nr. ${side.foerste}`, 'en søgning, der rammer mindst ét objekt'),
    uuids,
  };
}
