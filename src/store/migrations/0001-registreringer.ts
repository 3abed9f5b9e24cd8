/**
 * Objects, their registrations, the search rows and the outbox (docs/decisions/0020-store.md). The owner is first in
 * every key.
 */
import type { Migration } from './migration.ts';

export const registreringer: Migration = {
  nr: 1,
  navn: 'registreringer',
  statements: [
    // The newest registration of each object; a write begins by locking this row.
    `create table objekt (
       ejer int not null,
       objekttype smallint not null,
       uuid uuid not null,
       nr int not null,
       registreret_fra timestamptz not null,
       livscyklus smallint not null,
       primary key (ejer, objekttype, uuid)
     ) with (fillfactor = 80)`,
    // Every registration ever made, as a document. Documents up to a page stay in the row, uncompressed.
    `create table registrering (
       ejer int not null,
       objekttype smallint not null,
       uuid uuid not null,
       nr int not null,
       registreret_fra timestamptz not null,
       livscyklus smallint not null,
       dokument text not null,
       primary key (ejer, objekttype, uuid, nr)
     ) with (toast_tuple_target = 8160)`,
    // A search row lives, on the registration axis, as long as the document says the same.
    `create table soeg_tekst (
       ejer int not null,
       objekttype smallint not null,
       felt smallint not null,
       noegle text collate "C" not null,
       uuid uuid not null,
       virkning_fra timestamptz not null,
       virkning_til timestamptz not null,
       registreret_fra timestamptz not null,
       registreret_til timestamptz not null
     ) with (fillfactor = 90)`,
    'create index soeg_tekst_noegle on soeg_tekst (ejer, objekttype, felt, noegle, uuid)',
    // A reference that is a URN has a UUID made from it (raekker.ts), and so have rolle and type.
    `create table soeg_reference (
       ejer int not null,
       objekttype smallint not null,
       felt smallint not null,
       reference uuid not null,
       uuid uuid not null,
       virkning_fra timestamptz not null,
       virkning_til timestamptz not null,
       registreret_fra timestamptz not null,
       registreret_til timestamptz not null,
       rolle uuid,
       type uuid,
       indeks text
     ) with (fillfactor = 90)`,
    'create index soeg_reference_noegle on soeg_reference (ejer, objekttype, felt, reference, uuid)',
    `create table udbakke (
       position bigserial primary key,
       ejer int not null,
       objekttype smallint not null,
       uuid uuid not null,
       nr int not null,
       verbum smallint not null,
       tidspunkt timestamptz not null
     )`,
    `create table myndighed (
       cvr int primary key,
       navn text not null,
       kommunekode text,
       organisation uuid not null,
       rodenhed uuid not null,
       virksomhed uuid not null,
       myndighed uuid not null
     )`,
    'create table maerke (navn text primary key, vaerdi text not null)',
  ],
};
