/**
 * The catalogue of Beskedtyper (spec neighbours §1.8, §1.9): the register's own, those that are published, and those that an
 * operator adds. It gives them names; messages of other types are distributed all the same.
 */
import type { Beskedtypepost } from '../store/beskeder/beskeder.ts';
import type { Orgvalg } from './org/valg.ts';

export interface Katalogpost extends Beskedtypepost {
  /** `registret`: what this register sends. `offentlig`: known from public material. `tilfoejet`: by an operator. */
  readonly kilde: 'registret' | 'offentlig' | 'tilfoejet';
}

const OFFENTLIGE: readonly Beskedtypepost[] = [
  { uuid: '7654895c-a3f3-4c77-8afd-4c77330f963c', navn: 'Test1' },
  { uuid: '832d0676-d0a0-4522-8f57-ac126dc8270e', navn: 'Test2' },
  { uuid: 'b677c97e-aa5e-430e-9f60-9bbbbdb4ea1b', navn: 'Test3' },
  { uuid: 'd2bed63c-4853-4008-b6e0-a74c15b15fbf', navn: 'PKO_PostStatus' },
  { uuid: '248ce14c-a863-4fb5-9e6f-7df9ea850809', navn: 'CPR-hændelser' },
];

/** All Beskedtyper with names. What an operator says counts before what is published. */
export function katalogOf(
  { Bruger, OrganisationEnhed }: Pick<Orgvalg, 'Bruger' | 'OrganisationEnhed'>,
  tilfoejede: readonly Beskedtypepost[],
): readonly Katalogpost[] {
  const poster: readonly Katalogpost[] = [
    { uuid: Bruger.beskedtype, navn: 'ORG_Bruger 1.0', kilde: 'registret' },
    { uuid: OrganisationEnhed.beskedtype, navn: 'ORG_OrgEnhed 1.0', kilde: 'registret' },
    ...tilfoejede.map((post) => ({ ...post, kilde: 'tilfoejet' as const })),
    ...OFFENTLIGE.map((post) => ({ ...post, kilde: 'offentlig' as const })),
  ];
  return [...new Map(poster.toReversed().map((post) => [post.uuid, post])).values()].reverse();
}
