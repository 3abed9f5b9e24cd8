/** The search rows of whole histories as parameters, for several objects at once. */
import type { Tekstraekke } from '../../register/soegeraekker.ts';
import type { Parameter, Statement } from '../drivers/driver.ts';
import { arrayText, tidspunkterText } from '../parametre.ts';
import type { Referenceraekke } from '../raekker.ts';
import type { HistorikRaekker } from './historik-raekker.ts';
import { REFERENCE_PARAMETRE, referenceParametre, TEKST_PARAMETRE, tekstParametre } from './raekke-parametre.ts';

/** Rows of one object; `ejer` and `objekttype` as numbers. */
export interface ObjektRaekker {
  readonly ejer: number;
  readonly objekttype: number;
  readonly uuid: string;
  readonly raekker: HistorikRaekker;
}

function parametre<T>(
  objekter: readonly ObjektRaekker[],
  kind: 'tekster' | 'referencer',
  columns: (raekker: ReadonlyMap<string, T>) => Parameter[],
): Parameter[] {
  const rows = objekter.flatMap(({ ejer, objekttype, uuid, raekker }) =>
    raekker[kind].map(({ raekke, registreret }) => ({ ejer, objekttype, uuid, raekke: raekke as T, registreret })),
  );
  return [
    ...columns(new Map(rows.map(({ raekke }, index) => [String(index), raekke]))),
    arrayText(rows.map(({ ejer }) => ejer)),
    arrayText(rows.map(({ objekttype }) => objekttype)),
    arrayText(rows.map(({ uuid }) => uuid)),
    tidspunkterText(rows.map(({ registreret }) => registreret.fra)),
    tidspunkterText(rows.map(({ registreret }) => registreret.til)),
  ];
}

/** What stands last in each unnested row. */
function objektArrays(n: number): string {
  return `$${n}::int[], $${n + 1}::smallint[], $${n + 2}::uuid[], $${n + 3}::timestamptz[], $${n + 4}::timestamptz[]`;
}

/** Puts rows into `table`, which has the columns of `soeg_tekst`. */
export function indsaetTekster(
  table: string,
  objekter: readonly ObjektRaekker[],
): readonly [statement: Statement, parameters: Parameter[]] {
  return [
    {
      text: `insert into ${table} (felt, noegle, virkning_fra, virkning_til, ejer, objekttype, uuid, registreret_fra,
          registreret_til)
        select * from unnest($1::smallint[], $2::text[], $3::timestamptz[], $4::timestamptz[],
          ${objektArrays(TEKST_PARAMETRE + 1)})`,
    },
    parametre<Tekstraekke>(objekter, 'tekster', tekstParametre),
  ];
}

/** Puts rows into `table`, which has the columns of `soeg_reference`. */
export function indsaetReferencer(
  table: string,
  objekter: readonly ObjektRaekker[],
): readonly [statement: Statement, parameters: Parameter[]] {
  return [
    {
      text: `insert into ${table} (felt, reference, virkning_fra, virkning_til, rolle, ejer, objekttype,
          uuid, registreret_fra, registreret_til)
        select * from unnest($1::smallint[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::int[],
          ${objektArrays(REFERENCE_PARAMETRE + 1)})`,
    },
    parametre<Referenceraekke>(objekter, 'referencer', referenceParametre),
  ];
}
