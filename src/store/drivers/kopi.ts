/**
 * Rows by the COPY protocol of PostgreSQL, on a client of `pg`: what `pg` itself does not do, in the form in which it
 * lets others add a kind of query (that of pg-cursor and pg-copy-streams).
 */
import type pg from 'pg';

/** The part of a connection of `pg` that a query of this kind uses. */
interface Forbindelse {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

class Kopi {
  /** Read by `pg`, which puts its own in place of it where the client has a time limit. */
  callback: () => void = () => {};
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #rows: string;
  #resolve!: () => void;
  #reject!: (error: Error) => void;
  #error: Error | undefined;

  constructor(text: string, rows: string) {
    this.#text = text;
    this.#rows = rows;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Forbindelse): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: Forbindelse): void {
    connection.sendCopyFromChunk(Buffer.from(this.#rows));
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error = error;
    // Where the connection is gone no other message comes.
    this.#reject(error);
    this.callback();
  }

  handleReadyForQuery(): void {
    if (this.#error === undefined) this.#resolve();
    this.callback();
  }
}

/**
 * Copies rows into a table.
 *
 * @param text `copy … from stdin`, in the text format.
 * @param rows Lines of that format (`kopi-tekst.ts`).
 */
export function kopier(client: pg.ClientBase, text: string, rows: string): Promise<void> {
  const kopi = new Kopi(text, rows);
  client.query(kopi as unknown as pg.Submittable);
  return kopi.done;
}
