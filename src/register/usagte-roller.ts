/**
 * The roles of relations that one version of the contract has without them (docs/decisions/0043): an entry always has a
 * role in the register, and one that comes back from a sender who does not see it keeps its own.
 */
import { type Relationsnavn, relationer } from '../standard/relationer.ts';
import type { Usagt } from '../standard/versioner.ts';
import { idNoegle, type Relation, uuidOf } from './model.ts';
import type { Sendt, SendtIndhold } from './udfyld.ts';

/** By what a stored entry is known as the one that a sent entry with the same reference is about: the surest first. */
const KENDETEGN: readonly ((post: Relation) => string)[] = [
  ({ virkning: { fra, til } }) => `${fra} ${til}`,
  ({ virkning: { fra } }) => String(fra),
];

function fra7Of(navn: string) {
  return relationer.get(navn as Relationsnavn)?.fra7;
}

/** Entries with the role that they have where nobody gave them another; those of other relations as they are. */
export function medStandardroller(navn: string, poster: readonly Relation[]): readonly Relation[] {
  const fra7 = fra7Of(navn);
  if (!fra7) return poster;
  return poster.map(({ indeks, ...resten }) => ({
    rolle: { uuid: fra7.rolle },
    type: { uuid: fra7.type },
    ...resten,
    ...(indeks && { indeks }),
  }));
}

/** True for an entry that says nothing of its role but what is said where nobody says it. */
export function isStandardrolle(navn: string, { rolle, type, indeks }: Relation): boolean {
  const fra7 = fra7Of(navn);
  const isDen = (id: Relation['rolle'], uuid: string | undefined) => id === undefined || uuidOf(id) === uuid;
  return isDen(rolle, fra7?.rolle) && isDen(type, fra7?.type) && !indeks;
}

function referenceNoegle({ reference }: Relation): string {
  return reference ? idNoegle(reference) : '';
}

/**
 * For each sent entry the first stored one that overlaps it, both in the order of their beginnings, so that each is passed once.
 *
 * @param isEngang True where a stored entry is found once alone.
 */
function overlappende(
  sendte: readonly Relation[],
  lagrede: readonly Relation[],
  isEngang: boolean,
): ReadonlyMap<Relation, Relation> {
  const efterFra = (a: Relation, b: Relation) => a.virkning.fra - b.virkning.fra;
  const orden = lagrede.toSorted(efterFra);
  const fundne = new Map<Relation, Relation>();
  let at = 0;
  for (const post of sendte.toSorted(efterFra)) {
    while (at < orden.length && orden[at]!.virkning.til <= post.virkning.fra) at++;
    const lagret = orden[at];
    if (!lagret || lagret.virkning.fra >= post.virkning.til) continue;
    fundne.set(post, lagret);
    if (isEngang) at++;
  }
  return fundne;
}

/** Sent entries with one reference, with what the stored ones with it say of their roles. */
function medRollerAf(sendte: readonly Relation[], lagrede: readonly Relation[]): ReadonlyMap<Relation, Relation> {
  const fundne = new Map<Relation, Relation>();
  const brugte = new Set<Relation>();
  const tag = (post: Relation, lagret: Relation) => {
    brugte.add(lagret);
    fundne.set(post, lagret);
  };
  const rest = () => [sendte.filter((post) => !fundne.has(post)), lagrede.filter((post) => !brugte.has(post))] as const;
  for (const kendetegn of KENDETEGN) {
    const [ufundne, ubrugte] = rest();
    // The last of a list is the cheapest to take; the first is the one to take.
    const efterKendetegn = Map.groupBy(ubrugte.toReversed(), kendetegn);
    for (const post of ufundne) {
      const lagret = efterKendetegn.get(kendetegn(post))?.pop();
      if (lagret) tag(post, lagret);
    }
  }
  for (const [post, lagret] of overlappende(...rest(), true)) tag(post, lagret);
  for (const [post, { indeks: _indeks, ...lagret }] of overlappende(rest()[0], lagrede, false)) {
    fundne.set(post, lagret);
  }
  return fundne;
}

/** Each stored entry gives its role, type and index to one sent entry; of a divided one the other parts get the first two. */
function medLagredeRoller(
  sendte: readonly Sendt<Relation>[],
  lagrede: readonly Relation[],
): readonly Sendt<Relation>[] {
  const poster = sendte.map(({ post }) => post);
  const efterReference = Map.groupBy(lagrede, referenceNoegle);
  const fundne = [...Map.groupBy(poster, referenceNoegle)].map(([noegle, deres]) =>
    medRollerAf(deres, efterReference.get(noegle) ?? []),
  );
  const egne = new Map(fundne.flatMap((par) => [...par]));
  return sendte.map(({ sted, post }) => {
    const { rolle, type, indeks } = egne.get(post) ?? {};
    return { sted, post: { ...post, ...(rolle && { rolle }), ...(type && { type }), ...(indeks && { indeks }) } };
  });
}

/** What was sent, with the roles that its sender has no words for, as they are stored. */
export function medUsagteRoller(
  sendt: SendtIndhold,
  lagredeOf: (navn: string) => readonly Relation[],
  usagt: Usagt | undefined,
): SendtIndhold {
  const navne = [...sendt.relationer.keys()].filter((navn) => fra7Of(navn));
  if (navne.length === 0) return sendt;
  const nye = navne.map((navn) => {
    const sendte = sendt.relationer.get(navn)!;
    const kendte = usagt?.roller.includes(navn) ? medLagredeRoller(sendte, lagredeOf(navn)) : sendte;
    const poster = medStandardroller(
      navn,
      kendte.map(({ post }) => post),
    );
    return [navn, kendte.map(({ sted }, i) => ({ sted, post: poster[i]! }))] as const;
  });
  return { ...sendt, relationer: new Map([...sendt.relationer, ...nye]) };
}
