/** Systems and agreements as their rows amount to: put together anew from the history whenever they are asked for. */
import type { Instant } from '../base/instant.ts';
import type {
  Administrationsposter,
  Afgoerelsespost,
  Aftalepost,
  Certifikatpost,
  Systempost,
} from '../store/administration/administration.ts';

export interface Anvendersystem {
  readonly uuid: string;
  readonly navn: string;
  readonly oprettet: Instant;
  /** Those that it has now. */
  readonly certifikater: readonly Certifikatpost[];
}

/** An agreement: what was asked for, and every decision on it, oldest first. */
export interface Aftale extends Aftalepost {
  readonly afgoerelser: readonly Afgoerelsespost[];
}

/** All that a change is decided from. */
export interface Tilstand {
  readonly systemer: readonly Anvendersystem[];
  readonly aftaler: readonly Aftale[];
}

/** The state that the rows amount to. */
export function tilstandOf(poster: Administrationsposter): Tilstand {
  return {
    systemer: systemerOf(poster.systemer, nuvaerende(poster.certifikater)),
    aftaler: aftalerOf(poster),
  };
}

/** Each agreement with its decisions. */
export function aftalerOf(poster: Pick<Administrationsposter, 'aftaler' | 'afgoerelser'>): readonly Aftale[] {
  const afgoerelser = Map.groupBy(poster.afgoerelser, ({ aftaleUuid }) => aftaleUuid);
  return poster.aftaler.map((post) => ({ ...post, afgoerelser: afgoerelser.get(post.uuid) ?? [] }));
}

/** The certificates that some system has: of each the newest row, where that one added it. */
function nuvaerende(poster: readonly Certifikatpost[]): Certifikatpost[] {
  const nyeste = new Map(poster.map((post) => [post.sha256, post]));
  return [...nyeste.values()].filter(({ handling }) => handling === 'tilfoej');
}

function systemerOf(poster: readonly Systempost[], certifikater: readonly Certifikatpost[]): Anvendersystem[] {
  const deres = Map.groupBy(certifikater, ({ systemUuid }) => systemUuid);
  return [...Map.groupBy(poster, ({ uuid }) => uuid)].map(([uuid, historik]) => ({
    uuid,
    navn: historik.at(-1)!.navn,
    oprettet: historik[0]!.tidspunkt,
    certifikater: deres.get(uuid) ?? [],
  }));
}
