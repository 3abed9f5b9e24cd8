/**
 * Messages and their distribution (docs/decisions/0051-fordeling.md): each message once, a row for each dueslag that has yet
 * to deliver it, and what is said of dueslag, subscriptions and kinds of messages.
 */
import type { Migration } from './migration.ts';

export const beskeder: Migration = {
  nr: 9,
  navn: 'beskeder',
  statements: [
    // The last number of a message, whose row is the lock of those who distribute; and how often dueslag have changed.
    `insert into taeller values ('fordeling', 0), ('dueslag', 0)`,
    'create table laeser (navn text primary key, position bigint not null) with (fillfactor = 50)',
    // The receivers, as JSON, where fewer are allowed than the message names.
    `create table besked (
       nr bigint primary key,
       modtaget timestamptz not null,
       position bigint,
       afsender uuid,
       bytes int not null,
       sha256 bytea not null,
       besked_id text collate "C" not null,
       modtagere text,
       indhold text not null
     )`,
    // Of those that others send, an id is there once; the register's own are told apart by what they tell of.
    'create unique index besked_id on besked (besked_id, coalesce(position, 0))',
    `create table dueslag (
       nr int generated always as identity primary key,
       uuid uuid not null unique,
       navn text not null,
       system uuid,
       cvr int,
       maade text not null check (maade in ('hent', 'tilsendt', 'webhook')),
       adresse text,
       noegle text,
       beskeder_max bigint not null,
       bytes_max bigint not null,
       alder_max_ms bigint not null,
       tilstand text not null default 'aktiv' check (tilstand in ('aktiv', 'inaktiv', 'stoppet')),
       grund text,
       siden timestamptz not null,
       leverer boolean not null default true,
       mangler_fra bigint,
       naeste_forsoeg timestamptz
     )`,
    'create index dueslag_mangler on dueslag (mangler_fra) where mangler_fra is not null',
    // What came in is counted by those who distribute, what went out by those who deliver: so neither waits for the other.
    ...['dueslag_ind', 'dueslag_ud'].map(
      (tabel) => `create table ${tabel} (
         dueslag int primary key references dueslag on delete cascade,
         beskeder bigint not null default 0,
         bytes bigint not null default 0
       ) with (fillfactor = 20)`,
    ),
    `create table abonnement (
       nr int generated always as identity primary key,
       uuid uuid not null unique,
       dueslag int not null references dueslag on delete cascade,
       navn text not null,
       udtryk text not null
     )`,
    'create index abonnement_dueslag on abonnement (dueslag, nr)',
    // What waits, in the order of the messages; the receivers in its copy as JSON.
    `create table levering (
       dueslag int not null,
       nr bigint not null,
       lagt timestamptz not null,
       abonnement uuid not null,
       bytes int not null,
       forsoeg int not null default 0,
       modtagere text not null,
       primary key (dueslag, nr)
     ) with (fillfactor = 90)`,
    'create index levering_nr on levering (nr)',
    `create table fejlkoe (
       dueslag int not null references dueslag,
       nr bigint not null,
       abonnement uuid not null,
       bytes int not null,
       forsoeg int not null,
       modtagere text not null,
       grund text not null,
       flyttet timestamptz not null,
       primary key (dueslag, nr)
     )`,
    'create index fejlkoe_nr on fejlkoe (nr)',
    `create table laan (
       navn text primary key,
       proces text not null,
       taget timestamptz not null,
       udloeber timestamptz not null
     ) with (fillfactor = 50)`,
    'create table beskedtype (uuid uuid primary key, navn text not null)',
  ],
  // Events are read by position, whoever owns them.
  online: [{ art: 'indeks', navn: 'aendring_position', tabel: 'aendring', definition: '(position)' }],
};
