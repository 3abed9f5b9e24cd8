/** A register that asks for tokens, for one test file: a store, the shared master data, a server, a token service's keys, a client. */
import assert from 'node:assert/strict';
import type { Tildeling } from '../../src/access/rettigheder.ts';
import { HuskedeAftaler } from '../../src/administration/huskede-aftaler.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { Beskedaftaler } from '../../src/beskedfordeler/adgang/beskedaftaler.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import type { Noeglepar } from '../../src/identity/trust/certifikat.ts';
import { tokenAdgang } from '../../src/server/adgang-token.ts';
import type { TlsKeys } from '../../src/server/listen.ts';
import { Revisor } from '../../src/server/revisor.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { listeadgang } from '../../src/server/vaerdiliste-adgang.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { lavKlient, lavPar } from '../pki/noegler.ts';
import { find, KOMBIT, KORSBAEK, laesSvar, posterTil, type Svar } from '../soap/verden.ts';
import { type Kald, type Klient, nyKlient, type Tokenvalg, UDSTEDER } from './klient.ts';

export const ENHED = '/organisation/organisationenhed/6';
const ENHED_NS = 'http://stoettesystemerne.dk/organisation/organisationenhed/6/';
const UUID = '5b1f6a3e-2f0e-4a57-9c3b-7a1d7d1c0b11';

const INGEN = { seNavn: false, seCpr: false, anonymiser: false, fysiskslet: false };
/** What the client may do: write its own data, read the common ones. */
export const ROLLER: readonly Tildeling[] = [
  { scopeCvr: KORSBAEK, rolle: 'rediger', afgraensninger: INGEN },
  { scopeCvr: KOMBIT, rolle: 'udstil', afgraensninger: INGEN },
];

/** A read of an object that is not there: 44 for whoever is let in. */
export const LAES = `<e:LaesInput xmlns:e="${ENHED_NS}"><sd:UUIDIdentifikator xmlns:sd="${NS.sd}">${UUID}</sd:UUIDIdentifikator></e:LaesInput>`;

export interface SikkerVerden extends AsyncDisposable {
  readonly url: string;
  readonly store: Store;
  readonly ur: ReturnType<typeof fixedClock>;
  readonly sts: Noeglepar;
  readonly service: Noeglepar;
  readonly klient: Klient;
  /** What the log was told of refused calls. */
  readonly afvist: { readonly code?: string; readonly kontrol?: string }[];
  /** A client with a token; what is not said is that of `klient`. */
  nyKlient(valg?: Partial<Tokenvalg>): Promise<Klient>;
  /** A call as it would be made now. */
  kald(over?: Partial<Kald>): Kald;
  send(tekst: string | Uint8Array, sti?: string): Promise<Svar>;
  post(sti: string, indhold: string | Uint8Array, headers?: Record<string, string>): Promise<Response>;
  /** Another process of the same register, in all but memory. */
  nabo(): Promise<RunningServer>;
}

export interface Valg {
  readonly isStreng?: boolean;
  readonly database?: string;
  readonly klientcertifikat?: 'match' | 'demand' | 'ignore';
  readonly tls?: TlsKeys;
  /** The token service that is trusted; a new one where it is not said. */
  readonly sts?: Noeglepar;
}

export async function nySikkerVerden(valg: Valg = {}): Promise<SikkerVerden> {
  const ur = fixedClock(Date.now());
  const store = await openStore({ database: valg.database ?? ':memory:', clock: ur });
  await indlaesSuperOrg(store, ur());
  const [sts, service, par] = await Promise.all([
    valg.sts ?? lavPar({ navn: 'STS' }),
    lavPar({ navn: 'ORG' }),
    lavKlient(KORSBAEK),
  ]);
  const afvist: { readonly code?: string; readonly kontrol?: string }[] = [];
  const log = {
    info: (fields: object, text: string) => text === 'refused' && afvist.push({ ...fields }),
    error: (fields: object) =>
      assert.fail(`the server failed: ${JSON.stringify(fields)} ${(fields as { err?: Error }).err?.stack}`),
  };
  const aftaler = new HuskedeAftaler(store.administration, 'test', ur);
  const modtagere = { systemer: aftaler, aftaler: new Beskedaftaler(store.administration, 'test', ur) };
  const start = () =>
    startServer({
      store,
      adgang: tokenAdgang({
        store,
        clock: ur,
        tillid: { certifikater: [sts.certifikat], udstedere: () => [UDSTEDER] },
        noegler: service,
        isStreng: valg.isStreng ?? false,
        faellesData: '2018',
        klientcertifikat: valg.klientcertifikat ?? 'match',
      }),
      ...(valg.tls && { tls: valg.tls }),
      lister: listeadgang({ store, clock: ur, limits: DEFAULT_LIMITS, ...modtagere }),
      modtagere,
      revision: new Revisor({ revision: store.revision, aftaler, log }),
      clock: ur,
      limits: DEFAULT_LIMITS,
      udeladte: 'fjernes',
      environment: 'test',
      host: '127.0.0.1',
      port: 0,
      log,
    });
  const server = await start();
  const naboer: RunningServer[] = [];
  const ny = (over: Partial<Tokenvalg> = {}) =>
    nyKlient({ sts, par, cvr: KORSBAEK, tildelinger: ROLLER, nu: ur(), ...over });
  const post = posterTil(server.url);
  return {
    url: server.url,
    store,
    ur,
    sts,
    service,
    klient: await ny(),
    afvist,
    nyKlient: ny,
    kald: (over = {}) => ({ body: LAES, to: server.url + ENHED, nu: ur(), ...over }),
    post,
    async send(tekst, sti = ENHED) {
      const response = await post(sti, tekst);
      return laesSvar(response.status, await response.text());
    },
    async nabo() {
      const nabo = await start();
      naboer.push(nabo);
      return nabo;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([server, ...naboer].map((en) => en.close()));
      await store.close();
    },
  };
}

/** The subcode of a fault without its prefix, or the code where it has none; the StatusKode of any other answer. */
export function udfaldOf({ body, kode }: Svar): string | number {
  if (body.navn !== 'Fault') return kode;
  const vaerdi = find(body, 'Subcode')?.boern[0] ?? find(body, 'Value');
  return vaerdi?.tekst.split(':').at(-1) ?? 'no code';
}
