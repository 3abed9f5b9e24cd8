/** OrganisationFunktion objects: the one shape that positions, leaders and all the other patterns share (spec sf1500 §4.2). */
import type { Indhold, Relation } from '../../register/model.ts';
import type { Skrivning } from '../../store/store.ts';
import { egenskab, indhold, relation, tilstand } from '../byg.ts';
import { type Klassenoegle, klasseUuid } from '../klasser.ts';
import { KORSBAEK_POST } from '../superorg.ts';
import { type Dagstrin, FOERSTE_DAG, objekt, type Start, type Verden } from './verden.ts';

export interface Funktion {
  readonly uuid: string;
  readonly type: Extract<Klassenoegle, `OrganisationFunktion.Type.${string}`>;
  /** Unique in the Organisation, as the guideline asks. */
  readonly noegle: string;
  readonly navn?: string;
  /** Days from today between which it holds; `tilDag` absent: open. */
  readonly fraDag: number;
  readonly tilDag?: number;
  /** UUIDs. */
  readonly enheder?: readonly string[];
  /** UUIDs; or whole entries where their periods are not that of the function. */
  readonly brugere?: readonly string[] | readonly Relation[];
  readonly opgaver?: readonly string[];
  readonly itsystemer?: readonly string[];
  readonly adresser?: readonly Relation[];
}

/** A function as an object. It is registered on the day it begins, but never before `FOERSTE_DAG` nor after yesterday. */
export function funktion(
  verden: Verden,
  given: Funktion,
  start: Start = {},
  trin: readonly Dagstrin[] = [],
): Skrivning {
  const dag = start.dag ?? Math.max(FOERSTE_DAG, Math.min(given.fraDag, -1));
  return objekt(verden, 'OrganisationFunktion', given.uuid, funktionsindhold(verden, given), { ...start, dag }, trin);
}

function funktionsindhold(verden: Verden, given: Funktion): Indhold {
  const { kalender, stempel } = verden;
  const fra = kalender.dag(given.fraDag);
  const gaelder = given.tilDag === undefined ? stempel(fra) : stempel(fra, kalender.dag(given.tilDag));
  const isFra = stempel(fra);
  const peg = (uuids: readonly string[] = []) => uuids.map((uuid) => relation(gaelder, uuid));
  const status = [tilstand(gaelder, 'Aktiv')];
  if (given.tilDag !== undefined) status.push(tilstand(stempel(kalender.dag(given.tilDag)), 'Inaktiv'));
  return indhold(
    [
      egenskab(isFra, {
        BrugervendtNoegleTekst: given.noegle,
        ...(given.navn === undefined ? {} : { FunktionNavn: given.navn }),
      }),
    ],
    status,
    {
      Adresser: given.adresser ?? [],
      Funktionstype: [relation(isFra, klasseUuid(given.type))],
      TilknyttedeOpgaver: peg(given.opgaver),
      TilknyttedeBrugere: (given.brugere ?? []).map((entry) =>
        typeof entry === 'string' ? relation(gaelder, entry) : entry,
      ),
      TilknyttedeEnheder: peg(given.enheder),
      TilknyttedeOrganisationer: [relation(isFra, KORSBAEK_POST.organisationUuid)],
      TilknyttedeItSystemer: peg(given.itsystemer),
    },
  );
}
