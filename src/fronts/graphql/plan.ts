/**
 * What a query asks for, with the values of its variables put in: the fields of each selection by their keys in the answer, fragments and
 * conditions resolved. One plan for each request.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLLeafType,
  type GraphQLOutputType,
  GraphQLSkipDirective,
  GraphQLString,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { assertArgument } from './graenser.ts';
import type { Skema } from './skema.ts';
import type { Argumenter, Felt } from './tabel.ts';

/** Where a value may be missing, whether there are many, and how a leaf is written. */
export interface Form {
  readonly isPaakraevet: boolean;
  readonly isListe: boolean;
  readonly isPostPaakraevet: boolean;
  /** Absent for objects. */
  readonly skriv?: (vaerdi: unknown) => unknown;
}

export interface Feltplan {
  /** The key in the answer. */
  readonly noegle: string;
  readonly type: string;
  readonly navn: string;
  /** The row of the table, or the value that is the same for all parents. */
  readonly felt: Felt | { readonly fast: unknown };
  readonly argumenter: Argumenter;
  readonly form: Form;
  readonly node: FieldNode;
  /** For objects: what is asked of them. */
  readonly under?: Valgplan;
}

/** What is asked of the objects of one type. */
export interface Valgplan {
  readonly type: string;
  readonly felter: readonly Feltplan[];
}

export interface Spoergsmaal {
  readonly skema: Skema;
  readonly operation: OperationDefinitionNode;
  readonly fragmenter: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variable: Argumenter;
  /** Values in one list of an argument. */
  readonly listeMax: number;
  /** The answer to the fields of the root that ask about the schema, by key. */
  readonly omSkemaet: () => Readonly<Record<string, unknown>>;
}

const OM_SKEMAET = new Set(['__schema', '__type']);
const FAST: Form = { isPaakraevet: true, isListe: false, isPostPaakraevet: false, skriv: (vaerdi) => vaerdi };

/** How a leaf is written; most are texts, which are written as they are. */
function skriverOf(type: GraphQLLeafType): (vaerdi: unknown) => unknown {
  const serialize = isScalarType(type) ? type.serialize : (vaerdi: unknown) => type.serialize(vaerdi);
  return type === GraphQLString ? (vaerdi) => (typeof vaerdi === 'string' ? vaerdi : serialize(vaerdi)) : serialize;
}

function formOf(type: GraphQLOutputType): Form {
  const yderst = getNullableType(type);
  const navngiven = getNamedType(type);
  return {
    isPaakraevet: isNonNullType(type),
    isListe: isListType(yderst),
    isPostPaakraevet: isListType(yderst) && isNonNullType(yderst.ofType),
    ...(isLeafType(navngiven) && { skriv: skriverOf(navngiven) }),
  };
}

/** The fields that a selection asks of objects of a type, by key; those with the same key are one field. */
function samlFelter(
  spoergsmaal: Spoergsmaal,
  type: string,
  valg: readonly SelectionSetNode[],
): ReadonlyMap<string, FieldNode[]> {
  const { skema, fragmenter, variable } = spoergsmaal;
  const felter = new Map<string, FieldNode[]>();
  const besoegte = new Set<string>();
  const isMed = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variable)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variable)?.if !== false;
  const passer = (navn: string | undefined) =>
    navn === undefined || navn === type || skema.typer.objekter[type]?.implementerer === navn;
  const saml = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (!isMed(node)) continue;
      if (node.kind === Kind.FIELD) {
        const noegle = node.alias?.value ?? node.name.value;
        const ens = felter.get(noegle);
        if (ens) ens.push(node);
        else felter.set(noegle, [node]);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        if (besoegte.has(node.name.value)) continue;
        besoegte.add(node.name.value);
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragmenter.get(node.name.value)! : node;
      if (passer(fragment.typeCondition?.name.value)) saml(fragment.selectionSet);
    }
  };
  valg.forEach(saml);
  return felter;
}

function laegFelt(spoergsmaal: Spoergsmaal, type: string, noegle: string, noder: FieldNode[]): Feltplan {
  const node = noder[0]!;
  const navn = node.name.value;
  const fast = (vaerdi: unknown): Feltplan => ({
    noegle,
    type,
    navn,
    felt: { fast: vaerdi },
    argumenter: {},
    form: FAST,
    node,
  });
  if (navn === '__typename') return fast(type);
  if (OM_SKEMAET.has(navn)) return { ...fast(spoergsmaal.omSkemaet()[noegle]), form: { ...FAST, isPaakraevet: false } };
  const graphqlType = spoergsmaal.skema.graphql.getType(type);
  const felt = spoergsmaal.skema.typer.objekter[type]!.felter[navn]!;
  const definition = isObjectType(graphqlType) ? graphqlType.getFields()[navn]! : undefined;
  if (!definition) throw new Error(`${type} is no type of objects`);
  const argumenter = getArgumentValues(definition, node, spoergsmaal.variable);
  for (const [argument, vaerdi] of Object.entries(argumenter)) {
    assertArgument(argument, vaerdi, node, spoergsmaal.listeMax);
  }
  const form = formOf(definition.type);
  const faelles = { noegle, type, navn, felt, argumenter, form, node };
  if (form.skriv) return faelles;
  const valg = noder.flatMap(({ selectionSet }) => selectionSet ?? []);
  return { ...faelles, under: laegValg(spoergsmaal, getNamedType(definition.type).name, valg) };
}

function laegValg(spoergsmaal: Spoergsmaal, type: string, valg: readonly SelectionSetNode[]): Valgplan {
  const felter = [...samlFelter(spoergsmaal, type, valg)].map(([noegle, noder]) =>
    laegFelt(spoergsmaal, type, noegle, noder),
  );
  return { type, felter };
}

/** The plan of a validated query. Throws GraphQLError where a value of a variable does not fit. */
export function laegPlan(spoergsmaal: Spoergsmaal): Valgplan {
  return laegValg(spoergsmaal, 'Query', [spoergsmaal.operation.selectionSet]);
}
