/** A step from one form of the store to the next. Once released it is never changed: its checksum is recorded. */
export interface Migration {
  readonly nr: number;
  readonly navn: string;
  readonly statements: readonly string[];
}
