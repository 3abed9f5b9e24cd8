/** Judges what the store has about one object: numbers, times, documents and the object row must say the same. */
import type { Instant } from '../../base/instant.ts';
import { validateLagretForm } from '../../register/lagret-form.ts';
import type { Registrering } from '../../register/model.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import { livscyklusNr } from '../numre.ts';
import { lagretMs } from '../parametre.ts';
import type { LagretHistorik, Registreringsraekke } from './historikker.ts';

export interface Dom {
  /** What is wrong, without the name of the object. */
  readonly linjer: readonly string[];
  /** The registrations; absent where a document cannot be read, or where there are none. */
  readonly historik?: readonly Registrering[];
}

export function bedoem(objekttype: ObjektType, lagret: LagretHistorik): Dom {
  const { objekt, registreringer } = lagret;
  const nyeste = registreringer.at(-1);
  if (!nyeste) return { linjer: ['an object without registrations'] };
  const linjer: string[] = [];
  if (!objekt) linjer.push('registrations without an object');
  else if (objekt.some((vaerdi, i) => vaerdi !== nyeste[i])) {
    linjer.push('the row of the object does not say what its newest registration says');
  }
  const historik: Registrering[] = [];
  for (const [i, raekke] of registreringer.entries()) {
    const [, nr, fraMs] = raekke;
    const foer = registreringer[i - 1];
    if (nr !== (foer?.[1] ?? 0) + 1) linjer.push(`the numbers of the registrations have a gap before ${nr}`);
    if (foer && foer[2] >= fraMs) linjer.push(`registration ${nr} is not later than the one before`);
    const registrering = laes(objekttype, raekke, linjer);
    if (registrering) historik.push(registrering);
  }
  return historik.length === registreringer.length ? { linjer, historik } : { linjer };
}

/** The registration of a row, judged; undefined where its document is none. */
function laes(
  objekttype: ObjektType,
  [, nr, fraMs, livscyklus, dokument]: Registreringsraekke,
  linjer: string[],
): Registrering | undefined {
  try {
    const registrering = registreringOf(dokument);
    const fejl = validateLagretForm(objekttype, registrering);
    if (!sigerDetSamme(registrering, fraMs, livscyklus)) {
      linjer.push(`registration ${nr} is not at the time or in the life cycle that its document says`);
    }
    for (const linje of fejl) linjer.push(`registration ${nr} is not in the form of the register: ${linje}`);
    return registrering;
  } catch {
    linjer.push(`the document of registration ${nr} cannot be read`);
    return undefined;
  }
}

function sigerDetSamme({ tidspunkt, livscyklusKode }: Registrering, fraMs: Instant, livscyklus: number): boolean {
  return lagretMs(tidspunkt) === fraMs && livscyklusNr[livscyklusKode] === livscyklus;
}
