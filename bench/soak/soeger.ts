/**
 * Searches, held against a walk through every object that the authority sees (spec sf1500 §2.8). An object that is being
 * written meanwhile may be found as it was or as it became.
 */
import { type Soegning, soeg, stiOf } from './beskeder.ts';
import type { Bog, Kendt } from './bog.ts';
import type { Drift } from './drift.ts';
import { FOR_ALTID, isTom, moedes, type Periode, type Post, type Registrering } from './former.ts';
import { idListe } from './svar.ts';

/** Hits that a search gives at most. */
const HITS_MAX = 1000;

const foldet = (tekst: string) => tekst.toLocaleLowerCase('da').normalize('NFC');

/** True where a text is what is asked for; a star first or last stands for anything. Blank texts are not found. */
function passer(tekst: string, soegt: string): boolean {
  if (tekst.trim() === '') return false;
  const [staar, oensket] = [foldet(tekst), foldet(soegt)];
  const kerne = oensket.replace(/^\*/, '').replace(/\*$/, '');
  if (oensket.startsWith('*') && oensket.endsWith('*')) return staar.includes(kerne);
  if (oensket.startsWith('*')) return staar.endsWith(kerne);
  return oensket.endsWith('*') ? staar.startsWith(kerne) : staar === kerne;
}

/** True where some entry of the list says what one part of a criterion asks for. */
function harPost(
  poster: readonly Post[],
  krav: Readonly<Record<string, string>>,
  periode: Periode,
  isTekst: boolean,
): boolean {
  return poster.some(
    (post) =>
      moedes(post, periode) &&
      Object.entries(krav).every(([del, soegt]) => {
        const staar = post.dele[del];
        if (del === 'indeks' && soegt === '') return true;
        return staar !== undefined && (isTekst ? passer(staar, soegt) : staar === soegt);
      }),
  );
}

/** True where the search finds an object with this history. */
function findes(historik: readonly Registrering[], soegning: Soegning, now: number): boolean {
  const { senestFoer = FOR_ALTID, registreretFra = Number.NEGATIVE_INFINITY, kode } = soegning;
  const registrering = historik.filter(({ tid }) => tid < senestFoer).at(-1);
  if (!registrering || registrering.tid < registreretFra) return false;
  if (kode === undefined ? ['Passiveret', 'Slettet'].includes(registrering.kode) : registrering.kode !== kode)
    return false;
  const { fra, til } = soegning.virkning ?? { fra: now, til: now + 1 };
  const periode = isTom({ fra, til }) ? { fra, til: fra + 1 } : { fra, til };
  return Object.entries(soegning.indhold).every(([navn, krav]) => {
    const poster = registrering.indhold[navn] ?? [];
    if (navn !== 'Egenskab') return krav.some(({ dele }) => harPost(poster, dele, periode, false));
    // A blank text asks for nothing.
    const spurgte = krav.flatMap(({ dele }) => Object.entries(dele));
    const felter = new Set(spurgte.filter(([, soegt]) => soegt.trim() !== '').map(([felt]) => felt));
    return [...felter].every((felt) =>
      krav.some(({ dele }) => dele[felt] !== undefined && harPost(poster, { [felt]: dele[felt] }, periode, true)),
    );
  });
}

/** The histories of an object that was made during a search. */
const fraIngenting = ({ historik }: Kendt) => [[], ...historik.map((_, i) => historik.slice(0, i + 1))];

export class Soeger {
  readonly #drift: Drift;
  readonly #bog: Bog;

  constructor(drift: Drift, bog: Bog) {
    this.#drift = drift;
    this.#bog = bog;
  }

  /** One search, with others writing: what is certain must be right. */
  async soeg(cvr: string, soegning: Soegning): Promise<void> {
    using stak = new DisposableStack();
    const foer = new Map(this.#bog.synlige(cvr, soegning.type).map((o) => [o, stak.use(o.blik()).historikker]));
    const svar = await this.#drift.kald('soeg', stiOf(soegning.type), soeg(soegning), cvr);
    if (!svar.isSvar) return;
    await this.#bog.alleOprettet();
    const hits = idListe(svar.body);
    const fundne = new Set(hits);
    const sidste = hits.length === HITS_MAX ? hits.at(-1)! : 'g';
    const fejl: string[] = [];
    const skyldige: Kendt[] = [];
    for (const objekt of this.#bog.synlige(cvr, soegning.type)) {
      await objekt.ro();
      const isHit = fundne.delete(objekt.uuid);
      if (objekt.isOpgivet || objekt.uuid > sidste) continue;
      const kan = (foer.get(objekt) ?? fraIngenting(objekt)).flatMap((h) =>
        [svar.svaret, svar.sendt].map((now) => findes(h, soegning, now)),
      );
      if (kan.includes(isHit)) continue;
      fejl.push(`${objekt.uuid} is ${isHit ? '' : 'not '}found`);
      skyldige.push(objekt);
    }
    for (const uuid of fundne) fejl.push(`${uuid} is found, and the authority sees no such object`);
    if (hits.some((uuid, i) => i > 0 && uuid <= hits[i - 1]!)) fejl.push('not in the order of the UUIDs');
    if (svar.status !== (hits.length > 0 ? 20 : 44)) fejl.push(`${svar.status} with ${hits.length} hits`);
    if (fejl.length > 0) this.#uenig(cvr, soegning, fejl, skyldige);
  }

  #uenig(cvr: string, soegning: Soegning, fejl: readonly string[], skyldige: readonly Kendt[]): void {
    const tid = (_: string, value: unknown) =>
      typeof value === 'number' ? (Number.isFinite(value) ? new Date(value).toISOString() : String(value)) : value;
    this.#bog.uenig(`soeg of ${cvr}: ${JSON.stringify(soegning, tid)}`, fejl.slice(0, 20), skyldige);
  }

  /** All pages of a search, one after the other, while nobody writes for the authority: exactly the hits, in order. */
  async sider(cvr: string, soegning: Soegning, antal: number): Promise<void> {
    const synlige = this.#bog.synlige(cvr, soegning.type);
    const hits: string[] = [];
    let foerst = Date.now();
    // Where there are more hits than objects, pages have no end.
    while (hits.length <= synlige.length) {
      const svar = await this.#drift.kald('soeg', stiOf(soegning.type), soeg(soegning, hits.length, antal), cvr);
      if (!svar.isSvar) return;
      foerst = svar.svaret;
      const side = idListe(svar.body);
      hits.push(...side);
      if (side.length > antal) this.#uenig(cvr, soegning, [`${side.length} hits on a page of ${antal}`], []);
      if (side.length === 0) break;
    }
    const opgivne = new Set(synlige.filter(({ isOpgivet }) => isOpgivet).map(({ uuid }) => uuid));
    const ventede = synlige.filter((o) => !o.isOpgivet && findes(o.historik, soegning, foerst)).map(({ uuid }) => uuid);
    const sete = hits.filter((uuid) => !opgivne.has(uuid));
    if (ventede.sort().join() === sete.join()) return;
    const skyldige = synlige.filter(({ uuid }) => ventede.includes(uuid) !== sete.includes(uuid));
    this.#uenig(cvr, soegning, [`pages of ${antal}: ${sete.length} hits, not ${ventede.length}`], skyldige);
  }
}
