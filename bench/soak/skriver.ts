/**
 * Writes, and explains what the history shows afterwards: every acknowledged write is there once, no refused one is, one
 * that was never answered is there wholly or not at all, and each registration says what the model makes of it in the
 * order in which the server took them.
 */
import { skrivning as beskedOf, laes, soeg, stiOf } from './beskeder.ts';
import { type Bog, Kendt } from './bog.ts';
import type { Drift } from './drift.ts';
import { ALTID_FOER, FOR_ALTID, linjeOf, linjerOf, type Registrering } from './former.ts';
import type { Svar } from './klient.ts';
import { doem, type Skrivning, syn } from './naivt-objekt.ts';
import { billeder, idListe, nytUuid } from './svar.ts';

const ALTID = { fra: ALTID_FOER, til: FOR_ALTID };

export interface Forsoeg {
  readonly kald: Skrivning;
  readonly svar: Svar;
}

/** A write and its outcome in one line, for the trail of its object. */
export function sporOf({ kald, svar }: Forsoeg): string {
  const sendte = kald.sendte.map(({ tid, indhold }) => {
    const poster = Object.entries(indhold).flatMap(([navn, alle]) =>
      alle.map((post) => linjeOf(navn, post) + (post.isUdenFra ? ' (no FraTidspunkt)' : '')),
    );
    return `${tid === undefined ? '' : `at ${new Date(tid).toISOString()} `}${poster.join('; ')}`;
  });
  const udfald = svar.isSvar ? `${svar.status}` : `no answer (${svar.hvorfor})`;
  return `${new Date(svar.sendt).toISOString()} ${kald.verbum} ${kald.id} -> ${udfald}: ${sendte.join(' | ')}`;
}

const isEns = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n');

/** The lines that only one of the two has. */
export function forskel(ventet: readonly string[], set: readonly string[]): string[] {
  return [
    ...ventet.filter((linje) => !set.includes(linje)).map((linje) => `expected: ${linje}`),
    ...set.filter((linje) => !ventet.includes(linje)).map((linje) => `answered: ${linje}`),
    ...(isEns([...ventet].sort(), [...set].sort()) ? ['the same lines in another order'] : []),
  ];
}

export class Skriver {
  readonly #drift: Drift;
  readonly #bog: Bog;
  readonly #brugerOf: (cvr: string) => string;

  constructor(drift: Drift, bog: Bog, brugerOf: (cvr: string) => string) {
    this.#drift = drift;
    this.#bog = bog;
    this.#brugerOf = brugerOf;
  }

  /** Makes writes of one object at the same time. The caller has taken the object; it is let go here. */
  async skriv(objekt: Kendt, kald: readonly Skrivning[]): Promise<void> {
    try {
      const forsoeg = await Promise.all(kald.map(async (k) => ({ kald: k, svar: await this.send(k) })));
      await this.forklar(objekt, forsoeg);
    } finally {
      objekt.slip();
    }
  }

  /** One write, as it is. */
  send(k: Skrivning): Promise<Svar> {
    return this.#drift.kald(k.verbum, stiOf(k.type), beskedOf(k), k.cvr);
  }

  /** A write that must be refused with this status. */
  async forgaeves(kald: Skrivning, status: number): Promise<void> {
    const svar = await this.send(kald);
    if (svar.isSvar && svar.status !== status) {
      this.#bog.uenig(`${kald.verbum} of another's object: ${svar.status}, not ${status}`, [sporOf({ kald, svar })]);
    }
  }

  /** Makes an object whose UUID the server gives; undefined where none came of it. */
  async opret(kald: Skrivning): Promise<Kendt | undefined> {
    const arbejde = this.#opret(kald);
    this.#bog.oprettes(arbejde);
    return arbejde;
  }

