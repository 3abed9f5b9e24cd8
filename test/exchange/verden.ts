/** Registers to import into and export from, and the readers and writers as the command line puts them together. */
import { ALT } from '../../src/access/rettigheder.ts';
import type { Clock } from '../../src/base/clock.ts';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { MYNDIGHEDER } from '../../src/data/superorg.ts';
import type { Miljoe } from '../../src/exchange/afgoerelse.ts';
import { emnerAfCsv } from '../../src/exchange/csv-raekker.ts';
import { dagOf } from '../../src/exchange/csv-vaerdier.ts';
import { type Eksportvalg, eksport } from '../../src/exchange/eksport.ts';
import type { Emne } from '../../src/exchange/emne.ts';
import type { CsvFormat } from '../../src/exchange/formater.ts';
import { type Afvisning, INTET, type Indlaesning, indlaes, type Taelling } from '../../src/exchange/indlaesning.ts';
import { emnerAfJson } from '../../src/exchange/jsonlinjer.ts';
import { emnerAfOio } from '../../src/exchange/oio-laes.ts';
import { tilhoerFor } from '../../src/register/klassifikation/tilhoer.ts';
import type { Registrering, Relation } from '../../src/register/model.ts';
import { compileAnmodningsskema } from '../../src/standard/anmodningsskema.ts';
import { felter } from '../../src/standard/felter.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../../src/standard/objekttyper.ts';
import { relationer } from '../../src/standard/relationer.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { clock, maal, registrering, TIDER, tilfaeldig } from '../store/verden.ts';

export const EJER = '11111111';
export const MYNDIGHED = MYNDIGHEDER.find(({ cvr }) => cvr === EJER)!;
export const skema = compileAnmodningsskema();

export async function* somTekst(tekst: string, pieceChars = 1000): AsyncGenerator<string> {
  for (let at = 0; at < tekst.length; at += pieceChars) yield tekst.slice(at, at + pieceChars);
}

export interface Koersel {
  readonly taelling: Taelling;
  readonly afviste: readonly Afvisning[];
}

export interface Koerselsvalg extends Partial<Pick<Indlaesning, 'begyndelse' | 'efterParcel'>> {
  /** Asked for the time of each write, just before it is made. */
  readonly skriveur?: Clock;
  readonly isProeve?: boolean;
  readonly dag?: number;
}

/** Imports items for the authority of these tests. */
export async function koer(
  store: Store,
  emner: AsyncGenerator<Emne>,
  {
    isProeve = false,
    dag = clock(),
    skriveur = clock,
    begyndelse = { emner: 0, taelling: INTET },
    efterParcel = async () => undefined,
  }: Koerselsvalg = {},
): Promise<Koersel> {
  const { organisationUuid } = MYNDIGHED;
  const miljoe: Miljoe = {
    store,
    clock: skriveur,
    limits: DEFAULT_LIMITS,
    udeladte: 'fjernes',
    dag,
    kalder: { cvr: EJER, brugerRef: { uuid: organisationUuid }, organisationUuid, rettigheder: ALT },
  };
  const afviste: Afvisning[] = [];
  const taelling = await indlaes(emner, {
    miljoe,
    isProeve,
    begyndelse,
    afvis: (afvisning) => afviste.push(afvisning),
    efterParcel,
  });
  return { taelling, afviste };
}

export function indlaesJson(store: Store, tekst: string, valg?: Koerselsvalg): Promise<Koersel> {
  return koer(store, emnerAfJson(somTekst(tekst), clock), valg);
}

export function indlaesOio(store: Store, tekst: string, valg?: Koerselsvalg): Promise<Koersel> {
  return koer(store, emnerAfOio(somTekst(tekst), skema, EJER), valg);
}

export interface Csvvalg extends Koerselsvalg {
  readonly borteTil?: string;
  readonly iDag?: string;
}

export function indlaesCsv(store: Store, format: CsvFormat, tekst: string, valg: Csvvalg = {}): Promise<Koersel> {
  const dag = dagOf(valg.iDag ?? '2026-06-02')!;
  const borteTil = valg.borteTil === undefined ? undefined : dagOf(valg.borteTil, 1)!;
  const emner = emnerAfCsv({
    format,
    tekst: () => somTekst(tekst),
    hoved: tekst.split('\n', 1)[0]!,
    store,
    myndighed: MYNDIGHED,
    dag,
    ...(borteTil !== undefined && { borteTil }),
  });
  return koer(store, emner, { ...valg, dag });
}

/** The file that an export writes. */
export async function eksporteret(store: Store, valg: Omit<Eksportvalg, 'idag'>): Promise<string> {
  let tekst = '';
  const alt = { ejer: EJER, ...valg, idag: clock() };
  await store.fastholdt(async (fast) => {
    for await (const stykke of eksport(fast, alt)) tekst += stykke.tekst;
  });
  return tekst;
}

/** Numbers in the form that the contract demands of the fields that have one. */
const TAL: Readonly<Record<string, string>> = {
  'CPR-NummerTekst': '0000000000',
  'CVR-NummerTekst': '00000000',
  'SE-NummerTekst': '00000000',
  'P-NummerTekst': '0000000000',
  MyndighedsKode: '999',
  PlanIdentifikator: '42',
};

const ALTID_I_ET = { virkning: { fra: FRA_ALTID, til: TIL_ALTID }, reference: { uuid: maal(99) } };

/** As the contract demands: forms kept, periods of one timeline apart, no address twice; a class in one facet. */
function efterKontrakten(objekttype: ObjektType, ny: Registrering): Registrering {
  const tilhoer = tilhoerFor(objekttype)?.relation;
  const fler = new Set<string>(objekttyper[objekttype].relationer.filter((r) => r.isFler).map((r) => r.relation.navn));
  // Every role is there, and nothing that version 6, which the XML is of, has no words for.
  const rolle = (navn: string, post: Relation): Relation => {
    const fra7 = relationer.get(navn as never)?.fra7;
    return fra7 ? { rolle: { uuid: fra7.rolle }, type: { uuid: fra7.type }, ...post } : post;
  };
  const alene = (poster: readonly Relation[], i: number): readonly Relation[] =>
    poster.map((post, nr) =>
      post.rolle ? { ...post, reference: { uuid: maal(100 + 10 * i + nr) }, indeks: String(nr) } : post,
    );
  return {
    ...ny,
    egenskaber: ny.egenskaber.map(({ virkning, felter: vaerdier }) => ({
      virkning,
      felter: Object.fromEntries(
        Object.entries(vaerdier)
          .filter(([navn]) => navn !== 'Sortering')
          .map(([navn, vaerdi]) => [navn, felter.get(navn as never)?.moenster === undefined ? vaerdi : TAL[navn]!]),
      ),
    })),
    relationer: Object.fromEntries(
      Object.entries(ny.relationer).map(([navn, poster], i) => [
        navn,
        navn === tilhoer
          ? [ALTID_I_ET]
          : alene(fler.has(navn) ? poster : poster.slice(0, 1), i).map((post) => rolle(navn, post)),
      ]),
    ),
  };
}

/** Objects of every type with a value in every field, state and relation, three registrations each. */
export function alleTyper(seed: number): Skrivning[] {
  const tal = tilfaeldig(seed);
  return objekttypeNavne.flatMap((objekttype, type) =>
    [0, 1, 2].map((nr) => ({
      ejer: EJER,
      objekttype,
      uuid: maal(10_000 + 10 * type + nr),
      verbum: 'importer' as const,
      forventetNr: 0,
      nye: TIDER.map((tid) => efterKontrakten(objekttype, registrering(tal, objekttype, tid))),
    })),
  );
}
