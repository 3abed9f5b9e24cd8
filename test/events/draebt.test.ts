/**
 * 10,000 writes while the server is killed in each phase of what becomes of them: after the commit, after distribution, while a
 * receiver has a message and has not answered, and when it has. Nothing is lost, the order is that of the feed in each dueslag, and
 * what comes twice has the same BeskedId.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { ALT, dueslag, registrer } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { lavProevenoegler, Modtager } from '../../src/beskedfordeler/ud/modtager.testing.ts';
import { nyWebhooknoegle } from '../../src/beskedfordeler/ud/signatur.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../cli/process.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { EJER, indtil, type Server, Skriver, serve } from './skriver.ts';

const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL is installed';

/** Over the wire, and by another process on the same database. */
const OVER_WIRE = 1200;
const AF_ANDRE = 8800;
const SKRIVERE = 6;
const NABO = '11111111';

const folder = temporaryFolder();
let postgres: PostgresServer;
let store: Store;
let modtager: Modtager;
let server: Server | undefined;

/** Whatever came of the test: those who write end with it. */
let isForbi = false;
let skrivning: Promise<unknown> = Promise.resolve();
let genstart: Promise<void> = Promise.resolve();

after(async () => {
  isForbi = true;
  await Promise.allSettled([skrivning, genstart]);
  server?.fkorg.child.kill('SIGKILL');
  await server?.fkorg.ended;
  await modtager?.luk();
  await store?.close();
  await postgres?.[Symbol.asyncDispose]();
  folder.remove();
});

/** Who has the server, and what it is started with. */
const args: string[] = [];
let drab = 0;

async function genstartet(): Promise<void> {
  server?.fkorg.child.kill('SIGKILL');
  await server?.fkorg.ended;
  server = await serve(args);
}

function draeb(): Promise<void> {
  if (isForbi) return genstart;
  drab += 1;
  genstart = genstartet();
  return genstart;
}

/** What the receiver does with its nth message, other than answering. */
const UHELD = new Map<number, 'foer-svar' | 'efter-svar' | 'halvt-svar'>([
  [100, 'foer-svar'],
  [250, 'efter-svar'],
  [400, 'halvt-svar'],
]);

async function ledigPort(): Promise<number> {
  const prober = createServer();
  await new Promise<void>((done) => prober.listen(0, '127.0.0.1', done));
  const { port } = prober.address() as { port: number };
  await new Promise((done) => prober.close(done));
  return port;
}

before(async () => {
  if (!isThere) return;
  postgres = await startPostgres();
  const noegler = await lavProevenoegler();
  writeFileSync(folder.path('ca.pem'), noegler.ca);
  let nr = 0;
  modtager = await Modtager.start(
    noegler,
    (_, svar) => {
      const uheld = UHELD.get(++nr);
      if (uheld === 'foer-svar') return void draeb();
      if (uheld === 'halvt-svar') svar.writeHead(200).write('begyndt');
      else svar.writeHead(204).end();
      if (uheld) void draeb();
    },
    { requestCert: false },
  );
  args.push('--database', postgres.url, '--port', String(await ledigPort()), '--fordeling-ms', '50');
  args.push('--push-networks', 'all', '--push-ports', String(modtager.port), '--push-ca', folder.path('ca.pem'));
  args.push('--push-pause-ms', '1000');
  server = await serve(args);
  store = await openStore({ database: postgres.url, clock: systemClock });
});

/** Object and registration time of every change of users of an authority, in the order of the feed. */
async function ifoelgeFeed(siden: number, ejer: string): Promise<string[]> {
  const fundne: string[] = [];
  for (let position = siden, flere = true; flere; ) {
    const side = await store.beskeder.haendelser(position, 1000, ['Bruger']);
    for (const { ejer: hvis, uuid, tidspunkt } of side.haendelser)
      if (hvis === ejer) fundne.push(`${uuid} ${tidspunkt}`);
    ({ position, flere } = side);
  }
  return fundne;
}

const feltI = (indhold: string, navn: string) => new RegExp(`${navn}>\\s*<[^>]*>([^<]+)<`).exec(indhold)![1]!;
const somIFeed = (indhold: string) =>
  `${feltI(indhold, 'ObjektId')} ${Date.parse(feltI(indhold, 'Registreringstidspunkt'))}`;

test('nothing is lost and nothing is out of order, whenever the server is killed', {
  skip,
  timeout: 300_000,
}, async () => {
  const bund = { beskederMax: 1_000_000, bytesMax: 1e10, maade: 'hent' as const };
  const begyndt = await store.sidstePosition();
  const hos = await dueslag(store, [ALT(EJER)], { ...bund, cvr: EJER });
  const hosNaboen = await dueslag(store, [ALT(NABO)], { ...bund, cvr: NABO });
  const adresse = modtager.adresse;
  const pushet = await dueslag(store, [ALT(EJER)], {
    ...{ ...bund, cvr: EJER, maade: 'webhook', adresse, noegle: nyWebhooknoegle() },
  });

  const skriver = new Skriver();
  const skrivEn = async (uuids: readonly string[], antal: number) => {
    for (let nr = 0; nr < antal && !isForbi; ) {
      if (await skriver.skriv(server!.url, uuids[nr % uuids.length])) nr++;
      else await new Promise((done) => setTimeout(done, 100));
    }
  };
  const overWire = Promise.all(
    Array.from({ length: SKRIVERE }, () => skrivEn(Array.from({ length: 20 }, newUuid), OVER_WIRE / SKRIVERE)),
  );
  const afAndre = (async () => {
    for (let nr = 0; nr < AF_ANDRE && !isForbi; nr++) await registrer(store, undefined, 0, NABO);
  })();
  skrivning = Promise.all([overWire, afAndre]);
  // While it writes, and just after something was distributed.
  await indtil('half is written', async () => skriver.antal > OVER_WIRE / 2);
  await draeb();
  const foer = (await store.beskeder.findDueslag(hosNaboen))!.beskeder;
  await indtil('more is distributed', async () => (await store.beskeder.findDueslag(hosNaboen))!.beskeder > foer);
  await draeb();
  await skrivning;

  const ventet = await ifoelgeFeed(begyndt, EJER);
  const alt = async (uuid: string) =>
    (await store.beskeder.naeste(uuid, 1_000_000)).map(({ indhold }) => somIFeed(indhold));
  await indtil(
    'everything is distributed',
    async () => (await store.beskeder.position('fordeler')) === (await store.sidstePosition()),
  );
  await indtil('everything is sent', async () => (await store.beskeder.findDueslag(pushet))!.beskeder === 0);
  assert.ok(drab >= 2 + UHELD.size, `killed ${drab} times`);
  assert.ok(ventet.length >= skriver.antal && skriver.antal === OVER_WIRE);
  assert.deepEqual(await alt(hos), ventet);
  const naboens = await ifoelgeFeed(begyndt, NABO);
  assert.equal(naboens.length, AF_ANDRE);
  assert.deepEqual(await alt(hosNaboen), naboens);

  // What came to the receiver, each once: in the order of the feed, and the same whenever it came again.
  const kendte = new Map<string, string>();
  for (const { tekst } of modtager.modtagne) {
    const { id, subject, time } = JSON.parse(tekst) as { id: string; subject: string; time: string };
    const indhold = `${subject} ${Date.parse(time)}`;
    assert.equal(kendte.get(id) ?? indhold, indhold);
    kendte.set(id, indhold);
  }
  assert.deepEqual([...kendte.values()], ventet);
  assert.ok(modtager.modtagne.length > kendte.size, 'some came twice');
  for await (const linje of store.kontroller()) assert.fail(linje);
});
