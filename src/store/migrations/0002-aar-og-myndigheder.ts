/**
 * A store that stays fast at any age and can spread authorities (docs/decisions/0022-age-and-partitions.md):
 *
 * - every table about objects is partitioned by owner, with one partition for all who have none of their own;
 * - what is so now and what was so once are in different indexes, so that history costs searches of today nothing;
 * - parts of texts have an index of trigrams;
 * - a role is kept as 32 bits of its UUID, types and Indeks are not kept: documents have the last word on them;
 * - the outbox is a queue, and what leaves it gets a position in the order of commits (queries/nummerer.ts).
 */
import type { Migration } from './migration.ts';

/** The partitioned tables: columns, and what the partition of all the others is called. */
const TABELLER: Readonly<Record<string, string>> = {
  objekt: `registreret_fra timestamptz not null,
    uuid uuid not null,
    ejer int not null,
    nr int not null,
    objekttype smallint not null,
    livscyklus smallint not null,
    primary key (ejer, objekttype, uuid)`,
  registrering: `registreret_fra timestamptz not null,
    uuid uuid not null,
    ejer int not null,
    nr int not null,
    objekttype smallint not null,
    livscyklus smallint not null,
    dokument text not null,
    primary key (ejer, objekttype, uuid, nr)`,
  soeg_tekst: `virkning_fra timestamptz not null,
    virkning_til timestamptz not null,
    registreret_fra timestamptz not null,
    registreret_til timestamptz not null,
    uuid uuid not null,
    ejer int not null,
    objekttype smallint not null,
    felt smallint not null,
    noegle text collate "C" not null`,
  soeg_reference: `virkning_fra timestamptz not null,
    virkning_til timestamptz not null,
    registreret_fra timestamptz not null,
    registreret_til timestamptz not null,
    reference uuid not null,
    uuid uuid not null,
    ejer int not null,
    objekttype smallint not null,
    felt smallint not null,
    rolle int not null`,
  aendring: `position bigint not null,
    tidspunkt timestamptz not null,
    uuid uuid not null,
    ejer int not null,
    nr int not null,
    objekttype smallint not null,
    livscyklus smallint not null,
    verbum smallint not null,
    primary key (ejer, position)`,
};

/** The first 32 bits of a UUID as an int; 0 where there is none. */
const ROLLE_32 = `coalesce(('x' || left(rolle::text, 8))::bit(32)::int, 0)`;

/** How a table of the first form becomes one of the second. */
function flyt(tabel: string, kolonner: string, valgte = kolonner): readonly string[] {
  return [`insert into ${tabel} (${kolonner}) select ${valgte} from ${tabel}_1`, `drop table ${tabel}_1`];
}

export const aarOgMyndigheder: Migration = {
  nr: 2,
  navn: 'aar-og-myndigheder',
  statements: [
    'create extension if not exists pg_trgm',
    // Danish letters as plain ones, so that trigrams do not hang on the locale of the database.
    `create function soeg_latin(tekst text) returns text language sql immutable strict parallel safe
     as $$ select translate(tekst, 'æøåäöüéèëáàâóòôíìïúùñçß', 'eoaaoueeeaaaoooiiiuuncs') $$`,
    ...['objekt', 'registrering', 'soeg_tekst', 'soeg_reference', 'udbakke'].map(
      (tabel) => `alter table ${tabel} rename to ${tabel}_1`,
    ),
    ...['objekt', 'registrering', 'udbakke'].map((tabel) => `alter index ${tabel}_pkey rename to ${tabel}_1_pkey`),
    'drop index soeg_tekst_noegle',
    'drop index soeg_reference_noegle',
    ...Object.entries(TABELLER).map(
      ([tabel, kolonner]) => `create table ${tabel} (${kolonner}) partition by list (ejer)`,
    ),
    // Documents up to a page stay in the row, uncompressed.
    'create table objekt_oevrige partition of objekt default with (fillfactor = 80)',
    'create table registrering_oevrige partition of registrering default with (toast_tuple_target = 8160)',
    'create table soeg_tekst_oevrige partition of soeg_tekst default',
    'create table soeg_reference_oevrige partition of soeg_reference default',
    'create table aendring_oevrige partition of aendring default',
    // What waits for its position: consumed by queries/nummerer.ts, in the order of the numbers.
    `create table udbakke (
       loebenummer bigserial primary key,
       tidspunkt timestamptz not null,
       uuid uuid not null,
       ejer int not null,
       nr int not null,
       objekttype smallint not null,
       livscyklus smallint not null,
       verbum smallint not null
     )`,
    'create table taeller (navn text primary key, vaerdi bigint not null)',
    `insert into taeller values ('aendring', 0)`,
    ...flyt('objekt', 'ejer, objekttype, uuid, nr, registreret_fra, livscyklus'),
    ...flyt('registrering', 'ejer, objekttype, uuid, nr, registreret_fra, livscyklus, dokument'),
    ...flyt(
      'soeg_tekst',
      'ejer, objekttype, felt, noegle, uuid, virkning_fra, virkning_til, registreret_fra, registreret_til',
    ),
    ...flyt(
      'soeg_reference',
      'ejer, objekttype, felt, reference, uuid, virkning_fra, virkning_til, registreret_fra, registreret_til, rolle',
      `ejer, objekttype, felt, reference, uuid, virkning_fra, virkning_til, registreret_fra, registreret_til, ${ROLLE_32}`,
    ),
    `insert into udbakke (tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum)
     select u.tidspunkt, u.uuid, u.ejer, u.nr, u.objekttype, r.livscyklus, u.verbum
     from udbakke_1 u join registrering r using (ejer, objekttype, uuid, nr) order by u.position`,
    'drop table udbakke_1',
    'create index registrering_tid on registrering (ejer, objekttype, registreret_fra)',
    ...['nu', 'da'].flatMap((hvornaar) => {
      const hvor = `where registreret_til ${hvornaar === 'nu' ? '=' : '<'} 'infinity'`;
      return [
        `create index soeg_tekst_${hvornaar} on soeg_tekst (ejer, objekttype, felt, noegle, uuid) ${hvor}`,
        `create index soeg_reference_${hvornaar} on soeg_reference (ejer, objekttype, felt, reference, uuid) ${hvor}`,
      ];
    }),
    // 33 and 34 are the states, whose values nobody searches in part. What is pending is read by every search: 256 kB at most.
    // `>=` where the others have `=`: so no other index can be taken for this one, whatever statistics are missing.
    `create index soeg_tekst_dele on soeg_tekst using gin (soeg_latin(noegle) gin_trgm_ops)
     with (gin_pending_list_limit = 256)
     where registreret_til >= 'infinity' and felt not in (33, 34)`,
    // Texts that are longer than their keys: what a pattern may fit that the key does not show.
    `create index soeg_tekst_lange on soeg_tekst (ejer, objekttype, felt, uuid) where strpos(noegle, E'\\x1f') > 0`,
    // A bitmap is the only way into an index of trigrams, and the session settings keep the planner from bitmaps.
    `create function soeg_dele(e int, o smallint, f smallint, moenster text, fra timestamptz, til timestamptz)
     returns table (uuid uuid) language sql stable set enable_bitmapscan = on set enable_indexscan = off
     set enable_indexonlyscan = off
     as $$
       select s.uuid from soeg_tekst s
       where s.ejer = e and s.objekttype = o and s.felt = f and s.felt not in (33, 34) and s.registreret_til >= 'infinity'
         and soeg_latin(s.noegle) like soeg_latin(moenster) and s.noegle like moenster
         and s.virkning_fra < til and s.virkning_til > fra
     $$`,
  ],
};
