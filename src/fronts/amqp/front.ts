/** All AMQP connections of a process: how many there may be, of one system and in all, and a clean end. Door file. */
import type { Duplex } from 'node:stream';
import { AmqpBreach } from './breach.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import type { Gaest, Klient } from './post.ts';

export type AmqpOptions = Omit<ConnectionOptions, 'admit'>;

export class AmqpFront {
  readonly #options: AmqpOptions;
  readonly #open = new Map<Connection, Promise<void>>();
  readonly #bySystem = new Map<string, number>();
  #isEnding = false;

  constructor(options: AmqpOptions) {
    this.#options = options;
  }

  /** How many are open. */
  get antal(): number {
    return this.#open.size;
  }

  /** Answers a connection until it ends. One too many is cut: nothing can be said before the client has spoken. */
  accept(socket: Duplex, klient: Klient): void {
    if (this.#isEnding || this.#open.size >= this.#options.limits.connectionsMax) {
      socket.on('error', () => undefined).destroy();
      return;
    }
    const admitted: Gaest[] = [];
    const connection = new Connection(socket, {
      ...this.#options,
      admit: (gaest) => {
        this.#admit(gaest);
        admitted.push(gaest);
      },
    });
    const ended = connection.run(klient).finally(() => {
      this.#open.delete(connection);
      for (const { navn } of admitted) this.#leave(navn);
    });
    this.#open.set(connection, ended);
  }

  /** Tells all that the server stops, and waits for what they have under way. */
  async close(): Promise<void> {
    this.#isEnding = true;
    for (const connection of this.#open.keys()) connection.end(new AmqpBreach('CONNECTION_FORCED', 'the server stops'));
    await Promise.all(this.#open.values());
  }

  #leave(navn: string): void {
    const count = this.#bySystem.get(navn)! - 1;
    if (count > 0) this.#bySystem.set(navn, count);
    else this.#bySystem.delete(navn);
  }

  #admit({ navn }: Gaest): void {
    const { connectionsPerSystemMax } = this.#options.limits;
    const count = this.#bySystem.get(navn) ?? 0;
    if (this.#isEnding) throw new AmqpBreach('CONNECTION_FORCED', 'the server stops');
    if (count >= connectionsPerSystemMax) {
      throw new AmqpBreach('NOT_ALLOWED', `the system has ${connectionsPerSystemMax} connections, which is all it may`);
    }
    this.#bySystem.set(navn, count + 1);
  }
}
