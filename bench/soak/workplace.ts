/** What the clients of a run share. */
import type { Book } from './book.ts';
import type { Caller } from './caller.ts';
import type { Gate } from './gate.ts';
import type { Reader } from './reader.ts';
import type { Searcher } from './searcher.ts';
import type { SystemWriter } from './system-writer.ts';
import type { Writer } from './writer.ts';

export interface Workplace {
  readonly book: Book;
  readonly caller: Caller;
  readonly writer: Writer;
  readonly systemWriter: SystemWriter;
  readonly reader: Reader;
  readonly searcher: Searcher;
  /** The authorities, and for each its gate. */
  readonly gates: ReadonlyMap<string, Gate>;
}
