/**
 * A step from one form of the store to the next. Once released it is never changed: its checksum is recorded. What can
 * be done at once stands in `statements`; what would keep others waiting on a large register goes on beside them.
 */
export interface Migration {
  readonly nr: number;
  readonly navn: string;
  /** All in one transaction, before anything else of the step. */
  readonly statements: readonly string[];
  /** What goes on while the register is in use, in order; it can be cut off anywhere and goes on where it was. */
  readonly online?: readonly OnlineTrin[];
  /** True where this version cannot work on the register before the online part is done. */
  readonly isKraevet?: boolean;
}

export type OnlineTrin = Portioner | Indeks;

/** Work on many rows, some at a time, each time in a transaction of its own, until nothing is left to do. */
export interface Portioner {
  readonly art: 'portioner';
  readonly navn: string;
  /**
   * Changes a bounded number of rows that are not done yet, and none where all are done; without `returning`. Writers go
   * on meanwhile, so what they write must be done already, and rows that they hold must be waited for.
   */
  readonly statement: string;
  /** Gives how many rows there are to do, for the progress; left out where that is dear. */
  readonly ialt?: string;
}

/** An index, made without keeping writers waiting where the database can (`create index concurrently`). */
export interface Indeks {
  readonly art: 'indeks';
  readonly navn: string;
  readonly tabel: string;
  /** What follows the table: method, columns, condition. */
  readonly definition: string;
}

/** How far a step has come. */
export interface Fremgang {
  readonly migration: string;
  readonly trin: string;
  /** Rows done, in this run and those before; 0 for an index. */
  readonly raekker: number;
  /** Rows in all, where that is known. */
  readonly ialt?: number;
}
