/** A dueslag as the tables have it, with its subscriptions and what waits in it. */
import { cvrOf } from '../numre.ts';
import type { Abonnement, Dueslag, Dueslagstilstand, Maade } from './dueslag.ts';

const MS = (kolonne: string) => `(extract(epoch from ${kolonne}) * 1000)::double precision`;

/** Subscriptions come as JSON, in the order in which they were made. */
export const DUESLAG = `select d.uuid, d.navn, d.system, d.cvr, d.maade, d.adresse, d.noegle, d.beskeder_max, d.bytes_max,
    d.alder_max_ms, d.tilstand, d.grund, ${MS('d.siden')}, d.leverer::int, d.mangler_fra, ${MS('d.naeste_forsoeg')},
    (i.beskeder - u.beskeder)::double precision, (i.bytes - u.bytes)::double precision, a.alle
  from dueslag d
  cross join lateral (select i.beskeder, i.bytes from dueslag_ind i where i.dueslag = d.nr offset 0) i
  cross join lateral (select u.beskeder, u.bytes from dueslag_ud u where u.dueslag = d.nr offset 0) u
  cross join lateral (
    select coalesce(json_agg(json_build_object('uuid', a.uuid, 'navn', a.navn, 'udtryk', a.udtryk) order by a.nr), '[]')::text
      as alle
    from abonnement a where a.dueslag = d.nr) a`;
export type Dueslagsraekke = readonly [
  uuid: string,
  navn: string,
  system: string | null,
  cvr: number | null,
  maade: Maade,
  adresse: string | null,
  noegle: string | null,
  beskederMax: string,
  bytesMax: string,
  alderMaxMs: string,
  tilstand: Dueslagstilstand,
  grund: string | null,
  siden: number,
  leverer: number,
  manglerFra: string | null,
  naesteForsoeg: number | null,
  beskeder: number,
  bytes: number,
  abonnementer: string,
];

export function dueslagOf(row: Dueslagsraekke): Dueslag {
  const [uuid, navn, system, cvr, maade, adresse, noegle, beskederMax, bytesMax, alderMaxMs, tilstand, ...resten] = row;
  const [grund, siden, leverer, manglerFra, naesteForsoeg, beskeder, bytes, abonnementer] = resten;
  return {
    uuid,
    navn,
    ...(system !== null && { systemUuid: system }),
    ...(cvr !== null && { cvr: cvrOf(cvr) }),
    maade,
    ...(adresse !== null && { adresse }),
    ...(noegle !== null && { noegle }),
    beskederMax: Number(beskederMax),
    bytesMax: Number(bytesMax),
    alderMaxMs: Number(alderMaxMs),
    tilstand,
    ...(grund !== null && { grund }),
    siden: Math.round(siden),
    isLevererbar: leverer === 1,
    ...(manglerFra !== null && { manglerFra: Number(manglerFra) }),
    ...(naesteForsoeg !== null && { naesteForsoeg: Math.round(naesteForsoeg) }),
    abonnementer: JSON.parse(abonnementer) as Abonnement[],
    beskeder,
    bytes,
  };
}
