/**
 * Refusals and errors as application/problem+json (RFC 9457). `type` is a name and no address: `urn:fkorg:regel:` and the id
 * of the rule (its page is in docs/reference/rules), or `urn:fkorg:fejl:` and the code of an error.
 */
import { FkorgError } from '../../base/error.ts';
import { HTTP_STATUS } from '../../base/http-status.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import type { Outcome } from '../../operations/operation.ts';
import { brudTekst } from '../../standard/brud-tekst.ts';
import { STATUS, type Status } from '../../standard/koder.ts';
import { regler } from '../../standard/regler.ts';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** HTTP status by status code of the outcome. */
const BY_STATUS: Readonly<Record<Status, number>> = {
  [STATUS.ok]: 200,
  [STATUS.ugyldigtInput]: 400,
  [STATUS.ikkeAutoriseret]: 403,
  [STATUS.afsendelseAfvist]: 403,
  [STATUS.ikkeFundet]: 404,
  [STATUS.registreringstidIFremtiden]: 400,
  [STATUS.ugyldigVirkning]: 400,
  [STATUS.findesAlleredeEllerAfsluttet]: 409,
  [STATUS.internFejl]: 500,
};

const TITLES: Readonly<Record<number, string>> = {
  403: 'Myndigheden er ikke kendt her',
  405: 'Adressen har ikke denne metode',
  503: 'Registret kan ikke svare lige nu',
};

export interface Problem {
  readonly httpStatus: number;
  readonly json: string;
}

/** The problem of an outcome that says no: each breach with its place, rule, value and what would be right. */
export function problemOfOutcome({ status, brud }: Outcome): Problem {
  const httpStatus = BY_STATUS[status];
  const first = brud[0];
  const json = {
    type: first ? `urn:fkorg:regel:${first.regel}` : 'about:blank',
    title: first ? regler[first.regel].tekst : 'Kaldet blev afvist',
    status: httpStatus,
    detail: brudTekst(brud),
    brud,
  };
  return { httpStatus, json: JSON.stringify(json) };
}

/** The one answer to whom security does not let in; which check failed is for the log alone. */
function afvist(tjeneste: string): Problem {
  const json = {
    type: 'urn:fkorg:fejl:token',
    title: 'Intet gyldigt token',
    status: 401,
    detail: `Kaldet skal have et gyldigt token til ${tjeneste}: Authorization: Bearer <JWT>`,
  };
  return { httpStatus: 401, json: JSON.stringify(json) };
}

/**
 * The problem of an error. Errors that are not FkorgErrors are ours, and say nothing of themselves to the caller.
 *
 * @param tjeneste What a token for the address is for.
 */
export function problemOfError(error: unknown, tjeneste = 'Organisation'): Problem {
  if (error instanceof Sikkerhedsfejl) return afvist(tjeneste);
  const fejl = error instanceof FkorgError ? error : new FkorgError('internal', 'Der skete en fejl i fkorg');
  const httpStatus = HTTP_STATUS[fejl.code];
  const json = {
    type: `urn:fkorg:fejl:${fejl.code}`,
    title: TITLES[httpStatus] ?? 'Kaldet kunne ikke udføres',
    status: httpStatus,
    detail: fejl.message,
  };
  return { httpStatus, json: JSON.stringify(json) };
}
