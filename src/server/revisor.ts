/**
 * What the server tells the audit log goes through here: whose certificate it was is added, and callers who are nobody
 * cannot fill the disk (docs/decisions/0041-revision.md).
 */
import type { Revision, Revisionsfront, Revisionspost } from '../access/revision.ts';
import type { Aftaler } from '../identity/saml/aftaler.ts';
import type { ServerLog } from './log.ts';

/** Rows of callers who are nobody, of one front and process, in `UKENDTE_MS`; what comes on top of them is counted. */
export const UKENDTE_MAX = 100;
const UKENDTE_MS = 60_000;

export interface RevisorOptions {
  readonly revision: Revision;
  /** Knows systems by their certificates, and remembers them. */
  readonly aftaler: Pick<Aftaler, 'findSystem'>;
  readonly log: Pick<ServerLog, 'error'>;
  /** In place of `UKENDTE_MS`. */
  readonly ukendteMs?: number;
}

/** Since the first row of nobody came; ends with its timer. */
interface Periode {
  skrevne: number;
  udeladte: number;
  /** When the first and the last of those that were left out came. */
  fra: number;
  til: number;
}

export class Revisor implements Revision {
  readonly #options: RevisorOptions;
  readonly #perioder = new Map<Revisionsfront, Periode & { readonly slut: NodeJS.Timeout }>();

  constructor(options: RevisorOptions) {
    this.#options = options;
  }

  async skriv(post: Revisionspost): Promise<void> {
    const kendt = await this.#medSystem(post);
    if (kendt.system !== undefined || kendt.cvr !== undefined || this.#erPlads(kendt)) {
      await this.#options.revision.skriv(kendt);
    }
  }

  /** Tells at once what was left out, when no more is to come. */
  async luk(): Promise<void> {
    await Promise.all([...this.#perioder.keys()].map((front) => this.#slut(front)));
  }

  async #medSystem(post: Revisionspost): Promise<Revisionspost> {
    if (post.system !== undefined || post.certifikatSha256 === undefined) return post;
    const system = await this.#options.aftaler.findSystem(post.certifikatSha256);
    return system ? { systemNavn: system.navn, ...post, system: system.uuid } : post;
  }

  /** True where the row of somebody unknown is to be written; else it is counted. */
  #erPlads({ front, tid }: Revisionspost): boolean {
    let periode = this.#perioder.get(front);
    if (!periode) {
      const slut = setTimeout(() => this.#slut(front), this.#options.ukendteMs ?? UKENDTE_MS).unref();
      periode = { skrevne: 0, udeladte: 0, fra: tid, til: tid, slut };
      this.#perioder.set(front, periode);
    }
    if (periode.skrevne < UKENDTE_MAX) {
      periode.skrevne += 1;
      return true;
    }
    if (periode.udeladte === 0) periode.fra = tid;
    periode.udeladte += 1;
    periode.til = tid;
    return false;
  }

  async #slut(front: Revisionsfront): Promise<void> {
    const periode = this.#perioder.get(front);
    if (!periode) return;
    clearTimeout(periode.slut);
    this.#perioder.delete(front);
    const { udeladte, fra, til } = periode;
    if (udeladte === 0) return;
    const post = { art: 'afvisning', front, handling: 'udeladte', tid: fra, varighedMs: til - fra } as const;
    await this.#options.revision.skriv({ ...post, antal: udeladte }).catch((error: unknown) => {
      this.#options.log.error(
        { err: error, front, udeladte },
        'the audit log was not told of callers that were left out',
      );
    });
  }
}
