/** What a `ret` may be about: moving, renaming, leaving, correcting the past, planning, writing back what was read, and slips of the pen. */
import type { KnownObject } from './book.ts';
import { type Entry, FROM_EVER, type Indhold, listsOf, NAME_FIELD } from './forms.ts';
import type { Material } from './material.ts';
import { view } from './naive-object.ts';

/** Gives a UUID to point at for a relation of this name. */
export type PickTarget = (navn: string) => string;

type Change = (material: Material, object: KnownObject, target: PickTarget) => Indhold;

const currentOf = (object: KnownObject): Indhold => object.history.at(-1)?.indhold ?? {};
const keyOf = (object: KnownObject) => currentOf(object).Egenskab?.[0]?.parts.BrugervendtNoegleTekst ?? 'ny';
const hasList = (object: KnownObject, navn: string) => listsOf(object.type).some((kind) => kind.navn === navn);

const rename: Change = (material, object) => ({
  Egenskab: [material.egenskab(object.type, keyOf(object), material.period())],
});

/** One or two of its relations. */
const move: Change = (material, object, target) => {
  const relations = listsOf(object.type).filter(({ navn }) => navn !== 'Egenskab' && navn !== 'Gyldighed');
  if (relations.length === 0) return rename(material, object, target);
  const chosen = [material.one(relations), material.one(relations)];
  return Object.fromEntries(
    chosen.map(({ navn, isMany }) => [navn, material.entries(navn, isMany, () => target(navn))]),
  );
};

/** It is no longer valid from a day on, and what it is tied to now ends that day. */
const leave: Change = (material, object, target) => {
  const day = material.happens(1, 2) ? material.one(material.days.future) : material.days.past.at(-1)!;
  const indhold: Record<string, Entry[]> = {};
  if (hasList(object, 'Gyldighed')) {
    indhold.Gyldighed = [{ fra: day, til: Number.POSITIVE_INFINITY, parts: { kode: 'Inaktiv' } }];
  }
  for (const { navn, isMany } of listsOf(object.type)) {
    const entries = isMany ? (currentOf(object)[navn] ?? []) : [];
    const ended = entries.filter(({ fra, til }) => fra < day && day < til).map((entry) => ({ ...entry, til: day }));
    if (ended.length > 0) indhold[navn] = ended;
  }
  return Object.keys(indhold).length > 0 ? indhold : rename(material, object, target);
};

/** A stored period gets another value, another end, or none at all; its beginning stays. */
const correct: Change = (material, object, target) => {
  const filledLists = listsOf(object.type).filter(({ navn }) => (currentOf(object)[navn] ?? []).length > 0);
  if (filledLists.length === 0) return rename(material, object, target);
  const { navn, isMany } = material.one(filledLists);
  const entry = material.one(currentOf(object)[navn]!);
  const [fresh] =
    navn === 'Egenskab'
      ? [material.egenskab(object.type, keyOf(object), entry)]
      : material.entries(navn, isMany, () => target(navn));
  const parts = material.happens(2, 3) ? fresh!.parts : entry.parts;
  const ends = [entry.til, Number.POSITIVE_INFINITY, entry.fra, ...material.days.future, ...material.days.past].filter(
    (til) => til >= entry.fra,
  );
  const til = material.one(ends);
  return { [navn]: [{ fra: entry.fra, til: til === FROM_EVER ? Number.POSITIVE_INFINITY : til, parts }] };
};

const planAhead: Change = (material, object, target) => {
  const indhold = move(material, object, target);
  return Object.fromEntries(
    Object.entries(indhold).map(([navn, entries]) => [
      navn,
      entries.map(({ isWithoutFra: _, ...entry }) => ({ ...entry, ...material.plan() })),
    ]),
  );
};

/** What a default read, or one of everything, shows: nothing may come of it. */
const sendBack: Change = (material, object) => {
  const now = Date.now();
  const allTime = { fra: FROM_EVER, til: Number.POSITIVE_INFINITY };
  const seen = view(
    object.type,
    object.history.at(-1)!,
    material.happens(1, 2) ? { fra: now, til: now + 1 } : allTime,
    now,
  );
  return Object.fromEntries(Object.entries(seen.indhold).filter(([, entries]) => entries.length > 0));
};

/** What must be refused, most of the time. */
const slips: Change = (material, object, target) => {
  const [a, b] = [material.days.past[0]!, material.days.future[0]!];
  const navn = material.egenskab(object.type, keyOf(object), { fra: b, til: a });
  const adresser = hasList(object, 'Adresser')
    ? [material.adresse(target('Adresser'), material.now()), material.adresse(target('Adresser'), material.now())]
    : [];
  const alike = adresser.map((entry) => ({ ...entry, parts: { ...entry.parts, indeks: '7' } }));
  return material.one<Indhold>([
    { Egenskab: [navn] },
    { Egenskab: [{ ...navn, fra: a, til: b, parts: { ...navn.parts, [NAME_FIELD[object.type]]: ' ' } }] },
    {
      Egenskab: [
        { ...navn, fra: a, til: b },
        { ...navn, fra: material.days.past[1]!, til: b },
      ],
    },
    { Adresser: alike },
    { Egenskab: [{ ...navn, fra: material.one(material.days.past), til: Number.POSITIVE_INFINITY }] },
  ]);
};

/** Each as often as it stands here. */
const CHOICES: readonly Change[] = [
  rename,
  rename,
  move,
  move,
  move,
  leave,
  correct,
  correct,
  planAhead,
  planAhead,
  sendBack,
  slips,
  () => ({}),
];

/** The content of a `ret` of an object that has a history. */
export const aChange: Change = (material, object, target) => material.one(CHOICES)(material, object, target);
