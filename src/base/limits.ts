/** The limits of every input. Each is a setting; the table of settings gives them their texts. */
export interface Limits {
  /** Bytes of a request body, except for `import`. */
  readonly bodyBytesMax: number;
  /** Bytes of a request body on the addresses that have `import`. */
  readonly importBodyBytesMax: number;
  /** Elements inside one another. */
  readonly xmlDepthMax: number;
  /** Elements in one document, counted for each mebibyte that its size limit allows. */
  readonly xmlElementsMax: number;
  /** Attributes of one element, namespace declarations included. */
  readonly xmlAttributesMax: number;
  /** Milliseconds from the first byte of a request to its last. */
  readonly requestTimeoutMs: number;
  /** UUIDs in one `list`. */
  readonly listUuidsMax: number;
  /** Hits in one page of `soeg`. */
  readonly soegRowsMax: number;
  /** Hits in one page of `soeg` in the three services of Klassifikation (known clients ask for no more). */
  readonly klassifikationSoegRowsMax: number;
  /** Levels of classes that a class may have above it. */
  readonly klasseNiveauerMax: number;
  /** Values that one search asks for. */
  readonly soegVaerdierMax: number;
  /** Objects in one container of a page of the organisation hierarchy. */
  readonly hierarkiRowsMax: number;
  /** Objects in one container of a page of the classification hierarchy (a known client asks for pages of 5000). */
  readonly klassifikationHierarkiRowsMax: number;
  /** Changes or objects in one answer of the change feed. */
  readonly aendringerRowsMax: number;
  /** Objects that one question over GraphQL reads. */
  readonly opslagObjekterMax: number;
  /** Objects that a filter of such a question may hit, where it reaches over a relation. */
  readonly opslagFundneMax: number;
  /** Value lists that one owner may have. */
  readonly vaerdilisterMax: number;
  /** Values in one value list, and in one answer. */
  readonly vaerdilisteVaerdierMax: number;
  /** Bytes of all request bodies that are being received or worked on at once. */
  readonly bufferedBytesMax: number;
  /** Connections open at once. */
  readonly connectionsMax: number;
  /** Milliseconds within which the store must answer for /ready to say yes, and for its numbers to be told. */
  readonly readyTimeoutMs: number;
  /** Readers that are told of events at once. */
  readonly haendelserLaesereMax: number;
  /** Of one caller. */
  readonly haendelserLaeserePrKalderMax: number;
  /** Milliseconds after which such a reader is told that there is nothing to tell. */
  readonly haendelserHjerteslagMs: number;
  /** Words and signs of one GraphQL query. */
  readonly graphqlTokensMax: number;
  /** Fields of one GraphQL query, its fragments written out. */
  readonly graphqlFieldsMax: number;
  /** Fields inside one another in a GraphQL query. */
  readonly graphqlDepthMax: number;
  /** Values in one list that a GraphQL query sends. */
  readonly graphqlListMax: number;
  /** Values in the answer to a GraphQL query: as it can be expected to be, and as it is. */
  readonly graphqlValuesMax: number;
  /** Bytes of answers to GraphQL queries that a process remembers. */
  readonly graphqlAnswersBytesMax: number;
  /** Milliseconds that a GraphQL query may take. */
  readonly graphqlTimeoutMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytesMax: 1_048_576,
  importBodyBytesMax: 16_777_216,
  xmlDepthMax: 64,
  xmlElementsMax: 100_000,
  xmlAttributesMax: 64,
  requestTimeoutMs: 30_000,
  listUuidsMax: 10_000,
  soegRowsMax: 1000,
  klassifikationSoegRowsMax: 500,
  klasseNiveauerMax: 20,
  soegVaerdierMax: 1000,
  hierarkiRowsMax: 500,
  klassifikationHierarkiRowsMax: 5000,
  aendringerRowsMax: 10_000,
  opslagObjekterMax: 100_000,
  opslagFundneMax: 5000,
  vaerdilisterMax: 1000,
  vaerdilisteVaerdierMax: 200_000,
  bufferedBytesMax: 268_435_456,
  connectionsMax: 2000,
  readyTimeoutMs: 2000,
  haendelserLaesereMax: 500,
  haendelserLaeserePrKalderMax: 50,
  haendelserHjerteslagMs: 15_000,
  graphqlTokensMax: 5000,
  graphqlFieldsMax: 500,
  graphqlDepthMax: 20,
  graphqlListMax: 1000,
  graphqlValuesMax: 1_000_000,
  graphqlAnswersBytesMax: 33_554_432,
  graphqlTimeoutMs: 120_000,
};
