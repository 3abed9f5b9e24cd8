/**
 * One SOAP call on value lists from bytes to bytes, in SOAP 1.1 or 1.2; the answer is in the version of the caller (docs/decisions/0056).
 * Nothing of what was sent is repeated in a refusal: values may be numbers of persons.
 */
import type { Kalder } from '../../../access/kalder.ts';
import { FkorgError } from '../../../base/error.ts';
import type { Limits } from '../../../base/limits.ts';
import { isUuid, newUuid } from '../../../base/uuid.ts';
import type { Listekald, Listeudfald } from '../../../register/vaerdilistekald.ts';
import { NS } from '../../../standard/namespaces.ts';
import { regler } from '../../../standard/regler.ts';
import type { Listeskema } from '../../../standard/vaerdiliste-dommer.ts';
import {
  type Listeoperation,
  type Listeverbum,
  listeoperationer,
  VAERDILISTE_TJENESTE,
} from '../../../standard/vaerdiliste-tjeneste.ts';
import { type XmlElement, xmlLimitsOf } from '../../../xml/parse.ts';
import { AfkodningsFejl } from '../afkod-vaerdier.ts';
import { type Fejlsvar, fejlsvar } from '../fejl.ts';
import { fejlsvar11 } from '../fejl11.ts';
import type { Indgang, Indladt } from '../indgang.ts';
import { indholdOf, type Konvolut, laesKonvolut, requestHeader, type Soap, skrivKonvolut } from '../konvolut.ts';
import { afkodListekald } from './afkod.ts';
import { indkodListesvar, listeprefikser } from './indkod.ts';

const SOAP: readonly Soap[] = [NS.soap11, NS.soap12];
const CONTENT_TYPE: Readonly<Record<Soap, string>> = {
  [NS.soap11]: 'text/xml; charset=utf-8',
  [NS.soap12]: 'application/soap+xml; charset=utf-8',
};

/** What the front is given: the value lists as a caller may use them. */
export interface Listeadgang {
  /** The refusal of a caller who may use none; else what carries out his calls. */
  aabn(kalder: Kalder): Promise<Listeudfald | ((kald: Listekald) => Promise<Listeudfald>)>;
}

export interface Listefront {
  readonly lister: Listeadgang;
  readonly skema: Listeskema;
  readonly indgang: Indgang;
  readonly limits: Limits;
}

export interface Listeanmodning {
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
  readonly bytesMax: number;
}

export interface Listesvar {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly xml: readonly string[];
  /** What the log may know. */
  readonly spor: {
    readonly verbum?: Listeverbum;
    readonly status?: number;
    readonly transactionUuid?: string;
    readonly regler?: readonly string[];
    readonly fejl?: unknown;
  };
  /** What the audit log may know besides. */
  readonly kalder?: Kalder;
  readonly uuids: readonly string[];
}

/** The version that a content type is of; 1.1 where it is of none, for the answer. */
export function soapAfContentType(contentType: string | undefined): Soap {
  return (contentType ?? '').trim().toLowerCase().startsWith('application/soap+xml') ? NS.soap12 : NS.soap11;
}

/** Throws FkorgError where the content type is of no version, or the text not in UTF-8. */
function assertContentType(contentType: string | undefined): void {
  const [medietype, ...parametre] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((del) => del.trim());
  const charset = parametre.find((del) => del.startsWith('charset='))?.slice('charset='.length);
  const isKendt = SOAP.some((version) => CONTENT_TYPE[version].startsWith(`${medietype};`));
  if (isKendt && ['utf-8', 'utf8', 'us-ascii'].includes(charset?.replaceAll('"', '') ?? 'utf-8')) return;
  throw new FkorgError(
    'wrong-content-type',
    'SOAP 1.1 sendes som text/xml og SOAP 1.2 som application/soap+xml, begge i UTF-8',
  );
}

function operationAf(indhold: XmlElement): Listeoperation {
  const fundet = listeoperationer.find(({ input }) => input.ns === indhold.ns && input.navn === indhold.navn);
  if (fundet) return fundet;
  const kendte = listeoperationer.map(({ input }) => input.navn).join(', ');
  throw new FkorgError(
    'unknown-operation',
    `Elementet {${indhold.ns.slice(0, 200)}}${indhold.navn.slice(0, 100)} kan ikke behandles på ` +
      `${VAERDILISTE_TJENESTE.sti}: her kendes ${kendte}`,
  );
}

