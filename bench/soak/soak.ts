/**
 * One run: a server of its own, clients that work at it until their time is up, kills in between, and at the end a look at
 * every object, at what searches find, and at what `fkorg check` says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { KOMBIT, KOMMUNER_98, KORSBAEK } from '../../src/data/kommuner.ts';
import { MYNDIGHEDER, myndighedspost } from '../../src/data/superorg.ts';
import { tilfaeldig } from '../../test/store/verden.ts';
import { type Anlaeg, type Anlaegsvalg, startAnlaeg } from './anlaeg.ts';
import type { Arbejdsplads } from './arbejdsplads.ts';
import { laes, stiOf } from './beskeder.ts';
import { Bog, Kendt } from './bog.ts';
import { Drift } from './drift.ts';
import { ALTID_FOER, FOR_ALTID, TYPER } from './former.ts';
import { Laeser } from './laeser.ts';
import { Medarbejder } from './medarbejder.ts';
import { Port } from './port.ts';
import { Skriver } from './skriver.ts';
import { Soeger } from './soeger.ts';
import { dageOmkring, Stof } from './stof.ts';
import { billeder } from './svar.ts';
import { Systemskriver } from './systemskriver.ts';

/** The first authority has most of the clients, so that they meet; the others have one each. */
const MYNDIGHED_KLIENTER = [
  [KORSBAEK.cvr, 4],
  [KOMMUNER_98[0]!.cvr, 2],
  [KOMMUNER_98[1]!.cvr, 1],
] as const;
const ALTID = { fra: ALTID_FOER, til: FOR_ALTID };

export interface Valg extends Anlaegsvalg {
  readonly seed: number;
  /** The run ends after so many milliseconds or calls, whichever is first. */
  readonly msMax: number;
  readonly callsMax: number;
  /** After how many calls, or how many milliseconds, the next kill comes; undefined: no kills. */
  readonly kills?: { readonly calls: number } | { readonly ms: readonly [min: number, max: number] };
  /** Disagreements after which the clients stop. */
  readonly uenighederMax?: number;
  /** Told now and then. */
  readonly onProgress?: (line: string) => void;
}

export interface Resultat {
  readonly bog: Bog;
  readonly calls: number;
  readonly objekter: number;
  readonly registreringer: number;
  readonly ms: number;
  /** Kills by kind, and the longest time from a kill to the first answer. */
  readonly kills: ReadonlyMap<string, number>;
  readonly recoveryMsMax: number;
}

const PROGRESS_MS = 5_000;
const TICK_MS = 20;
/** The standard of `uenighederMax`. */
const DISAGREEMENTS_MAX = 20;

/** What the server has before the first call: the root units, read once and believed. */
async function laerUdgangspunkt(bog: Bog, drift: Drift): Promise<void> {
  for (const { cvr, rodenhedUuid } of MYNDIGHEDER) {
    if (cvr !== KOMBIT.cvr && !MYNDIGHED_KLIENTER.some(([hver]) => hver === cvr)) continue;
    const objekt = new Kendt(cvr, 'OrganisationEnhed', rodenhedUuid);
    const body = laes('OrganisationEnhed', rodenhedUuid, { virkning: ALTID, registrering: ALTID });
    const svar = await drift.sikkert('laes', stiOf('OrganisationEnhed'), body, cvr);
    objekt.laer(billeder(svar.body)[0]?.registreringer ?? []);
    bog.skrivNed(objekt);
  }
}

/** Every object on both axes, and searches for everything. */
async function gennemgaa(sted: Arbejdsplads): Promise<void> {
  for (const objekt of sted.bog.alle()) if (!objekt.isOpgivet) await sted.laeser.helt(objekt);
  for (const cvr of sted.porte.keys()) {
    for (const type of TYPER) {
      for (const kode of [undefined, 'Passiveret', 'Slettet']) {
        await sted.soeger.soeg(cvr, { type, indhold: {}, virkning: ALTID, ...(kode && { kode }) });
      }
    }
  }
}

class Drabsplan {
  readonly #valg: Valg;
  readonly #stof: Stof;
  #naeste: number;

  constructor(valg: Valg, stof: Stof) {
    this.#valg = valg;
    this.#stof = stof;
    this.#naeste = this.#efter(0);
  }

