/** The broker that the settings name, and what publishes to it while a server runs. */
import { readFileSync } from 'node:fs';
import { FkorgError } from '../base/error.ts';
import type { Brokeradresse } from '../beskedfordeler/broker/forbindelse.ts';
import { BROKER, Udgiver } from '../beskedfordeler/broker/udgiver.ts';
import { registerbeskeder } from '../beskedfordeler/org/registerbeskeder.ts';
import type { Orgvalg } from '../beskedfordeler/org/valg.ts';
import type { Brokertal } from '../server/metrics-broker.ts';
import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';

/** Throws `bad-setting`, without the password, where the address is none or the file cannot be read. */
export function brokerOf(settings: Settings): Brokeradresse | undefined {
  const { broker: url, 'broker-exchange': exchange, 'broker-queue': koe, 'broker-ca': fil } = settings;
  if (url === undefined) return undefined;
  if (!URL.canParse(url)) {
    const hint = 'In a password, / is written as %2F and @ as %40.';
    throw new FkorgError('bad-setting', `${url} is no address of a broker. ${hint}`);
  }
  return { url, exchange, ...(koe !== undefined && { koe }), ...(fil !== undefined && { ca: laesCa(fil) }) };
}

function laesCa(fil: string): string {
  try {
    return readFileSync(fil, 'utf8');
  } catch (cause) {
    throw new FkorgError('bad-setting', `--broker-ca ${fil} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** What messages are called, what this process is called, and where it is told what happens. */
interface Rammer {
  readonly orgvalg: Orgvalg;
  readonly proces: string;
  readonly log: Log;
}

/** Begins to publish; `tal` is what /metrics tells of it. */
export function startUdgiver(store: Store, adresse: Brokeradresse, { orgvalg, proces, log }: Rammer) {
  const { beskeder } = store;
  const udgiver = new Udgiver({
    beskeder,
    kilde: registerbeskeder(store, orgvalg),
    sidste: () => store.sidstePosition(),
    adresse,
    proces,
    log,
  });
  udgiver.start();
  const tal = async (): Promise<Brokertal> => ({ ...udgiver.tal, position: (await beskeder.position(BROKER)) ?? 0 });
  return { udgiver, tal };
}
