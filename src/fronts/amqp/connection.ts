/**
 * One AMQP connection from its first byte to its last. It ends when the client says so, when it breaks the protocol, when it
 * falls silent, when its token expires and when the server stops; the client is told why, wherever it can be told.
 */
import type { Duplex } from 'node:stream';
import type { Clock } from '../../base/clock.ts';
import { AmqpBreach } from './breach.ts';
import { Channels } from './channels.ts';
import { decodeMethod, type MethodName } from './codec.ts';
import { FRAME, type Frame } from './frames.ts';
import { type Agreed, Refused, shakeHands } from './handshake.ts';
import { Inbox } from './inbox.ts';
import type { AmqpLimits, Budget } from './limits.ts';
import { Load } from './load.ts';
import { Out } from './out.ts';
import type { Beskedpost, Gaest, Klient } from './post.ts';
import { watch } from './watch.ts';

export interface ConnectionOptions {
  readonly post: Beskedpost;
  readonly limits: AmqpLimits;
  readonly budget: Budget;
  readonly clock: Clock;
  /** Told of what is our own mistake, and of a client that was not let in. */
  readonly logError: (error: unknown) => void;
  /** Throws AmqpBreach where the one who was let in has as many connections as it may. */
  readonly admit: (gaest: Gaest) => void;
}

/** How long a client that was told to close has for saying that it knows. */
const CLOSE_MS = 2000;
/** Bodies of the largest size that wait to be taken. */
const BODIES_MAX = 4;

export class Connection {
  readonly #socket: Duplex;
  readonly #options: ConnectionOptions;
  readonly #inbox: Inbox;
  readonly #out: Out;
  readonly #load: Load;
  #isClosing = false;

  constructor(socket: Duplex, options: ConnectionOptions) {
    const { initialFrameMax, timeoutMs, bodyBytesMax } = options.limits;
    this.#socket = socket;
    this.#options = options;
    this.#inbox = new Inbox(socket, initialFrameMax);
    this.#out = new Out(socket, initialFrameMax, timeoutMs);
    this.#load = new Load(BODIES_MAX * bodyBytesMax);
    socket.on('error', () => socket.destroy());
  }

  /** Answers until the end of the connection. Never rejects. */
  async run(klient: Klient): Promise<void> {
    try {
      const agreed = await this.#shakeHands(klient);
      if (agreed) await this.#serve(agreed);
    } catch (error) {
      this.#fail(error);
      await this.#hearOut();
    } finally {
      this.#socket.end();
      setTimeout(() => this.#socket.destroy(), CLOSE_MS).unref();
    }
  }

  /** Ends it from this side; the client has a moment to say that it knows. */
  end(breach: AmqpBreach): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    const { replyCode, replyText } = breach;
    this.#out.method(0, 'ConnectionClose', { replyCode, replyText, classId: 0, methodId: 0 });
    this.#load.letGo();
    setTimeout(() => this.#socket.destroy(), CLOSE_MS).unref();
  }

  async #shakeHands(klient: Klient): Promise<Agreed | undefined> {
    const { limits, post, admit } = this.#options;
    const deadline = setTimeout(() => this.#socket.destroy(), limits.timeoutMs);
    const aabn = async (svar: string) => {
      const gaest = await post.aabn(svar, klient);
      try {
        admit(gaest);
      } catch (error) {
        gaest.slut();
        throw error;
      }
      return gaest;
    };
    try {
      return await shakeHands({ inbox: this.#inbox, out: this.#out, limits, aabn });
    } finally {
      clearTimeout(deadline);
    }
  }

  async #serve({ gaest, channelsMax, heartbeatSeconds }: Agreed): Promise<void> {
    const { limits, budget, clock, logError } = this.#options;
    const channels = new Channels({
      out: this.#out,
      gaest,
      limits,
      budget,
      load: this.#load,
      failed: (error) => this.#fail(error),
      channelsMax,
    });
    const unwatch = watch({
      inbox: this.#inbox,
      out: this.#out,
      channels,
      heartbeatSeconds,
      timeoutMs: limits.timeoutMs,
      clock,
      udloeber: gaest.udloeber,
      end: (breach) => this.end(breach),
      cut: () => this.#socket.destroy(),
    });
    let isAsked = false;
    try {
      isAsked = await this.#answer(channels);
    } finally {
      unwatch();
      await channels.end().catch(logError);
      gaest.slut();
    }
    // Said when all that was asked for is done: a client may count on its last acknowledgement.
    if (isAsked) this.#out.method(0, 'ConnectionCloseOk', {});
  }

  /** Answers frame after frame, until the client has gone (false) or wants to close (true). */
  async #answer(channels: Channels): Promise<boolean> {
    for (;;) {
      if (!this.#isClosing) {
        await this.#load.room();
        // Channels are opened and closed without being waited for: who reads no answers is not asked for more.
        await this.#out.drained();
      }
      const frame = await this.#inbox.next();
      if (!frame) return false;
      if (frame.type === FRAME.heartbeat) continue;
      if (frame.channel === 0) {
        const name = this.#endOf(frame);
        if (name) return name === 'ConnectionClose';
      } else if (!this.#isClosing) channels.frame(frame);
    }
  }

  /** The method of a frame that ends the connection. */
  #endOf({ type, payload }: Frame): MethodName | undefined {
    if (type !== FRAME.method) throw new AmqpBreach('UNEXPECTED_FRAME', 'a message on channel 0');
    const { name } = decodeMethod(payload);
    if (name === 'ConnectionClose' || (name === 'ConnectionCloseOk' && this.#isClosing)) return name;
    if (this.#isClosing) return undefined;
    throw new AmqpBreach(name === 'ConnectionUpdateSecret' ? 'NOT_IMPLEMENTED' : 'COMMAND_INVALID', name);
  }

  /** Tells the client what ends the connection, where it may know. */
  #fail(error: unknown): void {
    if (error instanceof AmqpBreach) {
      this.end(error);
      return;
    }
    this.#options.logError(error instanceof Refused ? error.cause : error);
    if (!(error instanceof Refused)) this.end(new AmqpBreach('INTERNAL_ERROR', 'try again'));
    else if (error.isTold)
      this.end(new AmqpBreach('ACCESS_REFUSED', 'login was refused using authentication mechanism EXTERNAL'));
  }

  /** Waits for a client that was told to close to say that it knows; `end` sees to it that this is not for long. */
  async #hearOut(): Promise<void> {
    try {
      while (this.#isClosing) {
        const frame = await this.#inbox.next();
        if (!frame || (frame.type === FRAME.method && frame.channel === 0 && this.#endOf(frame))) return;
      }
    } catch {
      // Frames that cannot be read are not waited for.
    }
  }
}
