/**
 * The roles of relations that one version of the contract has without them (docs/decisions/0043): an entry always has a
 * role in the register, and one that comes back from a sender who does not see it keeps its own.
 */
import { overlaps } from '../base/instant.ts';
import { type Relationsnavn, relationer } from '../standard/relationer.ts';
import type { Usagt } from '../standard/versioner.ts';
import { idNoegle, type Relation, uuidOf } from './model.ts';
import type { Sendt, SendtIndhold } from './udfyld.ts';

/** Whether a stored entry is the one that a sent entry with the same reference is about: the surest way first. */
const KENDETEGN: readonly ((lagret: Relation, sendt: Relation) => boolean)[] = [
  ({ virkning: a }, { virkning: b }) => a.fra === b.fra && a.til === b.til,
  ({ virkning: a }, { virkning: b }) => a.fra === b.fra,
  ({ virkning: a }, { virkning: b }) => overlaps(a, b),
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

/** Each stored entry gives its role, type and index to one sent entry; of a divided one the other parts get the first two. */
function medLagredeRoller(
  sendte: readonly Sendt<Relation>[],
  lagrede: readonly Relation[],
): readonly Sendt<Relation>[] {
  const efterReference = Map.groupBy(lagrede, referenceNoegle);
  const brugte = new Set<Relation>();
  const fundne = new Map<Relation, Relation>();
  for (const isDen of KENDETEGN) {
    for (const { post } of sendte) {
      if (fundne.has(post)) continue;
      const mulige = efterReference.get(referenceNoegle(post)) ?? [];
      const lagret = mulige.find((en) => !brugte.has(en) && isDen(en, post));
      if (!lagret) continue;
      brugte.add(lagret);
      fundne.set(post, lagret);
    }
  }
  return sendte.map(({ sted, post }) => {
    const egen = fundne.get(post);
    const { rolle, type } =
      egen ?? efterReference.get(referenceNoegle(post))?.find((en) => overlaps(en.virkning, post.virkning)) ?? {};
    const indeks = egen?.indeks;
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
