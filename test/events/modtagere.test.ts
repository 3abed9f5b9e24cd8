/**
 * Receivers as they should not be: that answer 40 and then 20, that hang, that answer twice, that lose their answer, while users are
 * written and the server is killed in the middle of sending. Each gets every message, in the order of the register, and what
 * it gets twice is the same.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { AF_TYPE, dueslag } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { orgkilde } from '../../src/beskedfordeler/org/kilde.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import {
  lavNoeglemappe,
  Modtager,
  medKode,
  output,
  type Svarer,
} from '../../src/beskedfordeler/ud/modtager.testing.ts';
import { nyWebhooknoegle } from '../../src/beskedfordeler/ud/signatur.ts';
import type { Maade } from '../../src/store/beskeder/dueslag.ts';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../cli/process.ts';
import { EJER, indtil, metric, type Server, Skriver, serve } from './skriver.ts';

/** More in a run by hand: FKORG_TEST_WRITES=10000. */
const WRITES = Number(process.env.FKORG_TEST_WRITES ?? 240);
const KILLS = 2;
const BRUGERE = 12;

const folder = temporaryFolder();
const modtagere: Modtager[] = [];
let server: Server | undefined;
after(async () => {
  server?.fkorg.child.kill('SIGKILL');
  await server?.fkorg.ended;
  await Promise.all(modtagere.map((modtager) => modtager.luk()));
  folder.remove();
});

const HTTP_OK = (tekst: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${tekst.length}\r\n\r\n${tekst}`;

/** How each answers its message number `nr`, from 1. */
const DAARLIGE: Readonly<Record<string, readonly [Maade, (nr: number) => Svarer]>> = {
  god: ['tilsendt', () => medKode(20)],
  'først 40': ['tilsendt', (nr) => medKode(nr % 10 === 1 ? 40 : 20)],
  'svarer to gange': [
    'tilsendt',
    (nr) => (nr % 10 === 3 ? (_, svar) => svar.socket!.write(HTTP_OK(output(20)).repeat(2)) : medKode(20)),
  ],
  'taber svaret': ['tilsendt', (nr) => (nr % 25 === 5 ? (_, svar) => void svar.socket!.destroy() : medKode(20))],
  hænger: ['webhook', (nr) => (nr % 80 === 4 ? () => undefined : (_, svar) => svar.writeHead(202).end())],
};

const idI = (tekst: string) =>
  /<(?:\w+:)?BeskedId>.*?([0-9a-f-]{36})</s.exec(tekst)?.[1] ?? (JSON.parse(tekst) as { id: string }).id;

/** What is the same each time that a message is sent. */
const udenRute = (tekst: string) => tekst.replace(/<(\w+:)?Leveranceruter\b.*<\/(\w+:)?Leveranceruter>/s, '');

test('receivers that fail in every way have everything in the end, in order, also when the server is killed', async () => {
  const [database, pki] = [folder.path('data'), folder.path('pki')];
  const noegler = await lavNoeglemappe(pki);
  const foer = await openStore({ database, clock: systemClock });
  const dueslagene: string[] = [];
  for (const [maade, svar] of Object.values(DAARLIGE)) {
    const modtager: Modtager = await Modtager.start(noegler, (modtaget, ud) =>
      svar(modtager.modtagne.length)(modtaget, ud),
    );
    modtagere.push(modtager);
    const noegle = maade === 'webhook' ? { noegle: nyWebhooknoegle() } : {};
    const graenser = { beskederMax: 100_000, bytesMax: 1e9 };
    const andet = { ...noegle, ...graenser, cvr: EJER, maade, adresse: modtager.adresse };
    dueslagene.push(await dueslag(foer, [AF_TYPE(ORGVALG_STANDARD.Bruger.beskedtype)], andet));
  }
  await foer.close();

  const porte = modtagere.map(({ port }) => port).join(',');
  const net = ['--push-networks', 'all', '--push-ports', porte];
  const taalmod = ['--push-tries', '1000', '--push-pause-ms', '20', '--push-pause-max-ms', '100'];
  const start = () =>
    serve(['--data', database, '--pki', pki, '--audit', 'on', ...net, ...taalmod, '--push-timeout-ms', '1000']);
  const skriver = new Skriver();
  const brugere = Array.from({ length: BRUGERE }, () => newUuid());
  for (let nr = 0; nr <= KILLS; nr++) {
    server = await start();
    const foerst = modtagere.map(({ modtagne }) => modtagne.length);
    const { url, fkorg } = server;
    for (let skrevet = 0; skrevet < WRITES / (KILLS + 1); skrevet += BRUGERE) {
      await Promise.all(brugere.map((bruger) => skriver.skriv(url, bruger)));
    }
    // It is killed when each has got something since it was started, most likely with messages under way.
    await indtil('everybody gets messages', async () =>
      modtagere.every(({ modtagne }, i) => modtagne.length > foerst[i]! + 5),
    );
    if (nr === KILLS) break;
    fkorg.child.kill('SIGKILL');
    await fkorg.ended;
  }
  const modtaget = () => modtagere.map(({ modtagne }) => new Set(modtagne.map(({ tekst }) => idI(tekst))).size);
  await indtil('everything has come', async () => modtaget().every((antal) => antal >= skriver.antal));
  const { fkorg, url } = server!;
  // What has come was not taken where it was answered with 40, or the answer was lost.
  await indtil('everything is taken', async () => (await metric(url, 'fkorg_messages_waiting')) === 0);
  assert.ok((await metric(url, 'fkorg_push_total{maade="tilsendt",udfald="taget"}')) > 0);
  fkorg.child.kill('SIGTERM');
  const { exitCode, err } = await fkorg.ended;
  assert.equal(exitCode, 0, err);
  for (const ord of ['BrugerNavn', 'urn:oio:cvr', 'whsec_', 'Haendelsesbesked']) assert.ok(!err.includes(ord), ord);

  const store = await openStore({ database, clock: systemClock });
  try {
    const { haendelser } = await store.beskeder.haendelser(0, 1_000_000, ['Bruger']);
    const kilde = orgkilde(store, ORGVALG_STANDARD, { warn: assert.fail });
    const alle = (await kilde.beskederOf(haendelser)).beskeder.map(({ besked }) => besked.beskedId);
    assert.ok(alle.length >= WRITES);
    for (const [i, hvem] of Object.keys(DAARLIGE).entries()) {
      const { tilstand, beskeder } = (await store.beskeder.findDueslag(dueslagene[i]!))!;
      assert.deepEqual([tilstand, beskeder], ['aktiv', 0], hvem);
      const indhold = new Map<string, string>();
      for (const { tekst } of modtagere[i]!.modtagne) {
        const id = idI(tekst);
        assert.equal(udenRute(tekst), indhold.get(id) ?? udenRute(tekst), `${hvem}: the same id has the same content`);
        indhold.set(id, udenRute(tekst));
      }
      assert.deepEqual([...indhold.keys()], alle, `${hvem}: everything, in order`);
    }
    const revideret = new Set<string>();
    for await (const { front, cvr, status, uuids } of store.revision.laes({ handling: 'besked-lever' })) {
      assert.deepEqual([front, cvr], ['push', EJER]);
      if (status === 20) revideret.add(uuids[0]!);
    }
    assert.equal(revideret.size, alle.length, 'the audit log has every message');
    for await (const linje of store.kontroller()) assert.fail(linje);
  } finally {
    await store.close();
  }
});
