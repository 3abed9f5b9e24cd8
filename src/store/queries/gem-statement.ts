/**
 * The statement that saves one registration: lock the object at the number that it must have, and only where that is so
 * put in the registration, its outbox row and its search rows. One statement, so that it is one round trip and commits
 * for itself.
 */
import type { Statement } from '../drivers/driver.ts';
import { REFERENCE_PARAMETRE, referenceUnnest, TEKST_PARAMETRE, tekstUnnest } from './raekke-parametre.ts';
import { navngivet } from './statement-navne.ts';

/** Which kinds of search rows the registration ends or begins; each has its parameters, in this order. */
export interface GemDele {
  readonly isNy: boolean;
  readonly endsTekster: boolean;
  readonly endsReferencer: boolean;
  readonly beginsTekster: boolean;
  readonly beginsReferencer: boolean;
}

/** `EJER` in the texts is the owner: parameter 1 or its number. Parameters 1 to 8: ejer, objekttype, uuid, nr, registreret_fra, livscyklus, dokument, verbum. */
const FIXED_PARAMETERS = 8;

const LAAS_NY = `insert into objekt (ejer, objekttype, uuid, nr, registreret_fra, livscyklus)
  values (EJER, $2::smallint, $3::uuid, $4::int, $5::timestamptz, $6::smallint)
  on conflict do nothing returning nr`;

const LAAS_KENDT = `update objekt set nr = $4::int, registreret_fra = $5::timestamptz, livscyklus = $6::smallint
  where ejer = EJER and objekttype = $2::smallint and uuid = $3::uuid and nr = $4::int - 1
  returning nr`;

const REGISTRERING = `insert into registrering (ejer, objekttype, uuid, nr, registreret_fra, livscyklus, dokument)
  select EJER, $2::smallint, $3::uuid, nr, $5::timestamptz, $6::smallint, $7::text from laas`;

const UDBAKKE = `insert into udbakke (ejer, objekttype, uuid, nr, livscyklus, verbum, tidspunkt)
  select EJER, $2::smallint, $3::uuid, nr, $6::smallint, $8::smallint, $5::timestamptz from laas`;

/** Ends rows that are open: `l` says which. */
function endRows(table: string, unnest: string, isSame: string): string {
  return `update ${table} s set registreret_til = $5::timestamptz from laas, ${unnest}
    where s.ejer = EJER and s.objekttype = $2::smallint and s.felt = l.felt and ${isSame} and s.uuid = $3::uuid
      and s.virkning_fra = l.fra and s.virkning_til = l.til and s.registreret_til = 'infinity'`;
}

const SAME_REFERENCE = 's.reference = l.reference and s.rolle = l.rolle';

function beginTekster(n: number): string {
  return `insert into soeg_tekst (ejer, objekttype, felt, noegle, uuid, virkning_fra, virkning_til, registreret_fra,
      registreret_til)
    select EJER, $2::smallint, l.felt, l.noegle, $3::uuid, l.fra, l.til, $5::timestamptz, 'infinity'
    from laas, ${tekstUnnest(n)}`;
}

function beginReferencer(n: number): string {
  return `insert into soeg_reference (ejer, objekttype, felt, reference, uuid, virkning_fra, virkning_til,
      registreret_fra, registreret_til, rolle)
    select EJER, $2::smallint, l.felt, l.reference, $3::uuid, l.fra, l.til, $5::timestamptz, 'infinity', l.rolle
    from laas, ${referenceUnnest(n)}`;
}

function write(dele: GemDele, ejer: string | undefined): Statement {
  const parts = [`laas as (${dele.isNy ? LAAS_NY : LAAS_KENDT})`, `r as (${REGISTRERING})`, `u as (${UDBAKKE})`];
  let n = FIXED_PARAMETERS + 1;
  if (dele.endsTekster) {
    parts.push(`et as (${endRows('soeg_tekst', tekstUnnest(n), 's.noegle = l.noegle')})`);
    n += TEKST_PARAMETRE;
  }
  if (dele.endsReferencer) {
    parts.push(`er as (${endRows('soeg_reference', referenceUnnest(n), SAME_REFERENCE)})`);
    n += REFERENCE_PARAMETRE;
  }
  if (dele.beginsTekster) {
    parts.push(`bt as (${beginTekster(n)})`);
    n += TEKST_PARAMETRE;
  }
  if (dele.beginsReferencer) parts.push(`br as (${beginReferencer(n)})`);
  // The last line names $1 also where nothing else does.
  const text = `with ${parts.join(',\n')}\nselect nr from laas where $1::int is not null`;
  return navngivet(text.replaceAll('EJER', ejer ?? '$1::int'));
}

function navnOf({ isNy, endsTekster, endsReferencer, beginsTekster, beginsReferencer }: GemDele): string {
  return [isNy, endsTekster, endsReferencer, beginsTekster, beginsReferencer].map(Number).join('');
}

const written = new Map<string, Statement>();

/**
 * Gives one row where the registration was saved, none where the object is not at the number before.
 *
 * @param ejer The number of the owner, where it is to stand in the text (`parametre.ts`).
 */
export function gemStatement(dele: GemDele, ejer?: number): Statement {
  const navn = navnOf(dele) + (ejer === undefined ? '' : `-${ejer}`);
  const known = written.get(navn);
  if (known) return known;
  const statement = write(dele, ejer?.toString());
  written.set(navn, statement);
  return statement;
}
