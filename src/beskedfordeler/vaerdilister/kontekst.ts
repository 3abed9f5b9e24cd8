/** What a call on value lists is carried out with. */
import type { Clock } from '../../base/clock.ts';
import type { Limits } from '../../base/limits.ts';
import type { UnikId } from '../../register/model.ts';
import type { Beskeder } from '../../store/beskeder/beskeder.ts';
import type { Listeejer, Vaerdilister } from '../../store/vaerdilister/vaerdilister.ts';

export interface Listekontekst {
  readonly lister: Vaerdilister;
  readonly beskeder: Pick<Beskeder, 'dueslag' | 'find' | 'tilFejlkoe'>;
  readonly ejer: Listeejer;
  /** What a registration says of who made it. */
  readonly brugerRef?: UnikId;
  readonly clock: Clock;
  readonly limits: Limits;
}

export function isSammeEjer(en: Listeejer, anden: Listeejer): boolean {
  return en.cvr === anden.cvr && en.systemUuid === anden.systemUuid;
}
