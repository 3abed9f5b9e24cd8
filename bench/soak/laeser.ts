/**
 * Reads at both axes, held against what the model shows. A read that meets a write of the same object may show it before
 * or after that write, and nothing in between.
 */
import { type Filter, hierarki, laes, list, SYSTEM_STI, stiOf } from './beskeder.ts';
import type { Bog, Kendt } from './bog.ts';
import type { Drift } from './drift.ts';
import { FOR_ALTID, linjerOf, type Periode, type Registrering, type Type } from './former.ts';
import type { Svar } from './klient.ts';
import { registreredeI, syn } from './naivt-objekt.ts';
import { forskel } from './skriver.ts';
import { beholdere, billeder } from './svar.ts';

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

/** A look at an object before a call: how much of its history there was. */
interface Blik {
  readonly objekt: Kendt;
  readonly fra: number;
}
export const blikPaa = (objekt: Kendt): Blik => ({ objekt, fra: objekt.historik.length });

/** The histories that a call may have met, given what was there before it. The object must be at rest. */
export function historikker({ objekt, fra }: Blik): (readonly Registrering[])[] {
  const { historik } = objekt;
  return Array.from({ length: historik.length - fra + 1 }, (_, i) => historik.slice(0, fra + i));
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
    for (const historik of historikker(blik)) {
      for (const now of [svar.svaret, svar.sendt]) {
        const v = ventet(objekt.type, historik, filter, now);
        if (v.join('\n') === set.join('\n')) return undefined;
        naermest = forskel(v, set);
      }
    }
    return naermest ?? ['no history explains it'];
  }

  /** One object through a filter. */
  async laes(objekt: Kendt, filter: Filter): Promise<void> {
    const { type, uuid, cvr } = objekt;
    const blik = blikPaa(objekt);
    const svar = await this.#drift.kald('laes', stiOf(type), laes(type, uuid, filter), cvr);
    if (!svar.isSvar) return;
    const [billede] = svar.status === 20 ? billeder(svar.body) : [];
    const set = (billede?.registreringer ?? []).flatMap((r) => linjerOf(type, r));
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
    const blikke = objekter.map(blikPaa);
    const uuids = [...objekter.map(({ uuid }) => uuid), ...fremmede];
    const svar = await this.#drift.kald('list', stiOf(type), list(type, uuids, filter), cvr);
    if (!svar.isSvar) return;
    const sete = new Map((svar.status === 20 ? billeder(svar.body) : []).map((billede) => [billede.uuid, billede]));
    for (const blik of blikke) {
      const set = (sete.get(blik.objekt.uuid)?.registreringer ?? []).flatMap((r) => linjerOf(type, r));
      const fejl = await this.#fejl(blik, set, filter, svar);
      if (fejl) this.#bog.uenig(`list with ${JSON.stringify(filter)}`, fejl, [blik.objekt]);
      sete.delete(blik.objekt.uuid);
    }
    if (sete.size > 0) this.#bog.uenig('list gave objects that were not asked for or are not seen', [...sete.keys()]);
  }

  /** A page of the hierarchy, while nobody writes for the authority: exactly these objects, in order, as they are now. */
  async hierarki(cvr: string, foerste: number, antal: number): Promise<void> {
    const svar = await this.#drift.kald('fremsoegobjekthierarki', SYSTEM_STI, hierarki(foerste, antal), cvr);
    if (!svar.isSvar) return;
    const alle = beholdere(svar.body);
    const navne = {
      OrganisationEnhed: 'OrganisationEnheder',
      OrganisationFunktion: 'OrganisationFunktioner',
      Bruger: 'Brugere',
    };
    for (const [type, navn] of Object.entries(navne) as [Type, string][]) {
      const levende = this.#bog
        .egne(cvr, type)
        .filter(({ historik }) => historik.length > 0 && !['Passiveret', 'Slettet'].includes(historik.at(-1)!.kode))
        .sort((a, b) => (a.uuid < b.uuid ? -1 : 1))
        .slice(foerste, foerste + antal);
      const sete = alle.get(navn) ?? [];
      if (levende.some(({ isOpgivet }) => isOpgivet)) continue;
      const ventede = levende.map(({ uuid }) => uuid);
      if (ventede.join() !== sete.map(({ uuid }) => uuid).join()) {
        const fejl = forskel(
          ventede,
          sete.map(({ uuid }) => uuid),
        );
        const skyldige = levende.filter(({ uuid }) => !sete.some((billede) => billede.uuid === uuid));
        this.#bog.uenig(`hierarchy of ${cvr} from ${foerste}, ${antal}: other objects in ${navn}`, fejl, skyldige);
        continue;
      }
      for (const [i, objekt] of levende.entries()) {
        const fejl = await this.#fejl(
          blikPaa(objekt),
          sete[i]!.registreringer.flatMap((r) => linjerOf(type, r)),
          {},
          svar,
        );
        if (fejl) this.#bog.uenig(`hierarchy of ${cvr}, ${navn}`, fejl, [objekt]);
      }
    }
  }

  /** The whole of an object, which must be as the model says and no other way. */
  async helt(objekt: Kendt): Promise<void> {
    const altid = { fra: Number.NEGATIVE_INFINITY, til: FOR_ALTID };
    await this.laes(objekt, { virkning: altid, registrering: altid });
  }
}
