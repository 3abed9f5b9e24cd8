/** Which periods of a message meet in time. */
import { isEmptyInterval } from '../../base/instant.ts';
import type { Virkning } from '../model.ts';
import type { Sendt } from '../udfyld.ts';

type MedVirkning = Sendt<{ readonly virkning: Virkning }>;

/** An entry that begins before one that began no later has ended, and the one that then ends last. */
export interface Sammenfald {
  readonly senere: MedVirkning;
  readonly foer: MedVirkning;
}

/** Each entry that meets one that begins earlier, or with it and stands first; empty periods meet none. */
export function sammenfald(liste: readonly MedVirkning[]): readonly Sammenfald[] {
  const ordnet = liste
    .filter(({ post }) => !isEmptyInterval(post.virkning))
    .sort((a, b) => a.post.virkning.fra - b.post.virkning.fra);
  const fundne: Sammenfald[] = [];
  let foer = ordnet[0]!;
  for (const senere of ordnet.slice(1)) {
    if (senere.post.virkning.fra < foer.post.virkning.til) fundne.push({ senere, foer });
    if (senere.post.virkning.til > foer.post.virkning.til) foer = senere;
  }
  return fundne;
}
