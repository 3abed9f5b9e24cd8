/** One REST call from query to JSON: parameters, caller, operation, answer. */
import type { Kalder } from '../../access/kalder.ts';
import type { Brud } from '../../base/brud.ts';
import { FkorgError } from '../../base/error.ts';
import type { Register } from '../../operations/kontekst.ts';
import type { Outcome } from '../../operations/operation.ts';
import { run } from '../../operations/run.ts';
import { type Sag, type Sagsspor, sagssporOf } from '../../operations/sag.ts';
import { afvistMed } from '../../operations/udfald.ts';
import { STATUS } from '../../standard/koder.ts';
import type { RegelId } from '../../standard/regler.ts';
import { PROBLEM_CONTENT_TYPE, type Problem, problemOfError, problemOfOutcome } from './problem.ts';
import { CVR, type Hoveder, type Parametre, type Rute } from './ruter.ts';
import { STROEM_CONTENT_TYPE } from './stroem.ts';

export const JSON_CONTENT_TYPE = 'application/json; charset=utf-8';
/** The methods of every address. */
export const METHODS = 'GET, HEAD';

export interface RestFront {
  readonly register: Register;
  /**
   * Who calls, for the authority that the query names, if it names one. Throws FkorgError or Sikkerhedsfejl where nobody may
   * be let in.
   */
  readonly findKalder: (cvr: string | undefined) => Promise<Kalder>;
}

export interface RestRequest {
  readonly rute: Rute;
  readonly method: string | undefined;
  /** What comes after the question mark. */
  readonly query: string | undefined;
  readonly hoveder?: Hoveder;
}

export interface RestSvar {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly text: string;
  /** Events follow from a position on, for as long as the caller listens. */
  readonly stroem?: { readonly siden: number; readonly kalder: Kalder };
  /** What the log may know: no values. */
  readonly spor: { readonly status?: number; readonly regler?: readonly string[]; readonly fejl?: unknown };
  /** What the audit log may know besides. */
  readonly sag: Sagsspor;
}

/** Parameters that the address does not have, or that stand there twice: a slip that would change the answer. */
function parameterbrud(rute: Rute, query: URLSearchParams): Brud<RegelId>[] {
  return [...new Set(query.keys())]
    .filter((navn) => !rute.parametre.includes(navn) || query.getAll(navn).length > 1)
    .map((navn) => ({
      regel: 'parameter-ukendt',
      sted: navn.slice(0, 40),
      forventet: `højst én af hver: ${rute.parametre.join(', ')}`,
    }));
}

async function udfald(front: RestFront, { rute, query, hoveder = {} }: RestRequest, sag: Sag): Promise<Outcome> {
  // Who is not let in is told nothing of what the address takes.
  const search = new URLSearchParams(query);
  const kalder = await front.findKalder(rute.parametre.includes(CVR) ? (search.get(CVR) ?? undefined) : undefined);
  sag.kalder = kalder;
  const ukendte = parameterbrud(rute, search);
  if (ukendte.length > 0) return afvistMed(ukendte);
  const parametre: Parametre = new Map(search);
  const afkodet = rute.afkod(parametre, front.register.limits, hoveder);
  if (!('verbum' in afkodet)) return afvistMed(afkodet);
  sag.kald = afkodet;
  return run({ ...front.register, kalder }, afkodet);
}

function problem({ httpStatus, json }: Problem, spor: RestSvar['spor'], sag: Sag): RestSvar {
  return { httpStatus, contentType: PROBLEM_CONTENT_TYPE, text: `${json}\n`, spor, sag: sagssporOf(sag, undefined) };
}

/** Answers a call. Never throws: what goes wrong is a problem. */
export async function besvarRest(front: RestFront, request: RestRequest): Promise<RestSvar> {
  const sag: Sag = {};
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new FkorgError('wrong-method', `${request.method} bruges ikke her; ${request.rute.sti} læses med GET`);
    }
    const outcome = await udfald(front, request, sag);
    sag.outcome = outcome;
    const spor = { status: outcome.status, regler: outcome.brud.map(({ regel }) => regel) };
    if (outcome.status !== STATUS.ok) return problem(problemOfOutcome(outcome), spor, sag);
    const svar = { httpStatus: 200, spor, sag: sagssporOf(sag, undefined) };
    const { indkod } = request.rute;
    if (indkod) return { ...svar, contentType: JSON_CONTENT_TYPE, text: `${JSON.stringify(indkod(outcome))}\n` };
    const stroem = { siden: outcome.fraPosition!, kalder: sag.kalder! };
    return { ...svar, contentType: STROEM_CONTENT_TYPE, text: '', stroem };
  } catch (fejl) {
    return problem(problemOfError(fejl, request.rute.tjeneste), { fejl }, sag);
  }
}

/** The answer where something went wrong with a call after its operation. */
export function restFejl(fejl: unknown): RestSvar {
  return problem(problemOfError(fejl), { fejl }, {});
}
