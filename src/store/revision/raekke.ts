/** A row of the audit log: a post whose every value has the form that it must have, and its link in a chain. */
import { hash } from 'node:crypto';
import {
  ANDRE_HANDLINGER,
  type Hvilke,
  REVISION_UUIDS_MAX,
  type Revisionsart,
  type Revisionspost,
} from '../../access/revision.ts';
import type { Instant } from '../../base/instant.ts';
import { isUuid } from '../../base/uuid.ts';
import { verbumNr } from '../numre.ts';

/** `slut` is the last row of a chain whose process ended as it should. */
export type Raekkeart = Revisionsart | 'slut';

/** The values of a row as the database has them; null where there is none. */
export interface Raekke {
  readonly tid: Instant;
  readonly varighedUs: number;
  readonly art: Raekkeart;
  readonly front: string;
  readonly handling: string | null;
  readonly objekttype: string | null;
  readonly system: string | null;
  readonly systemNavn: string | null;
  readonly cvr: string | null;
  readonly certifikat: string | null;
  readonly transaktion: string | null;
  readonly status: number | null;
  readonly kode: string | null;
  readonly regler: readonly string[];
  readonly uuids: readonly string[];
  readonly antal: number;
}

/** A row at its place. */
export interface PlaceretRaekke extends Raekke {
  readonly kaede: number;
  readonly nr: number;
  /** Lower-case hex. */
  readonly hash: string;
}

const CVR = /^\d{8}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const KODE = /^(?:[A-Za-z][A-Za-z_-]{0,39}|\d{3,4})$/;
const REGEL = /^[a-z][a-z0-9-]{0,59}$/;
const REGLER_MAX = 20;
const NAVN_MAX = 200;
const INT_MAX = 2_147_483_647;
const HANDLINGER: ReadonlySet<string> = new Set([...Object.keys(verbumNr), ...ANDRE_HANDLINGER]);

/** What could be the number of a person: ten digits that stand alone, with or without the dash. */
const CPR_FORM = /(?<!\d)\d{6}[- ]?\d{4}(?!\d)/g;

function ifForm(form: RegExp, value: string | undefined): string | null {
  return value !== undefined && form.test(value) ? value : null;
}

function ifUuid(value: string | undefined): string | null {
  return value !== undefined && isUuid(value) ? value.toLowerCase() : null;
}

function count(value: number): number {
  return Math.min(INT_MAX, Math.max(0, Math.round(value)));
}

/** A name of a system, short, on one line, without what could be a person's number. */
function navnOf(navn: string | undefined): string | null {
  if (navn === undefined) return null;
  return (
    navn
      .replace(/\p{Cc}/gu, ' ')
      .replace(CPR_FORM, '…')
      .slice(0, NAVN_MAX)
      .toWellFormed() || null
  );
}

function uuidsOf({ uuids = [] }: Partial<Hvilke>): string[] {
  const kept: string[] = [];
  for (const uuid of uuids) {
    if (kept.length === REVISION_UUIDS_MAX) break;
    if (isUuid(uuid)) kept.push(uuid.toLowerCase());
  }
  return kept;
}

/** The row of a post. What does not have its form is left out: types keep it away, and this does where they were got around. */
export function raekkeOf(post: Revisionspost): Raekke {
  const uuids = uuidsOf(post);
  return {
    tid: Math.trunc(post.tid),
    varighedUs: count(post.varighedMs * 1000),
    art: post.art,
    front: post.front,
    handling: post.handling !== undefined && HANDLINGER.has(post.handling) ? post.handling : null,
    objekttype: post.objekttype ?? null,
    system: ifUuid(post.system),
    systemNavn: navnOf(post.systemNavn),
    cvr: ifForm(CVR, post.cvr),
    certifikat: ifForm(SHA256, post.certifikatSha256),
    transaktion: ifUuid(post.transactionUuid),
    status: post.status === undefined ? null : count(post.status),
    kode: ifForm(KODE, post.kode),
    regler: (post.regler ?? []).filter((regel) => REGEL.test(regel)).slice(0, REGLER_MAX),
    uuids,
    antal: count(post.antal ?? uuids.length),
  };
}

/** The row that ends a chain. */
export function slutraekke(tid: Instant): Raekke {
  return { ...raekkeOf({ art: 'afvisning', front: 'kommandolinje', tid, varighedMs: 0 }), art: 'slut' };
}

export function sha256(text: string): string {
  return hash('sha256', text);
}

/** The hash of a row after the one before it: over that hash and every value, the number in the chain included. */
export function raekkehash(forrige: string, nr: number, r: Raekke): string {
  const values = [
    nr,
    r.tid,
    r.varighedUs,
    r.art,
    r.front,
    r.handling,
    r.objekttype,
    r.system,
    r.systemNavn,
    r.cvr,
    r.certifikat,
    r.transaktion,
    r.status,
    r.kode,
    r.regler,
    r.uuids,
    r.antal,
  ];
  return sha256(forrige + JSON.stringify(values));
}

/** Where a chain ended when another began. */
export interface Anker {
  readonly kaede: number;
  readonly nr: number;
  readonly hash: string;
}

/** The hash of the start of a chain: over that of the start before it, and what it saw of the other chains, by their number. */
export function starthash(forrige: string, nr: number, startet: Instant, ankre: readonly Anker[]): string {
  return sha256(forrige + JSON.stringify([nr, startet, ankre.map((a) => [a.kaede, a.nr, a.hash])]));
}
