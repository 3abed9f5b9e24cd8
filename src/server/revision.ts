/** What the audit log is told of a call of the wire. Its answer goes out when the row is in the database, and not before. */
import type { Kalder } from '../access/kalder.ts';
import type { Handling, Hvem, Hvilke, Revision, Revisionsfront } from '../access/revision.ts';
import { FkorgError } from '../base/error.ts';
import type { Instant } from '../base/instant.ts';
import type { SoapSvar } from '../fronts/soap/front.ts';
import { Sikkerhedsfejl } from '../identity/sikkerhedsfejl.ts';
import { IkkeForstaaet } from '../identity/wss/ikke-forstaaet.ts';

export interface RevideretKald {
  readonly front: Revisionsfront;
  /** Absent where nobody was let in. */
  readonly kalder?: Kalder | undefined;
  /** Absent where the call came to no operation. */
  readonly handling?: Handling | undefined;
  readonly hvilke?: Hvilke | undefined;
  readonly tid: Instant;
  readonly varighedMs: number;
  readonly transactionUuid?: string | undefined;
  /** StatusKode, or the HTTP status of a fault. */
  readonly status: number;
  readonly regler?: readonly string[] | undefined;
  readonly fejl?: unknown;
}

function hvemOf({ cvr, identitet }: Kalder): Hvem {
  if (!identitet) return { cvr };
  return { cvr, systemNavn: identitet.systemNavn, certifikatSha256: identitet.certifikatSha256 };
}

/** What an error is called. */
export function kodeOf(fejl: unknown): string {
  if (fejl instanceof Sikkerhedsfejl) return fejl.art;
  if (fejl instanceof IkkeForstaaet) return 'MustUnderstand';
  return fejl instanceof FkorgError ? fejl.code : 'internal';
}

/** True for an error that says that the caller is not let in. */
function isAfvisning(fejl: unknown): boolean {
  return fejl instanceof Sikkerhedsfejl || (fejl instanceof FkorgError && fejl.code === 'unknown-authority');
}

/**
 * Resolves when the row of the call is written. A message that says nothing of who it is from, for it cannot be read, has
 * none. Throws where it could not be written: then the caller is not told what the call gave.
 */
export async function revider(revision: Revision | undefined, kald: RevideretKald): Promise<void> {
  const { front, kalder, handling, hvilke, tid, varighedMs, transactionUuid, status, regler, fejl } = kald;
  if (!revision || !(kalder !== undefined || isAfvisning(fejl))) return;
  await revision.skriv({
    art: isAfvisning(fejl) ? 'afvisning' : 'kald',
    front,
    tid,
    varighedMs,
    status,
    ...(kalder && hvemOf(kalder)),
    ...hvilke,
    ...(handling !== undefined && { handling }),
    ...(transactionUuid !== undefined && { transactionUuid }),
    ...(regler !== undefined && { regler }),
    ...(fejl !== undefined && { kode: kodeOf(fejl) }),
  });
}

/** When a call began: by the clock of the register, and by the one that measures. */
export interface Begyndt {
  readonly tid: Instant;
  readonly startedMs: number;
}

/** Tells of a call over SOAP; as `revider`. */
export function reviderSoap(revision: Revision | undefined, svar: SoapSvar, begyndt: Begyndt): Promise<void> {
  const { verbum, status = svar.httpStatus, ...spor } = svar.spor;
  const varighedMs = performance.now() - begyndt.startedMs;
  return revider(revision, {
    front: 'soap',
    handling: verbum,
    ...svar.sag,
    ...spor,
    tid: begyndt.tid,
    varighedMs,
    status,
  });
}
