/** The place in the answer whose value is being given, which errors and warnings are told with. */
import { type Gruppe, INTET } from './gruppe.ts';
import type { Feltplan } from './plan.ts';
import { type Fejlliste, stederOf } from './svarfejl.ts';
import type { Feltfejl, Klassifikation, Sted } from './tabel.ts';

/** Where the value is that is being given; one for each field, moved from parent to parent. */
export class Feltsted implements Sted {
  nummer = 0;
  readonly plan: Feltplan;
  readonly #fejl: Fejlliste;
  readonly #gruppe: Gruppe;

  constructor(fejl: Fejlliste, gruppe: Gruppe, plan: Feltplan) {
    this.#fejl = fejl;
    this.#gruppe = gruppe;
    this.plan = plan;
  }

  advar(klassifikation: Klassifikation, besked: string): void {
    this.#fejl.advar(this.plan, klassifikation, besked, () => this.#hvor(INTET));
  }

  fejl({ klassifikation, message }: Feltfejl, post: number): void {
    this.#fejl.fejl(klassifikation, message, () => this.#hvor(post));
  }

  #hvor(post: number) {
    const steder = stederOf(this.plan.node);
    const sti = [...this.#gruppe.sti(this.nummer), this.plan.noegle, ...(post === INTET ? [] : [post])];
    return steder ? { sti, steder } : { sti };
  }
}
