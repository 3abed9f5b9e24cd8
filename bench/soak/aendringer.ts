/** What a `ret` may be about: moving, renaming, leaving, correcting the past, planning, writing back what was read, and slips of the pen. */
import type { Kendt } from './bog.ts';
import { ALTID_FOER, type Indhold, listerOf, NAVNEFELT, type Post } from './former.ts';
import { syn } from './naivt-objekt.ts';
import type { Stof } from './stof.ts';

/** Gives a UUID to point at for a relation of this name. */
export type Maal = (navn: string) => string;

type Aendring = (stof: Stof, objekt: Kendt, maal: Maal) => Indhold;

const nuvaerende = (objekt: Kendt): Indhold => objekt.historik.at(-1)?.indhold ?? {};
const noegleOf = (objekt: Kendt) => nuvaerende(objekt).Egenskab?.[0]?.dele.BrugervendtNoegleTekst ?? 'ny';
const harListe = (objekt: Kendt, navn: string) => listerOf(objekt.type).some((liste) => liste.navn === navn);

const omdoeb: Aendring = (stof, objekt) => ({
  Egenskab: [stof.egenskab(objekt.type, noegleOf(objekt), stof.periode())],
});

/** One or two of its relations. */
const flyt: Aendring = (stof, objekt, maal) => {
  const relationer = listerOf(objekt.type).filter(({ navn }) => navn !== 'Egenskab' && navn !== 'Gyldighed');
  if (relationer.length === 0) return omdoeb(stof, objekt, maal);
  const valgte = [stof.en(relationer), stof.en(relationer)];
  return Object.fromEntries(valgte.map(({ navn, isFler }) => [navn, stof.poster(navn, isFler, () => maal(navn))]));
};

/** It is no longer valid from a day on, and what it is tied to now ends that day. */
const forlad: Aendring = (stof, objekt, maal) => {
  const dag = stof.sker(1, 2) ? stof.en(stof.dage.fremtid) : stof.dage.fortid.at(-1)!;
  const indhold: Record<string, Post[]> = {};
  if (harListe(objekt, 'Gyldighed')) {
    indhold.Gyldighed = [{ fra: dag, til: Number.POSITIVE_INFINITY, dele: { kode: 'Inaktiv' } }];
  }
  for (const { navn, isFler } of listerOf(objekt.type)) {
    const poster = isFler ? (nuvaerende(objekt)[navn] ?? []) : [];
    const endte = poster.filter(({ fra, til }) => fra < dag && dag < til).map((post) => ({ ...post, til: dag }));
    if (endte.length > 0) indhold[navn] = endte;
  }
  return Object.keys(indhold).length > 0 ? indhold : omdoeb(stof, objekt, maal);
};

/** A stored period gets another value, another end, or none at all; its beginning stays. */
const ret: Aendring = (stof, objekt, maal) => {
  const linjer = listerOf(objekt.type).filter(({ navn }) => (nuvaerende(objekt)[navn] ?? []).length > 0);
  if (linjer.length === 0) return omdoeb(stof, objekt, maal);
  const { navn, isFler } = stof.en(linjer);
  const post = stof.en(nuvaerende(objekt)[navn]!);
  const [ny] =
    navn === 'Egenskab'
      ? [stof.egenskab(objekt.type, noegleOf(objekt), post)]
      : stof.poster(navn, isFler, () => maal(navn));
  const dele = stof.sker(2, 3) ? ny!.dele : post.dele;
  const slut = [post.til, Number.POSITIVE_INFINITY, post.fra, ...stof.dage.fremtid, ...stof.dage.fortid].filter(
    (til) => til >= post.fra,
  );
  const til = stof.en(slut);
  return { [navn]: [{ fra: post.fra, til: til === ALTID_FOER ? Number.POSITIVE_INFINITY : til, dele }] };
};

const planlaeg: Aendring = (stof, objekt, maal) => {
  const indhold = flyt(stof, objekt, maal);
  return Object.fromEntries(
    Object.entries(indhold).map(([navn, poster]) => [
      navn,
      poster.map(({ isUdenFra: _, ...post }) => ({ ...post, ...stof.plan() })),
    ]),
  );
};

/** What a default read, or one of everything, shows: nothing may come of it. */
const tilbage: Aendring = (stof, objekt) => {
  const now = Date.now();
  const alt = { fra: ALTID_FOER, til: Number.POSITIVE_INFINITY };
  const set = syn(objekt.type, objekt.historik.at(-1)!, stof.sker(1, 2) ? { fra: now, til: now + 1 } : alt, now);
  return Object.fromEntries(Object.entries(set.indhold).filter(([, poster]) => poster.length > 0));
};

/** What must be refused, most of the time. */
const fejl: Aendring = (stof, objekt, maal) => {
  const [a, b] = [stof.dage.fortid[0]!, stof.dage.fremtid[0]!];
  const navn = stof.egenskab(objekt.type, noegleOf(objekt), { fra: b, til: a });
  const adresser = harListe(objekt, 'Adresser')
    ? [stof.adresse(maal('Adresser'), stof.nu()), stof.adresse(maal('Adresser'), stof.nu())]
    : [];
  const enslydende = adresser.map((post) => ({ ...post, dele: { ...post.dele, indeks: '7' } }));
  return stof.en<Indhold>([
    { Egenskab: [navn] },
    { Egenskab: [{ ...navn, fra: a, til: b, dele: { ...navn.dele, [NAVNEFELT[objekt.type]]: ' ' } }] },
    {
      Egenskab: [
        { ...navn, fra: a, til: b },
        { ...navn, fra: stof.dage.fortid[1]!, til: b },
      ],
    },
    { Adresser: enslydende },
    { Egenskab: [{ ...navn, fra: stof.en(stof.dage.fortid), til: Number.POSITIVE_INFINITY }] },
  ]);
};

/** Each as often as it stands here. */
const VALG: readonly Aendring[] = [
  omdoeb,
  omdoeb,
  flyt,
  flyt,
  flyt,
  forlad,
  ret,
  ret,
  planlaeg,
  planlaeg,
  tilbage,
  fejl,
  () => ({}),
];

/** The content of a `ret` of an object that has a history. */
export const enAendring: Aendring = (stof, objekt, maal) => stof.en(VALG)(stof, objekt, maal);
