/**
 * The checks of the change feed: every registration is in it exactly once, wherever it is on its way, and positions are the
 * whole numbers from 1 to the counter. Each statement gives one line for each thing that is wrong.
 */
import { verbumNr } from '../numre.ts';
import { NOEGLE } from './kontrol-noegle.ts';

/**
 * What is told of the objects that are there: changes in their order, those in the queue last. `anonymiser` tells of a
 * registration that has been told of before; what comes before a `fysiskslet` is about an object that is gone.
 */
export const STROEM_TABEL = `create temp table stroem on commit drop as
  with alle as (
    select ejer, objekttype, uuid, nr, verbum, 0 as trin, position as plads from aendring
    union all select ejer, objekttype, uuid, nr, verbum, 1, loebenummer from udbakke),
  talt as (
    select *, count(*) filter (where verbum = ${verbumNr.fysiskslet})
      over (partition by ejer, objekttype, uuid order by trin desc, plads desc) as slettet_senere
    from alle)
  select ejer, objekttype, uuid, nr, trin, plads, verbum = ${verbumNr.anonymiser} as er_anonymiser
  from talt where slettet_senere = 0`;

const HAR_POSITION = `select position, lead(position) over (order by position) as naeste from aendring`;

export const STROEM_KONTROLLER: readonly string[] = [
  `select ${NOEGLE} || ': registrering ' || t.nr || ' er ikke i ændringsstrømmen' from (
     select ejer, objekttype, uuid, nr from registrering
     except select ejer, objekttype, uuid, nr from stroem where not er_anonymiser) t`,
  `select ${NOEGLE} || ': ændringsstrømmen nævner registrering ' || t.nr || ', som ikke findes' from (
     select ejer, objekttype, uuid, nr from stroem except select ejer, objekttype, uuid, nr from registrering) t`,
  `select ${NOEGLE} || ': registrering ' || t.nr || ' er ' || t.antal || ' gange i ændringsstrømmen' from (
     select ejer, objekttype, uuid, nr, count(*) as antal from stroem where not er_anonymiser
     group by ejer, objekttype, uuid, nr having count(*) > 1) t`,
  `select ${NOEGLE} || ': registrering ' || t.nr || ' kommer i ændringsstrømmen efter en senere' from (
     select *, max(nr) over (partition by ejer, objekttype, uuid order by trin, plads) as hoejeste from stroem) t
   where t.nr < t.hoejeste`,
  `select 'ændringsstrømmen begynder med position ' || foerste from (select min(position) as foerste from aendring) t
   where foerste <> 1`,
  `select 'position ' || position || ' er givet to gange' from (${HAR_POSITION}) t where naeste = position`,
  `select 'der er et hul i ændringsstrømmen efter position ' || position from (${HAR_POSITION}) t
   where naeste > position + 1`,
  `select 'tælleren står på ' || vaerdi || ', men den sidste position er ' || sidste
   from taeller, (select coalesce(max(position), 0) as sidste from aendring) t
   where navn = 'aendring' and vaerdi <> sidste`,
  `select 'tælleren af ændringer mangler' where not exists (select 1 from taeller where navn = 'aendring')`,
];