  async #opret(kald: Skrivning): Promise<Kendt | undefined> {
    const svar = await this.send(kald);
    const uuids = svar.isSvar ? (svar.status === 20 ? [nytUuid(svar.body)] : []) : await this.#findOprettet(kald);
    if (svar.isSvar && svar.status !== 20) {
      const { status } = doem([], kald, svar.sendt, '');
      if (status !== svar.status)
        this.#bog.uenig(`opret ${svar.status}, not ${status}`, [svar.tekst, sporOf({ kald, svar })]);
    }
    if (uuids.length > 1) this.#bog.uenig('an opret made several objects', [...uuids, sporOf({ kald, svar })]);
    if (uuids[0] === undefined) return undefined;
    const objekt = new Kendt(kald.cvr, kald.type, uuids[0]);
    objekt.tag();
    this.#bog.skrivNed(objekt);
    try {
      await this.forklar(objekt, [{ kald, svar }]);
    } finally {
      objekt.slip();
    }
    return objekt;
  }

  /** What became of an `opret` without an answer: its BrugervendtNoegle is its id. */
  async #findOprettet({ id, type, cvr }: Skrivning): Promise<string[]> {
    const indhold = { Egenskab: [{ ...ALTID, dele: { BrugervendtNoegleTekst: id } }] };
    const svar = await this.#drift.sikkert('soeg', stiOf(type), soeg({ type, indhold, virkning: ALTID }), cvr);
    return idListe(svar.body);
  }

  /** Reads what is new of an object that the caller has taken, and explains it by what was done. */
  async forklar(objekt: Kendt, forsoeg: readonly Forsoeg[]): Promise<void> {
    objekt.spor.push(...forsoeg.map(sporOf));
    const sidste = objekt.historik.at(-1);
    const filter = { virkning: ALTID, registrering: { fra: sidste?.tid ?? ALTID_FOER, til: FOR_ALTID } };
    const { type, uuid, cvr } = objekt;
    const svar = await this.#drift.sikkert('laes', stiOf(type), laes(type, uuid, filter), cvr);
    const sete = svar.status === 20 ? (billeder(svar.body)[0]?.registreringer ?? []) : [];
    const linjer = (registrering: Registrering) => linjerOf(type, registrering);
    const ventet = (registrering: Registrering) =>
      [svar.svaret, svar.sendt].map((now) => linjer(syn(type, registrering, ALTID, now)));
    const isVentet = (ny: Registrering, set: Registrering) => ventet(ny).some((v) => isEns(v, linjer(set)));
    const fejl = (hvad: string, forklaring: readonly string[]) => this.#bog.uenig(hvad, forklaring, [objekt]);

    const nye = [...sete];
    if (sidste) {
      const igen = nye.shift();
      if (!igen) return fejl('an acknowledged registration is gone', linjer(sidste));
      if (!isVentet(sidste, igen)) {
        return fejl('an old registration is not what it was', forskel(ventet(sidste)[0]!, linjer(igen)));
      }
    }
    const tilstande = [objekt.historik];
    const fundne = new Set<Skrivning>();
    while (nye.length > 0) {
      const [foerste] = nye;
      const id = foerste!.note.split('/')[0];
      const dens = forsoeg.find(({ kald }) => kald.id === id);
      if (!dens || fundne.has(dens.kald)) return fejl('a registration that no call asked for', linjer(foerste!));
      if (dens.svar.isSvar && dens.svar.status !== 20) {
        return fejl(`refused with ${dens.svar.status}, and done all the same`, [dens.svar.tekst, ...linjer(foerste!)]);
      }
      fundne.add(dens.kald);
      const egne = nye.splice(0, Math.max(dens.kald.sendte.length, 1));
      const dom = this.#ventet(objekt.historik, dens, egne, isVentet);
      if ('hvorfor' in dom) return fejl(dom.hvorfor, dom.linjer);
      objekt.laer([...objekt.historik, ...dom.nye]);
      tilstande.push(objekt.historik);
    }
    for (const { kald, svar: s } of forsoeg) {
      if (fundne.has(kald) || !s.isSvar) {
        if (!s.isSvar) this.#bog.tael(fundne.has(kald) ? 'unanswered: done' : 'unanswered: not done');
        continue;
      }
      if (s.status === 20) return fejl('acknowledged, and not there', [sporOf({ kald, svar: s })]);
      const statusser = new Set<number>();
      for (const historik of tilstande) {
        for (const now of [s.svaret, s.sendt]) statusser.add(doem(historik, kald, now, '').status);
      }
      if (!statusser.has(s.status)) {
        return fejl(`${kald.verbum} ${kald.id}: ${s.status}, not ${[...statusser].join(' or ')}`, [s.tekst]);
      }
    }
  }

  /** The registrations that the model makes of a write, which must be the ones that are there. */
  #ventet(
    historik: readonly Registrering[],
    { kald, svar }: Forsoeg,
    egne: readonly Registrering[],
    isVentet: (ny: Registrering, set: Registrering) => boolean,
  ): { nye: readonly Registrering[] } | { hvorfor: string; linjer: string[] } {
    const tid = egne.at(-1)!.tid;
    const isEfter = tid === ((egne.at(-2) ?? historik.at(-1))?.tid ?? Number.NaN) + 1;
    const isEgenTid = kald.sendte.at(-1)?.tid !== undefined;
    if (!isEgenTid && !isEfter && (tid < svar.sendt || tid > svar.svaret)) {
      return {
        hvorfor: 'registered at a time when the call was not under way',
        linjer: egne.flatMap((r) => linjerOf(kald.type, r)),
      };
    }
    // Where the clock stood still a registration is a millisecond later than the "now" that it was decided by.
    const tider = isEgenTid ? [svar.sendt] : isEfter ? [tid, tid - 1, tid - 2] : [tid];
    const domme = tider.map((now) => doem(historik, kald, now, this.#brugerOf(kald.cvr)));
    for (const dom of domme) {
      if ('nye' in dom && dom.nye.length === egne.length && dom.nye.every((ny, i) => isVentet(ny, egne[i]!)))
        return dom;
    }
    const [dom] = domme;
    const ventet =
      'nye' in dom!
        ? dom.nye.flatMap((ny) => linjerOf(kald.type, syn(kald.type, ny, ALTID, svar.svaret)))
        : [`a refusal with ${dom!.status}`];
    const set = egne.flatMap((r) => linjerOf(kald.type, r));
    return { hvorfor: `${kald.verbum} ${kald.id} made something else than the model`, linjer: forskel(ventet, set) };
  }
}