  #efter(nu: number): number {
    const { kills } = this.#valg;
    if (!kills) return Number.POSITIVE_INFINITY;
    if ('calls' in kills) return nu + kills.calls;
    const [min, max] = kills.ms;
    return nu + min + this.#stof.tal(max - min);
  }

  /** True where it is time; then the next one is planned. */
  erTid(ms: number, calls: number): boolean {
    const nu = this.#valg.kills && 'calls' in this.#valg.kills ? calls : ms;
    if (nu < this.#naeste) return false;
    this.#naeste = this.#efter(nu);
    return true;
  }
}

async function koer(valg: Valg, anlaeg: Anlaeg): Promise<Resultat> {
  const bog = new Bog();
  const drift = new Drift(anlaeg, bog);
  const bruger = (cvr: string) => myndighedspost(MYNDIGHEDER.find((m) => m.cvr === cvr)!).organisationUuid;
  const skriver = new Skriver(drift, bog, bruger);
  const sted: Arbejdsplads = {
    bog,
    drift,
    skriver,
    systemskriver: new Systemskriver(drift, bog, skriver, bruger),
    laeser: new Laeser(drift, bog),
    soeger: new Soeger(drift, bog),
    porte: new Map(MYNDIGHED_KLIENTER.map(([cvr]) => [cvr, new Port()])),
  };
  await laerUdgangspunkt(bog, drift);

  const began = Date.now();
  const dage = dageOmkring(began);
  const klienter = MYNDIGHED_KLIENTER.flatMap(([cvr, antal], a) =>
    Array.from({ length: antal }, (_, k) => {
      const nr = 10 * a + k;
      return new Medarbejder(`s${valg.seed}-${nr}`, cvr, new Stof(tilfaeldig(valg.seed * 1000 + nr), dage), sted);
    }),
  );
  const calls = () => [...bog.antal].reduce((sum, [hvad, n]) => (hvad.startsWith('unanswered') ? sum : sum + n), 0);
  const isSlut = () =>
    Date.now() - began >= valg.msMax ||
    calls() >= valg.callsMax ||
    bog.uenigheder.length >= (valg.uenighederMax ?? DISAGREEMENTS_MAX);
  let fejlet: unknown;
  const arbejde = klienter.map(async (klient) => {
    try {
      while (!isSlut() && fejlet === undefined) await klient.arbejd();
    } catch (error) {
      fejlet ??= error;
    }
  });
  const alleFaerdige = Promise.all(arbejde).then(() => true);

  const stof = new Stof(tilfaeldig(valg.seed), dage);
  const plan = new Drabsplan(valg, stof);
  const kills = new Map<string, number>();
  let recoveryMsMax = 0;
  let toldAt = 0;
  while (!(await Promise.race([alleFaerdige, sleep(TICK_MS, false)]))) {
    if (fejlet !== undefined) throw fejlet;
    const ms = Date.now() - began;
    if (ms - toldAt >= PROGRESS_MS) {
      toldAt = ms;
      const antalKills = [...kills.values()].reduce((sum, n) => sum + n, 0);
      valg.onProgress?.(
        `${Math.round(ms / 1000)} s: ${calls()} calls, ${bog.alle().length} objects, ${antalKills} kills, ${bog.uenigheder.length} disagreements`,
      );
    }
    if (isSlut() || !plan.erTid(ms, calls())) continue;
    await sleep(stof.tal(TICK_MS));
    const drab = stof.en(anlaeg.drab);
    recoveryMsMax = Math.max(recoveryMsMax, await drift.draeb(drab, stof.tal));
    kills.set(drab, (kills.get(drab) ?? 0) + 1);
  }
  if (fejlet !== undefined) throw fejlet;
  await gennemgaa(sted);
  for (const fejl of await anlaeg.afslut()) bog.uenig('after the end', [fejl]);
  const alle = bog.alle();
  return {
    bog,
    calls: calls(),
    objekter: alle.length,
    registreringer: alle.reduce((sum, { historik }) => sum + historik.length, 0),
    ms: Date.now() - began,
    kills,
    recoveryMsMax,
  };
}

/** Starts everything, runs it, and clears it away. Throws where the server does not come back from a kill. */
export async function soak(valg: Valg): Promise<Resultat> {
  await using anlaeg = await startAnlaeg(valg);
  return await koer(valg, anlaeg);
}