function afvist(brud: Listeudfald['brud']): Listeudfald {
  return { status: regler[brud[0]!.regel].status, brud: brud.map(({ vaerdi: _, ...uden }) => uden) };
}

/** UUIDs that a call named or made, for the audit log. */
function naevnte(kald: Listekald | undefined, udfald: Listeudfald): readonly string[] {
  const sendt = kald && 'uuid' in kald ? [kald.uuid] : kald && 'uuids' in kald ? kald.uuids : [];
  const fundne = [...(udfald.lister ?? []).map(({ uuid }) => uuid), ...(udfald.uuids ?? [])];
  return [...new Set([...sendt, ...fundne].filter(isUuid).map((uuid) => uuid.toLowerCase()))];
}

/** The call and what came of it. */
async function udfoer({ lister, skema }: Listefront, { kalder, dokument }: Indladt, { verbum, input }: Listeoperation) {
  const doer = await lister.aabn(kalder);
  if (typeof doer !== 'function') return { udfald: doer };
  const indhold = indholdOf(dokument.rod);
  const { element, brud } = skema.valider(indhold, dokument.hasXsi, input);
  if (brud.length > 0) return { udfald: afvist(brud) };
  try {
    const kald = afkodListekald(element, verbum);
    return { kald, udfald: await doer(kald) };
  } catch (fejl) {
    if (fejl instanceof AfkodningsFejl) return { udfald: afvist([fejl.brud]) };
    throw fejl;
  }
}

async function skriv(
  { underskriv }: Indladt,
  { soap, transactionUuid, messageId }: Konvolut,
  operation: Listeoperation,
  indhold: readonly string[],
): Promise<readonly string[]> {
  const action = `${operation.soapAction}Response`;
  const version = soap === undefined ? {} : { soap };
  if (!underskriv) {
    return skrivKonvolut(
      { ...version, transactionUuid, ...(messageId !== undefined && { messageId, action }) },
      indhold,
    );
  }
  const svar = await underskriv({
    ...version,
    action,
    relatesTo: messageId ?? '',
    usigneret: requestHeader(transactionUuid),
    indhold,
    prefikser: listeprefikser,
  });
  return [svar];
}

/** The fault for an error, in an envelope of a version. */
export function listefejl(fejl: unknown, soap: Soap, transactionUuid: string) {
  const svar: Fejlsvar = soap === NS.soap11 ? fejlsvar11(fejl) : fejlsvar(fejl);
  const hoved = { soap, transactionUuid, ...(svar.hoved !== undefined && { ekstra: svar.hoved }) };
  return { httpStatus: svar.httpStatus, contentType: CONTENT_TYPE[soap], xml: skrivKonvolut(hoved, [svar.body]) };
}

/** Answers a call. Never throws: what goes wrong is a fault. */
export async function besvarListekald(front: Listefront, anmodning: Listeanmodning): Promise<Listesvar> {
  const soap = soapAfContentType(anmodning.contentType);
  let konvolut: Konvolut = { transactionUuid: newUuid() };
  let operation: Listeoperation | undefined;
  let kalder: Kalder | undefined;
  const kendt = () => ({
    ...(operation && { verbum: operation.verbum }),
    ...(isUuid(konvolut.transactionUuid) && { transactionUuid: konvolut.transactionUuid }),
  });
  try {
    assertContentType(anmodning.contentType);
    const besked = front.indgang.laes(anmodning.body, xmlLimitsOf(front.limits, anmodning.bytesMax));
    konvolut = laesKonvolut(besked.dokument.rod, [soap]);
    const indladt = await besked.lukInd();
    kalder = indladt.kalder;
    operation = operationAf(indholdOf(indladt.dokument.rod));
    const { kald, udfald } = await udfoer(front, indladt, operation);
    return {
      httpStatus: 200,
      contentType: CONTENT_TYPE[soap],
      xml: await skriv(indladt, konvolut, operation, indkodListesvar(udfald, operation)),
      spor: { ...kendt(), status: udfald.status, regler: [...new Set(udfald.brud.map(({ regel }) => regel))] },
      kalder,
      uuids: naevnte(kald, udfald),
    };
  } catch (fejl) {
    return {
      ...listefejl(fejl, soap, konvolut.transactionUuid),
      spor: { ...kendt(), fejl },
      ...(kalder && { kalder }),
      uuids: [],
    };
  }
}
