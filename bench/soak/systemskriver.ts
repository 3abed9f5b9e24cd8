/** The two writes of OrganisationSystem: the import of many units at once, and anonymiser, which rewrites a history. */
import { laes, stiOf } from './beskeder.ts';
import type { Bog, Kendt } from './bog.ts';
import type { Drift } from './drift.ts';
import { ALTID_FOER, FOR_ALTID, linjerOf, type Registrering } from './former.ts';
import type { Svar } from './klient.ts';
import { doem, type Skrivning, syn } from './naivt-objekt.ts';
import { forskel, type Skriver, sporOf } from './skriver.ts';
import { billeder, enkeltvis } from './svar.ts';
import { anonymiser, importSystem, SYSTEM_STI } from './systembeskeder.ts';

const ALTID = { fra: ALTID_FOER, til: FOR_ALTID };
/** What stands where a name stood. */
const ANONYM = 'Anonymiseret';

type Historik = readonly Registrering[];

/** A history without what tells who the person is. */
const anonymiseret = (historik: Historik): Historik =>
  historik.map(({ indhold, ...registrering }) => ({
    ...registrering,
    note: '',
    indhold: Object.fromEntries(
      Object.entries(indhold).map(([navn, poster]) => [
        navn,
        poster.map((post) => {
          const { 'CPR-NummerTekst': _, ...dele } = post.dele;
          return { ...post, dele: Object.fromEntries(Object.keys(dele).map((del) => [del, ANONYM])) };
        }),
      ]),
    ),
  }));

export class Systemskriver {
  readonly #drift: Drift;
  readonly #bog: Bog;
  readonly #skriver: Skriver;
  readonly #brugerOf: (cvr: string) => string;

  constructor(drift: Drift, bog: Bog, skriver: Skriver, brugerOf: (cvr: string) => string) {
    this.#drift = drift;
    this.#bog = bog;
    this.#skriver = skriver;
    this.#brugerOf = brugerOf;
  }

  /** Imports units together; each has its own outcome. The caller has taken them; they are let go here. */
  async importer(cvr: string, enheder: readonly { objekt: Kendt; kald: Skrivning }[]): Promise<void> {
    const organisation = this.#brugerOf(cvr);
    const body = importSystem(
      organisation,
      enheder.map(({ kald }) => kald),
    );
    try {
      const svar = await this.#drift.kald('import', SYSTEM_STI, body, cvr);
      const udfald = svar.isSvar ? enkeltvis(svar.body) : undefined;
      if (udfald && udfald.get(organisation)?.status !== 49) {
        this.#bog.uenig('import of the Organisation that is there', [JSON.stringify([...udfald])]);
      }
      for (const { objekt, kald } of enheder) {
        const eget = udfald?.get(objekt.uuid) ?? { status: Number.NaN, tekst: 'no answer for this object' };
        await this.#skriver.forklar(objekt, [{ kald, svar: svar.isSvar ? { ...svar, ...eget } : svar }]);
      }
    } finally {
      for (const { objekt } of enheder) objekt.slip();
    }
  }

  /** Anonymises a person while it is changed. The caller has taken it; it is let go here. */
  async anonymiser(objekt: Kendt, ret: Skrivning): Promise<void> {
    try {
      const [a, r] = await Promise.all([
        this.#drift.kald('anonymiser', SYSTEM_STI, anonymiser(objekt.uuid), objekt.cvr),
        this.#skriver.send(ret),
      ]);
      objekt.spor.push(`anonymiser -> ${a.isSvar ? a.status : a.hvorfor}`, sporOf({ kald: ret, svar: r }));
      await this.#forklar(objekt, a, ret, r);
    } finally {
      objekt.slip();
    }
  }

  /** The histories that the two may have left, in whatever order they came; each with those before it. */
  #muligheder(objekt: Kendt, a: Svar, ret: Skrivning, r: Svar, sidsteTid: number): Historik[][] {
    const foer = objekt.historik;
    const rettet = (historik: Historik): Historik[] =>
      [0, 1, 2].flatMap((ms) => {
        const dom = doem(historik, ret, sidsteTid - ms, this.#brugerOf(objekt.cvr));
        return 'nye' in dom ? [[...historik, ...dom.nye]] : [];
      });
    const anonym = anonymiseret(foer);
    const isAnonym = (svar: Svar) => !svar.isSvar || svar.status === 20;
    return [
      ...(isAnonym(a) && isAnonym(r) ? rettet(anonym).map((h) => [anonym, h]) : []),
      ...(isAnonym(a) && isAnonym(r) ? rettet(foer).map((h) => [h, anonymiseret(h)]) : []),
      ...(isAnonym(a) && !(r.isSvar && r.status === 20) ? [[anonym]] : []),
      ...(!(a.isSvar && a.status === 20) && isAnonym(r) ? rettet(foer).map((h) => [h]) : []),
      ...(!(a.isSvar && a.status === 20) && !(r.isSvar && r.status === 20) ? [[foer]] : []),
    ];
  }

  async #forklar(objekt: Kendt, a: Svar, ret: Skrivning, r: Svar): Promise<void> {
    const { type, uuid, cvr, historik } = objekt;
    const besked = laes(type, uuid, { virkning: ALTID, registrering: ALTID });
    const svar = await this.#drift.sikkert('laes', stiOf(type), besked, cvr);
    const sete = svar.status === 20 ? (billeder(svar.body)[0]?.registreringer ?? []) : [];
    const set = sete.flatMap((registrering) => linjerOf(type, registrering));
    const linjer = (h: Historik) => h.flatMap((reg) => linjerOf(type, syn(type, reg, ALTID, svar.svaret)));
    if (a.isSvar && a.status !== (historik.length > 0 ? 20 : 44)) {
      return this.#bog.uenig(`anonymiser ${a.status}`, [a.tekst], [objekt]);
    }
    if (r.isSvar && r.status !== 20 && doem(historik, ret, r.svaret, '').status !== r.status) {
      return this.#bog.uenig(`ret ${r.status} beside anonymiser`, [r.tekst], [objekt]);
    }
    const muligheder = this.#muligheder(objekt, a, ret, r, sete.at(-1)?.tid ?? 0);
    const rigtig = muligheder.find((trin) => linjer(trin.at(-1)!).join('\n') === set.join('\n'));
    if (rigtig) for (const h of rigtig) objekt.laer(h);
    else this.#bog.uenig('anonymiser with a ret', forskel(linjer(muligheder.at(-1)?.at(-1) ?? []), set), [objekt]);
  }
}
