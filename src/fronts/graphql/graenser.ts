/**
 * The limits of a query, looked at before it costs anything: how deep and how broad it is as text, how long its lists are, and how large
 * its answer can be expected to be. A refusal says what was too much and what may be done.
 */
import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Valgplan } from './plan.ts';
import { LISTE_FORVENTET } from './tabel.ts';

/** What one query may ask for; part of `Limits`. */
export interface Forespoergselsgraenser {
  readonly graphqlTokensMax: number;
  readonly graphqlFieldsMax: number;
  readonly graphqlDepthMax: number;
  readonly graphqlListMax: number;
  readonly graphqlValuesMax: number;
}

/** How often one query may ask about the schema itself; a tool asks once. */
const OM_SKEMAET_MAX = 2;
/** How often one selection may have the same field: each pair of them is compared. */
const ENS_MAX = 20;
/** Characters of a name; it stands in the answer again and again, and in the path of every error. */
const NAVN_MAX = 100;
const OM_SKEMAET = new Set(['__schema', '__type']);

export function afvist(besked: string, nodes?: ASTNode): GraphQLError {
  return new GraphQLError(besked, nodes && { nodes });
}

/** @param ens How often each field was there before. */
function assertNavn(node: FieldNode, ens: Map<string, number>): void {
  const noegle = node.alias?.value ?? node.name.value;
  if (noegle.length > NAVN_MAX) throw afvist(`Forespørgslen har et navn på mere end ${NAVN_MAX} tegn`, node);
  const antal = (ens.get(noegle) ?? 0) + 1;
  ens.set(noegle, antal);
  if (antal > ENS_MAX) throw afvist(`Forespørgslen har samme felt mere end ${ENS_MAX} gange samme sted`, node);
}

/** Counts the fields of selections as an answer has them, with fragments written out. */
class Optaelling {
  #felter = 0;
  #omSkemaet = 0;
  readonly #fragmenter: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #graenser: Forespoergselsgraenser;

  constructor(fragmenter: ReadonlyMap<string, FragmentDefinitionNode>, graenser: Forespoergselsgraenser) {
    this.#fragmenter = fragmenter;
    this.#graenser = graenser;
  }

  /** @param inde The fragments around: one that has itself inside is for the validation to refuse. */
  tael({ selections }: SelectionSetNode, dybde: number, inde: readonly string[]): void {
    const ens = new Map<string, number>();
    for (const node of selections) {
      this.#taelEn(node);
      if (node.kind === Kind.FIELD) {
        assertNavn(node, ens);
        this.#felt(node, dybde, inde);
      } else if (node.kind === Kind.INLINE_FRAGMENT) this.tael(node.selectionSet, dybde, inde);
      else if (!inde.includes(node.name.value)) {
        const fragment = this.#fragmenter.get(node.name.value);
        if (fragment) this.tael(fragment.selectionSet, dybde, [...inde, node.name.value]);
      }
    }
  }

  #taelEn(node: ASTNode): void {
    this.#felter += 1;
    const { graphqlFieldsMax } = this.#graenser;
    if (this.#felter <= graphqlFieldsMax) return;
    throw afvist(
      `Forespørgslen har mere end ${graphqlFieldsMax} felter (graphql-fields-max), når fragmenter er skrevet ud; del den i flere`,
      node,
    );
  }

  #felt(node: FieldNode, dybde: number, inde: readonly string[]): void {
    const isOmSkemaet = OM_SKEMAET.has(node.name.value);
    if (isOmSkemaet) this.#omSkemaet += 1;
    if (this.#omSkemaet > OM_SKEMAET_MAX) {
      throw afvist(`Forespørgslen spørger mere end ${OM_SKEMAET_MAX} gange om skemaet; én gang er nok`, node);
    }
    const { graphqlDepthMax } = this.#graenser;
    if (dybde > graphqlDepthMax) {
      const raad = 'spørg om færre led ad gangen, fx om de næste led ud fra svarets UUID’er';
      throw afvist(`Forespørgslen er dybere end ${graphqlDepthMax} felter (graphql-depth-max); ${raad}`, node);
    }
    // What asks about the schema is deep of itself; the validation has a limit of its own for it.
    if (node.selectionSet) this.tael(node.selectionSet, isOmSkemaet ? -Infinity : dybde + 1, inde);
  }
}

/** Throws where a document has more fields, or deeper ones, than it may; looked at before it is validated, which costs more. */
export function assertOmfang({ definitions }: DocumentNode, graenser: Forespoergselsgraenser): void {
  const fragmenter = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragmenter.set(node.name.value, node);
  }
  const iSvar = new Optaelling(fragmenter, graenser);
  const iTekst = new Optaelling(new Map(), graenser);
  for (const node of definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) iSvar.tael(node.selectionSet, 1, []);
    if (node.kind === Kind.FRAGMENT_DEFINITION) iTekst.tael(node.selectionSet, 1, []);
  }
}

/** Throws where a value of an argument has too long a list, or a text that no database can hold. */
export function assertArgument(navn: string, vaerdi: unknown, node: ASTNode, listeMax: number): void {
  if (typeof vaerdi === 'string' && vaerdi.includes('\0')) throw afvist(`${navn} har et nultegn (U+0000)`, node);
  if (typeof vaerdi !== 'object' || vaerdi === null) return;
  const dele = Object.values(vaerdi);
  if (dele.length > listeMax) {
    throw afvist(`${navn} har mere end ${listeMax} værdier (graphql-list-max); del dem over flere kald`, node);
  }
  for (const del of dele) assertArgument(navn, del, node, listeMax);
}

/** How many values the answer for so many parents can be expected to have: pages and lists multiply. */
function forventet({ felter }: Valgplan, foraeldre: number): number {
  return felter.reduce((sum, { felt, argumenter, form, under }) => {
    if (!under || 'fast' in felt) return sum + foraeldre;
    const antal = felt.antal?.(argumenter) ?? (form.isListe ? LISTE_FORVENTET : 1);
    return sum + foraeldre + forventet(under, foraeldre * antal);
  }, 0);
}

/** The refusal of an answer that has, or can be expected to have, too many values. */
export function forStort(vaerdierMax: number): string {
  return `Svaret bliver større end ${vaerdierMax} værdier (graphql-values-max); bed om kortere sider (first), færre UUID’er eller færre felter`;
}

/** Throws where the answer can be expected to be too large. */
export function assertOmkostning(plan: Valgplan, { graphqlValuesMax }: Forespoergselsgraenser): void {
  if (forventet(plan, 1) > graphqlValuesMax) throw afvist(forStort(graphqlValuesMax));
}
