/** What every part of the generator is given: the seed, the days, the tree, and how an object is begun. */
import type { Instant } from '../../base/instant.ts';
import type { Indhold, UnikId } from '../../register/model.ts';
import type { LivscyklusKode } from '../../standard/koder.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Skrivning } from '../../store/store.ts';
import { nytObjekt, type Skridt, type Stempel, stempelAf } from '../byg.ts';
import { KORSBAEK_POST } from '../superorg.ts';
import { type Fordeling, fordelingAf } from './fordeling.ts';
import { type Kalender, kalenderAf } from './kalender.ts';
import { type Trae, traeAf } from './trae.ts';

/** The day, counted from today, on which Korsbæk laid its data into the register for the first time. */
export const FOERSTE_DAG = -1400;

export interface Verden {
  readonly seed: number;
  readonly kalender: Kalender;
  readonly trae: Trae;
  readonly fordeling: Fordeling;
  /** Periods said by Korsbæk's Organisation. */
  readonly stempel: Stempel;
}

export function verdenAf(units: number, seed: number, now: Instant): Verden {
  const trae = traeAf(units);
  return {
    seed,
    kalender: kalenderAf(now),
    trae,
    fordeling: fordelingAf(trae, seed),
    stempel: stempelAf(KORSBAEK_POST.organisationUuid, 'Organisation'),
  };
}

/** A later registration: so many days from today (negative). */
export type Dagstrin = Omit<Skridt, 'tidspunkt'> & { readonly dag: number };

export interface Start {
  /** Day of the first registration, counted from today; `FOERSTE_DAG` where it is absent. */
  readonly dag?: number;
  readonly livscyklusKode?: LivscyklusKode;
  readonly noteTekst?: string;
  readonly brugerRef?: UnikId;
}

/** An object of Korsbæk with its history. */
export function objekt(
  verden: Verden,
  objekttype: ObjektType,
  uuid: string,
  indhold: Indhold,
  start: Start = {},
  trin: readonly Dagstrin[] = [],
): Skrivning {
  const { dag = FOERSTE_DAG, brugerRef = { uuid: KORSBAEK_POST.organisationUuid }, ...rest } = start;
  const tidspunkt = verden.kalender.registreret(dag, uuid);
  const skridt = trin.map(({ dag: stepDay, ...step }) => ({
    ...step,
    tidspunkt: verden.kalender.registreret(stepDay, uuid),
  }));
  return nytObjekt({ ejer: KORSBAEK_POST.cvr, objekttype, uuid }, { tidspunkt, brugerRef, indhold, ...rest }, skridt);
}
