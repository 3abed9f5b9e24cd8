/** Calls to a server that is killed now and then: which silence a kill explains, and when it is over. */
import { setTimeout as sleep } from 'node:timers/promises';
import { KOMBIT } from '../../src/data/kommuner.ts';
import { myndighedspost } from '../../src/data/superorg.ts';
import type { Book } from './book.ts';
import { type Answer, call } from './client.ts';
import type { Installation, Kill } from './installation.ts';
import { laes, pathOf } from './messages.ts';

/** Milliseconds within which the server must answer again after a kill. */
const RECOVERY_MAX_MS = 60_000;
/** Milliseconds after the first answer in which connections that were lost may still be noticed. */
const AFTERMATH_MS = 1_000;
const RETRY_MS = 50;

export class Caller {
  readonly #installation: Installation;
  readonly #book: Book;
  /** When a killed part was away; the last one may still last. */
  readonly #interruptions: { fra: number; til: number }[] = [];
  #waiting: (() => void)[] = [];
  #isDown = false;

  constructor(installation: Installation, book: Book) {
    this.#installation = installation;
    this.#book = book;
  }

  /** One call. Silence that no kill explains is a disagreement. */
  async call(verbum: string, path: string, body: string, cvr: string): Promise<Answer> {
    const answer = await call(this.#installation.url, path, body, cvr);
    this.#book.tally(`${verbum} ${answer.isAnswer ? answer.status : 'no answer'}`);
    if (!answer.isAnswer && (answer.isUnexpected || !this.#isExplained(answer))) {
      this.#book.disagree(`${verbum} was not answered: ${answer.why}`, [body.slice(0, 2000)]);
    }
    return answer;
  }

  #isExplained({ sent, answered }: Answer): boolean {
    return this.#interruptions.some(({ fra, til }) => fra <= answered && sent <= til + AFTERMATH_MS);
  }

  /** A call that changes nothing, made until it is answered. */
  async surely(verbum: string, path: string, body: string, cvr: string): Promise<Answer & { isAnswer: true }> {
    const giveUpAt = Date.now() + 2 * RECOVERY_MAX_MS;
    for (;;) {
      await this.quiet();
      const answer = await this.call(verbum, path, body, cvr);
      if (answer.isAnswer) return answer;
      if (Date.now() > giveUpAt) throw new Error(`${verbum} is not answered: ${answer.why}`);
      await sleep(RETRY_MS);
    }
  }

  /** Resolves when the server is not being killed or started. */
  async quiet(): Promise<void> {
    while (this.#isDown) await new Promise<void>((goOn) => this.#waiting.push(goOn));
  }

  /** Kills, and waits until the server answers again; gives the milliseconds that took. Throws where it does not. */
  async killAndRestart(kill: Kill, draw: (below: number) => number): Promise<number> {
    this.#isDown = true;
    const interruption = { fra: Date.now(), til: Number.POSITIVE_INFINITY };
    this.#interruptions.push(interruption);
    await this.#installation.killAndRestart(kill, draw);
    while (!(await this.#isUp())) {
      const dead = await this.#installation.endedWith();
      if (dead !== undefined) throw new Error(`the server ended by itself after a kill of ${kill}, ${dead}`);
      if (Date.now() > interruption.fra + RECOVERY_MAX_MS) throw new Error(`no answer after a kill of ${kill}`);
      await sleep(RETRY_MS);
    }
    interruption.til = Date.now();
    this.#isDown = false;
    for (const goOn of this.#waiting.splice(0)) goOn();
    return interruption.til - interruption.fra;
  }

  async #isUp(): Promise<boolean> {
    const root = myndighedspost(KOMBIT).rodenhedUuid;
    const path = pathOf('OrganisationEnhed');
    return (await call(this.#installation.url, path, laes('OrganisationEnhed', root, {}), KOMBIT.cvr)).isAnswer;
  }
}
