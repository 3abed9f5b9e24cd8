/** What the clients look up: filters on both axes, and searches for what some object says or said. */
import type { KnownObject } from './book.ts';
import { type Entry, FOR_EVER, FROM_EVER, type Indhold, listsOf, type Period } from './forms.ts';
import type { Material } from './material.ts';
import type { Filter, Search } from './messages.ts';

const ALL_TIME = { fra: FROM_EVER, til: FOR_EVER };

/** An instant, a time between two, or all of it. */
function interval(material: Material, instants: readonly number[]): Period {
  if (instants.length === 0 || material.happens(1, 4)) return ALL_TIME;
  const [a, b] = [material.one(instants), material.one(instants)];
  const fra = material.happens(1, 5) ? FROM_EVER : Math.min(a, b);
  return { fra, til: material.happens(1, 5) ? FOR_EVER : Math.max(a, b) };
}

/** Through both axes, one of them, or neither. */
export function aFilter(material: Material, object: KnownObject): Filter {
  const registered = object.history.flatMap(({ time }) => [time - 1, time, time + 1]);
  return {
    ...(material.happens(1, 2) && { virkning: interval(material, [...material.days.past, ...material.days.future]) }),
    ...(material.happens(1, 2) && { registrering: interval(material, registered) }),
  };
}

/** A text as somebody would ask for it: whole, in part, in capitals. */
function aText(material: Material, tekst: string): string {
  const n = 1 + material.draw(Math.max(tekst.length - 1, 1));
  const forms = [
    tekst,
    tekst.toLocaleUpperCase('da'),
    `${tekst.slice(0, n).trim()}*`,
    `*${tekst.slice(-n).trim()}`,
    `*${tekst.slice(n - 1, n + 3).trim()}*`,
  ];
  return material.one(forms.filter((form) => !form.includes('**')));
}

/** What of one list of a registration a search could ask for; undefined where it says nothing. */
function aCriterion(material: Material, navn: string, entries: readonly Entry[]): Entry | undefined {
  if (entries.length === 0) return undefined;
  const { parts } = material.one(entries);
  if (navn !== 'Egenskab')
    return { ...ALL_TIME, parts: material.happens(1, 3) && parts.rolle ? { ...parts, indeks: '' } : parts };
  const [felt, tekst] = material.one(Object.entries(parts));
  // The schema wants ten digits of a CPR in a search as well.
  return { ...ALL_TIME, parts: { [felt]: felt === 'CPR-NummerTekst' ? tekst : aText(material, tekst) } };
}

/** A search that has something to do with an object: with what it says, said, or once said. */
export function aSearch(material: Material, object: KnownObject): Search {
  const { type, history } = object;
  const registrering = history.length > 0 ? material.one(history) : undefined;
  const indhold: Record<string, Entry[]> = {};
  for (let n = 1 + material.draw(3); n > 0; n--) {
    const { navn, isMany } = material.one(listsOf(type));
    const criterion = aCriterion(material, navn, registrering?.indhold[navn] ?? []);
    // A 0..1 relation may stand once in a search, too.
    const canRepeat = isMany || navn === 'Egenskab' || navn === 'Gyldighed';
    if (criterion) indhold[navn] = [...(canRepeat && material.happens(1, 2) ? (indhold[navn] ?? []) : []), criterion];
  }
  const times = history.map(({ time }) => time);
  return {
    type,
    indhold: indhold as Indhold,
    ...(material.happens(1, 2) && { virkning: interval(material, [...material.days.past, ...material.days.future]) }),
    ...(times.length > 0 && material.happens(1, 4) && { latestBefore: material.one(times) + material.draw(2) }),
    ...(times.length > 0 && material.happens(1, 6) && { registeredFrom: material.one(times) }),
    ...(material.happens(1, 6) && { kode: material.one(['Passiveret', 'Slettet', 'Importeret', 'Opstaaet']) }),
  };
}
