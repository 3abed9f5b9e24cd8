/** What earlier files had and this one has not: objects from CSV that are in use and whose rows are gone. */
import { contains } from '../base/instant.ts';
import { isAfsluttet, type Registrering } from '../register/model.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import { csvUuid, type Slags, type UuidSet } from './csv-noegler.ts';
import type { CsvFil } from './csv-raekker.ts';
import type { Emne } from './emne.ts';
import type { CsvFormat } from './formater.ts';

/** The types whose objects end when their rows are gone. A person stays, and so does an address. */
const TYPER: Readonly<Record<CsvFormat, readonly (readonly [ObjektType, Slags])[]>> = {
  enheder: [['OrganisationEnhed', 'enhed']],
  medarbejdere: [
    ['OrganisationFunktion', 'ansaettelse'],
    ['Bruger', 'bruger'],
  ],
};

/** The key of the object where it comes from CSV and is in use on that day. */
function noegleIBrug({ livscyklusKode, egenskaber, tilstande }: Registrering, dag: number): string | undefined {
  const isIBrug = tilstande.some(({ vaerdi, virkning }) => vaerdi === 'Aktiv' && contains(virkning, dag));
  const noegle = egenskaber.find(({ virkning }) => contains(virkning, dag))?.felter.BrugervendtNoegleTekst;
  return !isAfsluttet(livscyklusKode) && isIBrug && typeof noegle === 'string' ? noegle : undefined;
}

/** What the rows have told. */
interface Gennemlaest {
  readonly sete: UuidSet;
  /** True where a row was refused whose key cannot be told: it may be the row that is missed, so nothing ends. */
  readonly hasUkendte: boolean;
  /** The last line of the file: where something is missing. */
  readonly linje: number;
}

export async function* borte(fil: CsvFil, { sete, hasUkendte, linje }: Gennemlaest): AsyncGenerator<Emne> {
  const { store, myndighed, borteTil, dag, format } = fil;
  const slut = borteTil === undefined || hasUkendte ? {} : { til: borteTil };
  const forventet = hasUkendte
    ? 'a row for the object; nothing ends while a row is refused whose key cannot be told'
    : 'a row for the object, or --end-missing';
  for (const [objekttype, slags] of TYPER[format]) {
    for await (const { uuid, registreringer } of store.alle({ ejer: myndighed.cvr, objekttype })) {
      const noegle = noegleIBrug(registreringer.at(-1)!, dag);
      if (noegle === undefined || uuid !== csvUuid(myndighed.cvr, slags, noegle) || sete.has(uuid)) continue;
      yield { linje, art: 'borte', objekttype, uuid, forventet, ...slut };
    }
  }
}
