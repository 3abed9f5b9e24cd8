/** Calls to a server that is killed now and then: which silence a kill explains, and when it is over. */
import { setTimeout as sleep } from 'node:timers/promises';
import { KOMBIT } from '../../src/data/kommuner.ts';
import { myndighedspost } from '../../src/data/superorg.ts';
import type { Anlaeg, Drab } from './anlaeg.ts';
import { laes, stiOf } from './beskeder.ts';
import type { Bog } from './bog.ts';
import { kald, type Svar } from './klient.ts';

/** Milliseconds within which the server must answer again after a kill. */
const RECOVERY_MAX_MS = 60_000;
/** Milliseconds after the first answer in which connections that were lost may still be noticed. */
const AFTERMATH_MS = 1_000;
const RETRY_MS = 50;

export class Drift {
  readonly #anlaeg: Anlaeg;
  readonly #bog: Bog;
  /** When a killed part was away; the last one may still last. */
  readonly #afbrydelser: { fra: number; til: number }[] = [];
  #venter: (() => void)[] = [];
  #nede = false;

  constructor(anlaeg: Anlaeg, bog: Bog) {
    this.#anlaeg = anlaeg;
    this.#bog = bog;
  }

  /** One call. Silence that no kill explains is a disagreement. */
  async kald(verbum: string, sti: string, body: string, cvr: string): Promise<Svar> {
    const svar = await kald(this.#anlaeg.url, sti, body, cvr);
    this.#bog.tael(`${verbum} ${svar.isSvar ? svar.status : 'no answer'}`);
    if (!svar.isSvar && (svar.isUventet || !this.#isForklaret(svar))) {
      this.#bog.uenig(`${verbum} was not answered: ${svar.hvorfor}`, [body.slice(0, 2000)]);
    }
    return svar;
  }

  #isForklaret({ sendt, svaret }: Svar): boolean {
    return this.#afbrydelser.some(({ fra, til }) => fra <= svaret && sendt <= til + AFTERMATH_MS);
  }

  /** A call that changes nothing, made until it is answered. */
  async sikkert(verbum: string, sti: string, body: string, cvr: string): Promise<Svar & { isSvar: true }> {
    const giveUpAt = Date.now() + 2 * RECOVERY_MAX_MS;
    for (;;) {
      await this.ro();
      const svar = await this.kald(verbum, sti, body, cvr);
      if (svar.isSvar) return svar;
      if (Date.now() > giveUpAt) throw new Error(`${verbum} is not answered: ${svar.hvorfor}`);
      await sleep(RETRY_MS);
    }
  }

  /** Resolves when the server is not being killed or started. */
  async ro(): Promise<void> {
    while (this.#nede) await new Promise<void>((fortsaet) => this.#venter.push(fortsaet));
  }

  /** Kills, and waits until the server answers again; gives the milliseconds that took. Throws where it does not. */
  async draeb(drab: Drab, tal: (below: number) => number): Promise<number> {
    this.#nede = true;
    const afbrydelse = { fra: Date.now(), til: Number.POSITIVE_INFINITY };
    this.#afbrydelser.push(afbrydelse);
    await this.#anlaeg.draeb(drab, tal);
    while (!(await this.#isOppe())) {
      const doed = await this.#anlaeg.doedMed();
      if (doed !== undefined) throw new Error(`the server ended by itself after a kill of ${drab}, ${doed}`);
      if (Date.now() > afbrydelse.fra + RECOVERY_MAX_MS) throw new Error(`no answer after a kill of ${drab}`);
      await sleep(RETRY_MS);
    }
    afbrydelse.til = Date.now();
    this.#nede = false;
    for (const fortsaet of this.#venter.splice(0)) fortsaet();
    return afbrydelse.til - afbrydelse.fra;
  }

  async #isOppe(): Promise<boolean> {
    const rod = myndighedspost(KOMBIT).rodenhedUuid;
    const sti = stiOf('OrganisationEnhed');
    return (await kald(this.#anlaeg.url, sti, laes('OrganisationEnhed', rod, {}), KOMBIT.cvr)).isSvar;
  }
}
