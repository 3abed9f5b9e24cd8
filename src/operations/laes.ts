/** `laes` and `list`: objects cut to the filters of both time axes (spec sf1500 §2.6, §2.7). */
import { type Kalder, visibleOwners } from '../access/kalder.ts';
import { skjulteFelter, udenFelter } from '../access/personfelter.ts';
import type { Instant, Interval } from '../base/instant.ts';
import { type GivetFilter, resolveFilter } from '../register/filter.ts';
import { udsnit } from '../register/oejebliksbillede.ts';
import { STATUS } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { LagretObjekt, RegistreringsUdsnit } from '../store/store.ts';
import type { Kontekst } from './kontekst.ts';
import { labelsOf } from './labels.ts';
import type { LaesFilter, Oejebliksbillede, Operation, Outcome } from './operation.ts';
import { afvist } from './udfald.ts';

/** The registrations that a filter asks for; no filter asks for the current one alone. */
function registreringsudsnit(filter: GivetFilter, now: Instant): RegistreringsUdsnit {
  return filter.fra === undefined && filter.til === undefined ? 'nuvaerende' : resolveFilter(filter, now);
}

/** An object as the caller sees it through an interval of the virkning axis. */
export function billedeOf(
  kalder: Kalder,
  objekttype: ObjektType,
  objekt: LagretObjekt,
  virkning: Interval,
  now: Instant,
): Oejebliksbillede {
  const skjulte = skjulteFelter(kalder, objekttype, objekt.ejer);
  return {
    uuid: objekt.uuid,
    ejer: objekt.ejer,
    registreringer: objekt.registreringer.map((registrering) =>
      udenFelter(udsnit(registrering, objekttype, virkning, now), skjulte),
    ),
  };
}

async function billeder(
  kontekst: Kontekst,
  objekttype: ObjektType,
  uuids: readonly string[],
  filter: LaesFilter,
  now: Instant,
): Promise<Oejebliksbillede[]> {
  const registreringer = registreringsudsnit(filter.registrering, now);
  const virkning = resolveFilter(filter.virkning, now);
  const objekter = await kontekst.store.reads.hent(visibleOwners(kontekst.kalder), objekttype, uuids, registreringer);
  return objekter.map((objekt) => billedeOf(kontekst.kalder, objekttype, objekt, virkning, now));
}

/** What would have been found: an object, and where registration time is filtered, one registered in that time. */
function ventet({ registrering: { fra, til } }: LaesFilter): string {
  const isFiltreret = fra !== undefined || til !== undefined;
  return `UUID på et objekt af typen${isFiltreret ? ', som var registreret i det tidsrum, filtrene angiver' : ''}`;
}

/** 20 with one snapshot, or 44. */
export async function laes(kontekst: Kontekst, kald: Operation & { verbum: 'laes' }): Promise<Outcome> {
  const now = kontekst.clock();
  const fundne = await billeder(kontekst, kald.objekttype, [kald.uuid], kald.filter, now);
  if (fundne.length === 0) {
    return afvist('objekt-ukendt', `${kald.objekttype}/UUIDIdentifikator`, kald.uuid, ventet(kald.filter));
  }
  return { status: STATUS.ok, brud: [], billeder: fundne, ...(await labelsOf(kontekst, fundne, now, kald)) };
}

/** 20 with the snapshots of the known UUIDs, in the order asked for; 44 where none is known. */
export async function list(kontekst: Kontekst, kald: Operation & { verbum: 'list' }): Promise<Outcome> {
  const uuids = [...new Set(kald.uuids)];
  const sted = 'ListInput/UUIDIdentifikator';
  if (uuids.length > kontekst.limits.listUuidsMax) {
    return afvist('liste-for-lang', sted, String(uuids.length), `højst ${kontekst.limits.listUuidsMax} i ét kald`);
  }
  const now = kontekst.clock();
  const fundne = uuids.length === 0 ? [] : await billeder(kontekst, kald.objekttype, uuids, kald.filter, now);
  if (fundne.length === 0) {
    return afvist('ingen-fundet', sted, `${uuids.length} UUID`, `mindst ét ${ventet(kald.filter)}`);
  }
  const efterUuid = new Map(fundne.map((billede) => [billede.uuid, billede]));
  const sete = uuids.flatMap((uuid) => efterUuid.get(uuid) ?? []);
  return { status: STATUS.ok, brud: [], billeder: sete, ...(await labelsOf(kontekst, sete, now, kald)) };
}
