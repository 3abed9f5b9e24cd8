/** A plan is answered as it was before, where that still holds, else by what is read now. */
import type { Instant } from '../../base/instant.ts';
import type { Opslag } from '../../operations/opslag/opslag.ts';
import type { Valgplan } from './plan.ts';
import { SporendeOpslag } from './spor.ts';
import type { Besvarelse, Svarhukommelse } from './svarhukommelse.ts';
import type { Session } from './tabel.ts';
import { udfoer } from './udfoer.ts';

export interface Planspoergsmaal {
  readonly plan: Valgplan;
  readonly nu: Instant;
  readonly signal: AbortSignal;
  readonly vaerdierMax: number;
  readonly svar: Svarhukommelse;
  /** The answer's key in the memory; absent for what is not remembered. */
  readonly noegle: string | undefined;
  readonly opslag: Opslag;
  /** Reads that nothing has been read by: an answer counts what it reads, and not what was looked at in vain. */
  readonly nytOpslag: () => Opslag;
}

export interface Planbesvarelse extends Besvarelse {
  /** By which it was read, or found to hold. */
  readonly opslag: Opslag;
  /** The first mistake of ours, for the log. */
  readonly intern?: unknown;
}

function sessionOf(opslag: Opslag, nu: Instant): Session {
  const husket = new Map<string, unknown>();
  return {
    opslag,
    nu,
    husk<T>(navn: string, lav: () => T): T {
      if (!husket.has(navn)) husket.set(navn, lav());
      return husket.get(navn) as T;
    },
  };
}

async function somFoer({ svar, noegle, nu, nytOpslag }: Planspoergsmaal): Promise<Planbesvarelse | undefined> {
  if (noegle === undefined) return undefined;
  const opslag = nytOpslag();
  const besvarelse = await svar.find(noegle, (spor) => spor.gaelder(opslag, nu));
  return besvarelse && { ...besvarelse, opslag };
}

async function paaNy(spoergsmaal: Planspoergsmaal): Promise<Planbesvarelse> {
  const { plan, nu, signal, vaerdierMax, svar, noegle, opslag } = spoergsmaal;
  const sporende = noegle === undefined ? undefined : new SporendeOpslag(opslag);
  const session = sessionOf(sporende ?? opslag, nu);
  const { data, ...resten } = await udfoer({ plan, session, signal, vaerdierMax });
  const besvarelse = { ...resten, data: JSON.stringify(data) };
  if (noegle !== undefined && sporende && resten.intern === undefined) svar.husk(noegle, besvarelse, sporende.spor);
  return { ...besvarelse, opslag };
}

export async function besvarPlan(spoergsmaal: Planspoergsmaal): Promise<Planbesvarelse> {
  return (await somFoer(spoergsmaal)) ?? paaNy(spoergsmaal);
}
