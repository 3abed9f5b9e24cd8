/** The rules between objects of Klassifikation for what calls have decided; writes of other objects pass by. */
import type { Instant } from '../../base/instant.ts';
import { iTidsorden } from '../../register/apply.ts';
import type { IndsendtRegistrering } from '../../register/indsendt.ts';
import { objekttyper } from '../../standard/objekttyper.ts';
import type { Skrivning } from '../../store/store.ts';
import type { Kontekst } from '../kontekst.ts';
import type { Outcome } from '../operation.ts';
import type { Skrivekald } from '../skriv.ts';
import { bind, type Forslag } from './binding.ts';

interface Besluttet {
  readonly kald: Skrivekald;
  readonly besluttet: Skrivning | Outcome;
}

/** A write of registrations that were sent. @param now When the write was decided. */
export function forslagOf(skrivning: Skrivning, sendte: readonly IndsendtRegistrering[], now: Instant): Forslag {
  const steder = iTidsorden(sendte, now).map(({ sted }) => sted);
  return { skrivning, steder: steder.slice(-skrivning.nye.length) };
}

/** What was decided of each object by itself, decided with those around it; all of one type. */
export async function bundne(
  kontekst: Kontekst,
  besluttede: readonly Besluttet[],
  now: Instant,
): Promise<readonly (Skrivning | Outcome)[]> {
  const alle = besluttede.map(({ besluttet }) => besluttet);
  const type = besluttede[0]?.kald.objekttype;
  if (type === undefined || objekttyper[type].system !== 'klassifikation') return alle;
  const forslag = new Map<Skrivning | Outcome, Forslag>();
  for (const { kald, besluttet } of besluttede) {
    if ('status' in besluttet) continue;
    const sendte = kald.verbum === 'importer' ? kald.registreringer : undefined;
    forslag.set(besluttet, sendte ? forslagOf(besluttet, sendte, now) : { skrivning: besluttet, steder: [''] });
  }
  const svar = await bind(kontekst, [...forslag.values()], 'afvises');
  const efter = new Map([...forslag.keys()].map((besluttet, i) => [besluttet, svar[i]!]));
  return alle.map((en) => efter.get(en) ?? en);
}

/** The same of one object. */
export async function bundet(
  kontekst: Kontekst,
  kald: Skrivekald,
  besluttet: Skrivning | Outcome,
  now: Instant,
): Promise<Skrivning | Outcome> {
  const [svar] = await bundne(kontekst, [{ kald, besluttet }], now);
  return svar!;
}
