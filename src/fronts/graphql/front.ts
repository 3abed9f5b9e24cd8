/** One query from its body to its answer: read, planned, answered by the rows of the table, and written. */
import type { Kalder } from '../../access/kalder.ts';
import { type Hvilke, REVISION_UUIDS_MAX } from '../../access/revision.ts';
import { FkorgError } from '../../base/error.ts';
import type { Register } from '../../operations/kontekst.ts';
import { aabnOpslag } from '../../operations/opslag/nyt-opslag.ts';
import type { Opslag } from '../../operations/opslag/opslag.ts';
import { brudTekst } from '../../standard/brud-tekst.ts';
import { contentTypeFor, type Hoveder, laesForespoergsel, vilHaveNyForm } from './anmodning.ts';
import { besvarPlan } from './besvar-plan.ts';
import { Dokumenter, Forespoergselsfejl } from './dokument.ts';
import type { Valgplan } from './plan.ts';
import { bygSkema } from './skema.ts';
import { type Svarfejl, stederOf, svarfejl } from './svarfejl.ts';
import { erOmNu, noegleAf, Svarhukommelse } from './svarhukommelse.ts';
import { Feltfejl, type Klassifikation } from './tabel.ts';
import { typer } from './visning/typer.ts';

export interface GraphqlFront {
  readonly register: Register;
  readonly dokumenter: Dokumenter;
  readonly svar: Svarhukommelse;
}

export interface GraphqlKald {
  readonly kalder: Kalder;
  readonly hoveder: Hoveder;
  readonly body: Uint8Array;
  /** Aborted, with the error that says why, where the caller has gone or the answer has taken too long. */
  readonly signal: AbortSignal;
}

export interface GraphqlSvar {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly text: string;
  /** What the log may know: no values. */
  readonly spor: {
    /** Errors and warnings, by what they are about. */
    readonly klassifikationer?: Readonly<Partial<Record<Klassifikation, number>>>;
    readonly objekter?: number;
    readonly spoergsmaal?: number;
    /** A mistake of ours. */
    readonly fejl?: unknown;
  };
  /** What the audit log may know besides. */
  readonly hvilke: Hvilke;
}

export function graphqlFront(register: Register): GraphqlFront {
  const { limits } = register;
  return {
    register,
    dokumenter: new Dokumenter(bygSkema(typer), limits),
    svar: new Svarhukommelse(limits.graphqlAnswersBytesMax),
  };
}

/** What is answered; without `data`, which is JSON, where the query was not begun. */
interface Resultat {
  readonly data?: string;
  readonly fejl: readonly Svarfejl[];
  readonly uuids: readonly string[];
  readonly opslag?: Opslag;
  readonly intern?: unknown;
}

function ikkeBegyndt({ klassifikation, fejl }: Forespoergselsfejl): Resultat {
  return {
    uuids: [],
    fejl: fejl.map(({ message, nodes, locations }) => {
      const steder = locations ?? (nodes?.[0] && stederOf(nodes[0]));
      return svarfejl({ type: 'ERROR', klassifikation, besked: message, ...(steder && { steder }) });
    }),
  };
}

/** What stops the whole answer, and is told in it; everything else is thrown on, for the answer to be an HTTP status. */
function afbrudt(error: unknown): Pick<Resultat, 'fejl' | 'intern'> {
  const som = (klassifikation: Klassifikation, besked: string) => [svarfejl({ type: 'ERROR', klassifikation, besked })];
  if (error instanceof Feltfejl) return { fejl: som(error.klassifikation, error.message) };
  if (!(error instanceof FkorgError) || error.code === 'internal') {
    return { fejl: som('ServerError', 'Der skete en fejl i fkorg'), intern: error };
  }
  if (error.code === 'limit-passed') return { fejl: som('ValidationError', error.message) };
  throw error;
}

/** The UUIDs that the query names at its root. */
function navngivne({ felter }: Valgplan): readonly string[] {
  return felter.flatMap(({ argumenter: { uuid } }) => (Array.isArray(uuid) ? (uuid as readonly string[]) : []));
}

/** Rejects with the reason of the signal, for who does not want to wait for work that looks at it now and then. */
function vedAfbrud(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

const INTET = 'null';

async function resultatOf({ register, dokumenter, svar }: GraphqlFront, kald: GraphqlKald): Promise<Resultat> {
  const { kalder, body, signal } = kald;
  const { limits, watch, clock } = register;
  const aabn = () => aabnOpslag({ ...register, kalder }, { signal, timeoutMs: limits.graphqlTimeoutMs });
  const opslag = aabn();
  const forespoergsel = laesForespoergsel(body);
  if ('brud' in opslag) {
    const besked = brudTekst(opslag.brud);
    return { data: INTET, uuids: [], fejl: [svarfejl({ type: 'ERROR', klassifikation: 'Unauthorized', besked })] };
  }
  let plan: Valgplan;
  try {
    plan = dokumenter.laeg(forespoergsel);
  } catch (error) {
    if (error instanceof Forespoergselsfejl) return ikkeBegyndt(error);
    throw error;
  }
  const spoergsmaal = {
    ...{ plan, nu: clock(), signal, svar, opslag, vaerdierMax: limits.graphqlValuesMax },
    noegle: svar.isTaendt && erOmNu(plan) ? noegleAf(forespoergsel, kalder) : undefined,
    // Who was let in once is let in again.
    nytOpslag: () => aabn() as Opslag,
  };
  const work = () => Promise.race([besvarPlan(spoergsmaal), vedAfbrud(signal)]);
  try {
    const besvarelse = await (watch ? watch('organisationhent', work) : work());
    return { ...besvarelse, uuids: [...navngivne(plan), ...besvarelse.uuids] };
  } catch (error) {
    return { ...afbrudt(error), data: INTET, opslag, uuids: navngivne(plan) };
  }
}

function antalEfterKlassifikation(fejl: readonly Svarfejl[]): Partial<Record<Klassifikation, number>> {
  const antal: Partial<Record<Klassifikation, number>> = {};
  for (const { extensions } of fejl) antal[extensions.classification] = (antal[extensions.classification] ?? 0) + 1;
  return antal;
}

/** Answers a call. Throws what makes an HTTP status of it (`problem.ts`). */
export async function besvarGraphql(front: GraphqlFront, kald: GraphqlKald): Promise<GraphqlSvar> {
  const { data, fejl, uuids, opslag, intern } = await resultatOf(front, kald);
  const isBegyndt = data !== undefined;
  const dele = [
    ...(isBegyndt ? [`"data":${data}`] : []),
    ...(fejl.length > 0 ? [`"errors":${JSON.stringify(fejl)}`] : []),
  ];
  const tal = opslag?.tal;
  return {
    httpStatus: isBegyndt || !vilHaveNyForm(kald.hoveder) ? 200 : 400,
    contentType: contentTypeFor(kald.hoveder),
    text: `{${dele.join()}}`,
    spor: {
      ...(fejl.length > 0 && { klassifikationer: antalEfterKlassifikation(fejl) }),
      ...tal,
      ...(intern !== undefined && { fejl: intern }),
    },
    hvilke: { uuids: [...new Set(uuids)].slice(0, REVISION_UUIDS_MAX), antal: tal?.objekter ?? 0 },
  };
}
