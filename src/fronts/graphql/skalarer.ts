/** How the scalars are read and written. A value that does not fit is refused with what would. */
import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { formatDanish, parseDateTime } from '../../base/copenhagen.ts';
import { isUuid } from '../../base/uuid.ts';
import type { Skalarnavn } from './inddata.ts';
import { isKleMoenster } from './kle.ts';
import { laesMarkoer, skrivMarkoer } from './markoer.ts';
import type { Skalarer } from './tabel.ts';

/** How one scalar is read and written. */
interface Skalar<T> {
  /** Undefined where the text is no value. */
  readonly laes: (tekst: string) => T | undefined;
  /** Gives what stands in the answer. */
  readonly skriv: (vaerdi: T) => string;
  /** What would be a value, for a refusal. */
  readonly form: string;
}

const somDen = (vaerdi: string) => vaerdi;

/** A text by its form alone. */
function tekst(passer: (text: string) => boolean, form: string): Skalar<string> {
  return { laes: (text) => (passer(text) ? text : undefined), skriv: somDen, form };
}

/** An xs:dateTime; its seconds may be left out, and the name of a zone in brackets may follow, as Java writes it. */
export function laesTidspunkt(tidspunkt: string): number | undefined {
  const udenZone = tidspunkt.replace(/\[[\w+/-]{1,40}\]$/, '');
  return parseDateTime(udenZone.replace(/(T\d\d:\d\d)(?=$|[Z+-])/, '$1:00'));
}

export const skalarer: { readonly [Navn in Skalarnavn]: Skalar<Skalarer[Navn]> } = {
  KLE: tekst(isKleMoenster, 'et KLE-nummer som 00.01.00, begyndelsen af et som 00.01*, eller *'),
  CPR: tekst((text) => /^\d{10}$/.test(text), '10 cifre'),
  CVR: tekst((text) => /^\d{8}$/.test(text), '8 cifre'),
  UUID: {
    laes: (text) => (isUuid(text) ? text.toLowerCase() : undefined),
    skriv: somDen,
    form: 'en UUID som 0235dc7b-11c4-4ee5-b685-9f638f5cd032',
  },
  DateTime: { laes: laesTidspunkt, skriv: formatDanish, form: 'et tidspunkt som 2026-01-31T12:00:00+01:00' },
  Cursor: { laes: laesMarkoer, skriv: skrivMarkoer, form: 'en cursor fra et tidligere svar' },
};

/** The value that a caller sent for a scalar. Throws GraphQLError, without the value: it may be a CPR number. */
export function laesSkalar(navn: Skalarnavn, vaerdi: unknown, node?: ValueNode): string | number {
  const { laes, form } = skalarer[navn];
  const laest = typeof vaerdi === 'string' ? laes(vaerdi) : undefined;
  if (laest !== undefined) return laest;
  throw new GraphQLError(`${navn} skal være ${form}`, node && { nodes: node });
}

/** As `laesSkalar`, for a value that stands in the query. */
export function laesSkalarNode(navn: Skalarnavn, node: ValueNode): string | number {
  return laesSkalar(navn, node.kind === Kind.STRING ? node.value : undefined, node);
}
