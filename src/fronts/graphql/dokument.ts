/**
 * Texts of queries to documents that are valid: read, within the limits, and judged by the schema. Texts that are good are
 * remembered, within a number and a size, for clients send the same ones again and again.
 */
import {
  type DocumentNode,
  executeSync,
  type FragmentDefinitionNode,
  GraphQLError,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { afvist, assertOmfang, assertOmkostning, type Forespoergselsgraenser } from './graenser.ts';
import { laegPlan, type Valgplan } from './plan.ts';
import type { Skema } from './skema.ts';
import type { Klassifikation } from './tabel.ts';

/** What a caller sent. */
export interface Forespoergsel {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** Thrown where a query is not begun; nothing was read for it. */
export class Forespoergselsfejl extends Error {
  readonly klassifikation: Klassifikation;
  readonly fejl: readonly GraphQLError[];

  constructor(klassifikation: Klassifikation, fejl: readonly GraphQLError[]) {
    super(klassifikation);
    this.klassifikation = klassifikation;
    this.fejl = fejl;
  }
}

/** Texts that are remembered, and their characters in all; a longer one than `LANG` never is. */
const HUSKEDE_MAX = 500;
const HUSKEDE_TEGN_MAX = 2_000_000;
const LANG = 50_000;
/** What graphql-js says where it gives up comparing fields. */
const OPGIVET = 'Validation aborted.';
/** Mistakes that one answer tells of. */
const FEJL_MAX = 10;

/** Does what may find a query wrong, and says so in one way. */
function bedoem<T>(klassifikation: Klassifikation, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphQLError) throw new Forespoergselsfejl(klassifikation, [error]);
    // The parser and the rules call themselves for what stands inside one another.
    if (error instanceof RangeError) {
      throw new Forespoergselsfejl('ValidationError', [afvist('Forespørgslen har for meget inden i hinanden')]);
    }
    throw error;
  }
}

function laes(query: string, maxTokens: number): DocumentNode {
  try {
    return bedoem('InvalidSyntax', () => parse(query, { maxTokens }));
  } catch (error) {
    if (!(error instanceof Forespoergselsfejl) || !/tokens. Parsing aborted/.test(error.fejl[0]!.message)) throw error;
    const besked = `Forespørgslen har mere end ${maxTokens} ord og tegn (graphql-tokens-max); send lange lister som variables`;
    throw new Forespoergselsfejl('ValidationError', [afvist(besked)]);
  }
}

/** graphql-js repeats what was sent for a variable, which may be a CPR number. Left are the variable, the place in it, and what is wrong. */
function udenVaerdi(error: GraphQLError): GraphQLError {
  const [foran, inde] = [error.message.split(' got invalid value ')[0]!, error.originalError?.message];
  if (inde === undefined) return error;
  const [sted = ''] = / at "[^"]*"$/.exec(error.message.slice(0, -`; ${inde}`.length)) ?? [];
  return new GraphQLError(`${foran}${sted}: ${inde}`, { nodes: error.nodes ?? null });
}

function assertUdenFejl(klassifikation: Klassifikation, fejl: readonly GraphQLError[]): void {
  if (fejl.length > 0) throw new Forespoergselsfejl(klassifikation, fejl.slice(0, FEJL_MAX));
}

export class Dokumenter {
  readonly #skema: Skema;
  readonly #graenser: Forespoergselsgraenser;
  readonly #huskede = new Map<string, DocumentNode>();
  #tegn = 0;

  constructor(skema: Skema, graenser: Forespoergselsgraenser) {
    this.#skema = skema;
    this.#graenser = graenser;
  }

  /** The plan of a query. Throws `Forespoergselsfejl`. */
  laeg({ query, variables, operationName }: Forespoergsel): Valgplan {
    const document = this.#find(query);
    const operation = bedoem('ValidationError', () => findOperation(document, operationName));
    const { graphql } = this.#skema;
    const variable = bedoem('ValidationError', () =>
      getVariableValues(graphql, operation.variableDefinitions ?? [], variables, { maxErrors: FEJL_MAX }),
    );
    if (variable.errors) throw new Forespoergselsfejl('ValidationError', variable.errors.map(udenVaerdi));
    let omSkemaet: Readonly<Record<string, unknown>> | undefined;
    const plan = bedoem('ValidationError', () =>
      laegPlan({
        skema: this.#skema,
        operation,
        fragmenter: fragmenterOf(document),
        variable: variable.coerced,
        listeMax: this.#graenser.graphqlListMax,
        omSkemaet: () => {
          omSkemaet ??= this.#omSkemaet(document, variables, operation.name?.value);
          return omSkemaet;
        },
      }),
    );
    bedoem('ValidationError', () => assertOmkostning(plan, this.#graenser));
    return plan;
  }

  /** The fields about the schema are of no table; the others are null here, as every field of the root may be. */
  #omSkemaet(document: DocumentNode, variableValues: Forespoergsel['variables'], operationName: string | undefined) {
    const schema = this.#skema.graphql;
    return executeSync({ schema, document, variableValues, operationName: operationName ?? null }).data ?? {};
  }

  #find(query: string): DocumentNode {
    const husket = this.#huskede.get(query);
    if (husket) {
      // The last one used is the last one forgotten.
      this.#huskede.delete(query);
      this.#huskede.set(query, husket);
      return husket;
    }
    const document = laes(query, this.#graenser.graphqlTokensMax);
    bedoem('ValidationError', () => assertOmfang(document, this.#graenser));
    const fejl = bedoem('ValidationError', () =>
      validate(this.#skema.graphql, document, undefined, { maxErrors: FEJL_MAX }),
    ).map((each) =>
      each.message === OPGIVET ? afvist('Forespørgslen har for mange ens felter at sammenligne') : each,
    );
    assertUdenFejl('ValidationError', fejl);
    this.#husk(query, document);
    return document;
  }

  #husk(query: string, document: DocumentNode): void {
    if (query.length > LANG) return;
    this.#huskede.set(query, document);
    this.#tegn += query.length;
    for (const aeldste of this.#huskede.keys()) {
      if (this.#huskede.size <= HUSKEDE_MAX && this.#tegn <= HUSKEDE_TEGN_MAX) return;
      this.#huskede.delete(aeldste);
      this.#tegn -= aeldste.length;
    }
  }
}

function fragmenterOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node] as const),
  );
}

function findOperation({ definitions }: DocumentNode, navn: string | undefined): OperationDefinitionNode {
  const operationer = definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const valgte = navn === undefined ? operationer : operationer.filter(({ name }) => name?.value === navn);
  const [operation] = valgte;
  if (!operation)
    throw afvist(navn === undefined ? 'Der er ingen query' : 'Der er ingen query med navnet i operationName');
  if (valgte.length > 1) throw afvist('Der er flere query’er; skriv i operationName, hvilken der skal svares på');
  if (operation.operation !== 'query')
    throw afvist('Her kan kun læses: query, hverken mutation eller subscription', operation);
  return operation;
}
