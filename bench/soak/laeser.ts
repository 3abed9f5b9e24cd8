/**
 * Reads at both axes, held against what the model shows. A read that meets a write of the same object may show it before
 * or after that write, and nothing in between.
 */
import { type Filter, laes, list, stiOf } from './beskeder.ts';
import type { Blik, Bog, Kendt } from './bog.ts';
import type { Drift } from './drift.ts';
import { FOR_ALTID, linjerOf, type Periode, type Registrering, type Type } from './former.ts';
import type { Svar } from './klient.ts';
import { registreredeI, syn } from './naivt-objekt.ts';
import { forskel } from './skriver.ts';
import { type Billede, beholdere, billeder } from './svar.ts';
import { hierarki, SYSTEM_STI } from './systembeskeder.ts';

/** The containers of the hierarchy that the clients fill. */
const BEHOLDERE = {
  OrganisationEnhed: 'OrganisationEnheder',
  OrganisationFunktion: 'OrganisationFunktioner',
  Bruger: 'Brugere',
};

/** The interval that two ends mean: where they are equal, that instant. */
const oploest = ({ fra, til }: Periode): Periode => ({ fra, til: fra === til ? til + 1 : til });

/** What a read of a history gives, as lines; none where there is nothing to show. */
function ventet(type: Type, historik: readonly Registrering[], filter: Filter, now: number): string[] {
  const registreringer = filter.registrering
    ? registreredeI(historik, oploest(filter.registrering))
    : historik.slice(-1);
  const virkning = filter.virkning ? oploest(filter.virkning) : { fra: now, til: now + 1 };
  return registreringer.flatMap((registrering) => linjerOf(type, syn(type, registrering, virkning, now)));
}

export class Laeser {
  readonly #drift: Drift;
  readonly #bog: Bog;

  constructor(drift: Drift, bog: Bog) {
    this.#drift = drift;
    this.#bog = bog;
  }

  /** What is wrong with what was seen of an object; none where some history that the call may have met explains it. */
  async #fejl(blik: Blik, set: readonly string[], filter: Filter, svar: Svar): Promise<string[] | undefined> {
    const { objekt } = blik;
    await objekt.ro();
    if (objekt.isOpgivet) return undefined;
    let naermest: string[] | undefined;
    for (const historik of blik.historikker) {
      for (const now of [svar.svaret, svar.sendt]) {
        const v = ventet(objekt.type, historik, filter, now);
        if (v.join('\n') === set.join('\n')) return undefined;
        naermest = forskel(v, set);
      }
    }
    return naermest ?? ['no history explains it'];
  }

  /** An answer that shows something is 20, one that shows nothing is 44, and there is no other. */
  #rigtigStatus(verbum: string, svar: Svar & { isSvar: true }, isNoget: boolean, hvad: string): void {
    const status = isNoget ? 20 : 44;
    if (svar.status !== status) this.#bog.uenig(`${verbum} ${svar.status}, not ${status}`, [svar.tekst, hvad]);
  }

  /** One object through a filter. */
  async laes(objekt: Kendt, filter: Filter): Promise<void> {
    const { type, uuid, cvr } = objekt;
    using blik = objekt.blik();
    const svar = await this.#drift.kald('laes', stiOf(type), laes(type, uuid, filter), cvr);
    if (!svar.isSvar) return;
    const [billede] = svar.status === 20 ? billeder(svar.body) : [];
    const set = (billede?.registreringer ?? []).flatMap((r) => linjerOf(type, r));
    this.#rigtigStatus('laes', svar, set.length > 0, uuid);
    const fejl = await this.#fejl(blik, set, filter, svar);
    if (fejl) this.#bog.uenig(`laes ${svar.status} with ${JSON.stringify(filter)}`, fejl, [objekt]);
  }

  /** Several objects of a type, among them some that are not there for this authority. */
  async list(
    cvr: string,
    type: Type,
    objekter: readonly Kendt[],
    fremmede: readonly string[],
    filter: Filter,
  ): Promise<void> {
    using stak = new DisposableStack();
    const blikke = objekter.map((objekt) => stak.use(objekt.blik()));
    const uuids = [...objekter.map(({ uuid }) => uuid), ...fremmede];
    const svar = await this.#drift.kald('list', stiOf(type), list(type, uuids, filter), cvr);
    if (!svar.isSvar) return;
    const sete = new Map((svar.status === 20 ? billeder(svar.body) : []).map((billede) => [billede.uuid, billede]));
    this.#rigtigStatus('list', svar, sete.size > 0, uuids.join(' '));
    for (const blik of blikke) {
      const set = (sete.get(blik.objekt.uuid)?.registreringer ?? []).flatMap((r) => linjerOf(type, r));
      const fejl = await this.#fejl(blik, set, filter, svar);
      if (fejl) this.#bog.uenig(`list with ${JSON.stringify(filter)}`, fejl, [blik.objekt]);
      sete.delete(blik.objekt.uuid);
    }
    if (sete.size > 0) this.#bog.uenig('list gave objects that were not asked for or are not seen', [...sete.keys()]);
  }

  /** All pages of the hierarchy, while nobody writes for the authority: exactly these objects, in order, as they are now. */
  async hierarki(cvr: string, antal: number): Promise<void> {
    const ventede = new Map(
      Object.entries(BEHOLDERE).map(([type, navn]) => [navn, this.#levende(cvr, type as Type)] as const),
    );
    const sidste = Math.max(...[...ventede.values()].map((objekter) => objekter.length));
    // One page more than there are, which must be empty.
    for (let foerste = 0; foerste < sidste + antal; foerste += antal) {
      const svar = await this.#drift.kald('fremsoegobjekthierarki', SYSTEM_STI, hierarki(foerste, antal), cvr);
      if (!svar.isSvar) return;
      const alle = beholdere(svar.body);
      for (const [navn, levende] of ventede) {
        const fejl = await this.#side(levende.slice(foerste, foerste + antal), alle.get(navn) ?? [], svar);
        if (fejl) this.#bog.uenig(`hierarchy of ${cvr} from ${foerste}, ${antal}: ${navn}`, fejl.linjer, fejl.skyldige);
      }
    }
  }

  #levende(cvr: string, type: Type): Kendt[] {
    return this.#bog
      .egne(cvr, type)
      .filter(({ historik }) => historik.length > 0 && !['Passiveret', 'Slettet'].includes(historik.at(-1)!.kode))
      .sort((a, b) => (a.uuid < b.uuid ? -1 : 1));
  }

  async #side(levende: readonly Kendt[], sete: readonly Billede[], svar: Svar) {
    if (levende.some(({ isOpgivet }) => isOpgivet)) return undefined;
    const ventede = levende.map(({ uuid }) => uuid);
    const fundne = sete.map(({ uuid }) => uuid);
    if (ventede.join() !== fundne.join()) {
      const skyldige = levende.filter(({ uuid }) => !fundne.includes(uuid));
      return { linjer: ['other objects', ...forskel(ventede, fundne)], skyldige };
    }
    for (const [i, objekt] of levende.entries()) {
      using blik = objekt.blik();
      const set = sete[i]!.registreringer.flatMap((r) => linjerOf(objekt.type, r));
      const linjer = await this.#fejl(blik, set, {}, svar);
      if (linjer) return { linjer, skyldige: [objekt] };
    }
    return undefined;
  }

  /** The whole of an object, which must be as the model says and no other way. */
  async helt(objekt: Kendt): Promise<void> {
    const altid = { fra: Number.NEGATIVE_INFINITY, til: FOR_ALTID };
    await this.laes(objekt, { virkning: altid, registrering: altid });
  }
}
