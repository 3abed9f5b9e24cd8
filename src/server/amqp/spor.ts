/**
 * What the audit log is told of AMQP: who came in or did not, each message that was sent, and which messages were handed
 * over, as many at a time as are read at a time. Each is told before the client hears of it (docs/decisions/0053-amqp.md).
 */
import type { Handling, Hvem, Revision } from '../../access/revision.ts';
import type { Clock } from '../../base/clock.ts';
import { isUuid } from '../../base/uuid.ts';
import type { Levering } from '../../store/beskeder/beskeder.ts';
import { kodeOf } from '../revision.ts';

const ACCEPTERET = 20;

export class Spor {
  readonly #revision: Revision | undefined;
  readonly #clock: Clock;

  /** @param revision Absent: nobody is told. */
  constructor(revision: Revision | undefined, clock: Clock) {
    this.#revision = revision;
    this.#clock = clock;
  }

  loginAfvist(fejl: unknown): Promise<void> {
    return this.#skriv('besked-login', {}, { fejl });
  }

  login(hvem: Hvem): Promise<void> {
    return this.#skriv('besked-login', hvem, { status: ACCEPTERET });
  }

  sendt(hvem: Hvem, status: number, beskedId: string | undefined, varighedMs: number): Promise<void> {
    const uuids = beskedId !== undefined && isUuid(beskedId) ? [beskedId] : [];
    return this.#skriv('besked-afsend', hvem, { status, uuids, varighedMs });
  }

  udleveret(hvem: Hvem, leveringer: readonly Levering[]): Promise<void> {
    const uuids = leveringer.map(({ beskedId }) => beskedId).filter(isUuid);
    return this.#skriv('besked-hent', hvem, { status: ACCEPTERET, uuids });
  }

  async #skriv(
    handling: Handling,
    hvem: Hvem,
    hvad: { status?: number; uuids?: readonly string[]; varighedMs?: number; fejl?: unknown },
  ): Promise<void> {
    const { status, uuids = [], varighedMs = 0, fejl } = hvad;
    await this.#revision?.skriv({
      art: fejl === undefined ? 'kald' : 'afvisning',
      front: 'amqp',
      handling,
      tid: this.#clock(),
      varighedMs,
      ...hvem,
      ...(uuids.length > 0 && { uuids, antal: uuids.length }),
      ...(status !== undefined && { status }),
      ...(fejl !== undefined && { kode: kodeOf(fejl) }),
    });
  }
}
