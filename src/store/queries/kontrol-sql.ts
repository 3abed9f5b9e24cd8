/** The checks of objects and search rows that the database makes by itself. Each statement gives one line for each thing that is wrong. */

import { NOEGLE } from './kontrol-noegle.ts';

const TEKST_KOLONNER =
  'ejer, objekttype, felt, noegle, uuid, virkning_fra, virkning_til, registreret_fra, registreret_til';
const REFERENCE_KOLONNER =
  'ejer, objekttype, felt, reference, uuid, virkning_fra, virkning_til, registreret_fra, registreret_til, rolle';

/** Tables that are filled with the rows that the documents demand, for the length of a transaction. */
export const FORVENTEDE_TABELLER: readonly string[] = [
  `create temp table forventet_tekst on commit drop as select ${TEKST_KOLONNER} from soeg_tekst limit 0`,
  `create temp table forventet_reference on commit drop as select ${REFERENCE_KOLONNER} from soeg_reference limit 0`,
];

function forskel(a: string, b: string, kolonner: string, ord: string): string {
  return `select ${NOEGLE} || ': ${ord} i felt ' || t.felt from (
      select ${kolonner} from ${a} except all select ${kolonner} from ${b}) t`;
}

export const KONTROLLER: readonly string[] = [
  `select ${NOEGLE} || ': objektets række svarer ikke til den nyeste registrering' from objekt t
   left join lateral (
     select max(nr) as nr, count(*) as antal from registrering r
     where r.ejer = t.ejer and r.objekttype = t.objekttype and r.uuid = t.uuid) h on true
   left join registrering n
     on n.ejer = t.ejer and n.objekttype = t.objekttype and n.uuid = t.uuid and n.nr = t.nr
   where h.nr is distinct from t.nr or h.antal <> t.nr
     or n.registreret_fra is distinct from t.registreret_fra or n.livscyklus is distinct from t.livscyklus`,
  `select ${NOEGLE} || ': registrering ' || t.nr || ' hører ikke til noget objekt' from registrering t
   where not exists (select 1 from objekt o
     where o.ejer = t.ejer and o.objekttype = t.objekttype and o.uuid = t.uuid)`,
  `select ${NOEGLE} || ': registrering ' || t.nr || ' er ikke senere end den før' from registrering t
   join registrering f on f.ejer = t.ejer and f.objekttype = t.objekttype and f.uuid = t.uuid and f.nr = t.nr - 1
   where f.registreret_fra >= t.registreret_fra`,
  forskel('soeg_tekst', 'forventet_tekst', TEKST_KOLONNER, 'en søgerække for meget'),
  forskel('forventet_tekst', 'soeg_tekst', TEKST_KOLONNER, 'en søgerække mangler'),
  forskel('soeg_reference', 'forventet_reference', REFERENCE_KOLONNER, 'en søgerække for meget'),
  forskel('forventet_reference', 'soeg_reference', REFERENCE_KOLONNER, 'en søgerække mangler'),
];

/** Columns of registrations that say something else than their documents; `$1` to `$6` are what the documents say. */
export const SVARER_IKKE = `select ${NOEGLE} || ': registrering ' || t.nr || ' svarer ikke til sit dokument'
  from unnest($1::int[], $2::smallint[], $3::uuid[], $4::int[], $5::timestamptz[], $6::smallint[])
    as t(ejer, objekttype, uuid, nr, fra, livscyklus)
  where not exists (select 1 from registrering r
    where r.ejer = t.ejer and r.objekttype = t.objekttype and r.uuid = t.uuid and r.nr = t.nr
      and r.registreret_fra = t.fra and r.livscyklus = t.livscyklus offset 0)`;
