/**
 * What becomes of agreements when the data that they are about are erased: what was approved was those data, so each agreement in
 * force ends, and a request like it waits for all who must approve. Requests that somebody had approved are asked anew as well.
 */
import type { Afgoerelsespost, Aftalepost, Haendelse, Miljoe } from '../store/administration/administration.ts';
import type { Aftale, Tilstand } from './model.ts';
import { isLevende, statusOf } from './status.ts';

/** Services whose data a release erases; tokens and messages are about nothing that goes. */
const SERVICES: ReadonlySet<string> = new Set(['organisation', 'klassifikation-6', 'klassifikation-7']);

interface Genanmodning {
  readonly aftaler: readonly Aftalepost[];
  readonly afgoerelser: readonly Afgoerelsespost[];
}

/** The agreements of the environment that somebody has approved, and that are about erased data. */
function beroerte({ aftaler }: Tilstand, miljoe: Miljoe): readonly Aftale[] {
  return aftaler.filter(
    (aftale) =>
      aftale.miljoe === miljoe &&
      isLevende(aftale) &&
      (statusOf(aftale) === 'godkendt' || aftale.afgoerelser.length > 0) &&
      aftale.indhold.services.some(({ service }) => SERVICES.has(service)),
  );
}

export function genanmod(
  tilstand: Tilstand,
  miljoe: Miljoe,
  begrundelse: string,
  hvem: Haendelse,
  nytUuid: () => string,
): Genanmodning {
  const ophoerte = beroerte(tilstand, miljoe);
  const noegle = ({ systemUuid, cvr }: Aftale) => `${systemUuid} ${cvr}`;
  const ventende = new Set(
    tilstand.aftaler
      .filter((aftale) => aftale.miljoe === miljoe && isLevende(aftale) && !ophoerte.includes(aftale))
      .map(noegle),
  );
  // A request that nobody has approved stands; else the newest of those that end is asked for again.
  const seneste = new Map(ophoerte.map((aftale) => [noegle(aftale), aftale]));
  return {
    afgoerelser: ophoerte.map(({ uuid }) => ({ ...hvem, aftaleUuid: uuid, handling: 'ophoer', begrundelse })),
    aftaler: [...seneste.entries()].flatMap(([hvis, { uuid: kopiAf, systemUuid, cvr, indhold }]) =>
      ventende.has(hvis) ? [] : [{ ...hvem, uuid: nytUuid(), systemUuid, cvr, miljoe, indhold, kopiAf }],
    ),
  };
}
