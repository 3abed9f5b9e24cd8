import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Revisionspost } from '../../access/revision.ts';
import { newUuid } from '../../base/uuid.ts';
import { laanenavn } from '../laan.ts';
import { type Modtager, medKode } from './modtager.testing.ts';
import { lavVerden, nrI } from './verden.testing.ts';

const verden = await lavVerden();
const { beskeder } = verden;
const numre = ({ modtagne }: Modtager) => modtagne.map(({ tekst }) => nrI(tekst));
const raekke = (antal: number) => Array.from({ length: antal }, (_, i) => i);

test('receivers that hang do not hold those that answer, however many they are', async () => {
  const tavs = await verden.modtager(() => undefined);
  const god = await verden.modtager(medKode(20));
  const tavse = await Promise.all(raekke(6).map(() => verden.dueslag(tavs)));
  const dueslag = await verden.dueslag(god);
  await verden.laeg(tavse, [0]);
  const udbringer = verden.udbringer({ samtidige: 2 });
  await tavs.naaet(2);
  await verden.laeg([dueslag], raekke(30));
  udbringer.vaek();
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  assert.deepEqual(numre(god), raekke(30));
  // They know that they are slow, so at the next attempt they take none of the quick places.
  await tavs.naaet(6);
  await udbringer.luk();
  for (const uuid of tavse) {
    const { beskeder, tilstand } = await verden.find(uuid);
    assert.deepEqual([beskeder, tilstand], [1, 'aktiv'], 'what was broken off by the end is there still');
    await verden.beskeder.fjernDueslag(uuid);
  }
});

test('two processes: each dueslag has its order, and nothing is sent twice', async () => {
  const modtagere = await Promise.all(raekke(3).map(() => verden.modtager(medKode(20))));
  const dueslag = await Promise.all(modtagere.map((modtager) => verden.dueslag(modtager)));
  const udbringere = [verden.udbringer(), verden.udbringer()];
  for (const nr of raekke(40)) {
    await verden.laeg(dueslag, [nr]);
    udbringere[nr % 2]!.vaek();
  }
  for (const uuid of dueslag) await verden.indtil(uuid, (d) => d.beskeder === 0);
  await Promise.all(udbringere.map((udbringer) => udbringer.luk()));
  for (const modtager of modtagere) assert.deepEqual(numre(modtager), raekke(40));
});

test('what a process had borrowed when it died goes to another when its time is out', async () => {
  const modtager = await verden.modtager(medKode(20));
  const dueslag = await verden.dueslag(modtager);
  assert.ok(await beskeder.laan(laanenavn(dueslag), newUuid(), 400));
  await verden.laeg([dueslag], [1]);
  const udbringer = verden.udbringer();
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  assert.deepEqual(numre(modtager), [1]);
});

test('a process that has lost what it borrowed lets go of the message under way, and of no more', async () => {
  const modtager = await verden.modtager(() => undefined);
  const dueslag = await verden.dueslag(modtager);
  await verden.laeg([dueslag], [1, 2]);
  const [proces, anden] = [newUuid(), newUuid()];
  const udbringer = verden.udbringer({ proces });
  await modtager.naaet(1);
  await beskeder.slip(laanenavn(dueslag), proces);
  assert.ok(await beskeder.laan(laanenavn(dueslag), anden, 60_000));
  const erSluppet = ({ fields, text }: (typeof verden.log)[number]) =>
    text === 'message not answered before the end' && 'dueslag' in fields && fields.dueslag === dueslag;
  await verden.indtil(dueslag, () => verden.log.some(erSluppet));
  await udbringer.luk();
  const { beskeder: antal, tilstand } = await verden.find(dueslag);
  assert.deepEqual([antal, tilstand, modtager.modtagne.length], [2, 'aktiv', 1]);
  assert.equal(await beskeder.laan(laanenavn(dueslag), newUuid(), 1), false, 'it did not give away what is another’s');
});

test('a message that cannot be written goes to the error queue, and those behind it are sent', async () => {
  const modtager = await verden.modtager(medKode(20));
  const dueslag = await verden.dueslag(modtager);
  const tilladteModtagere = ['urn:oio:cvr-nr:11111111'];
  const levering = { dueslagUuid: dueslag, abonnementUuid: newUuid(), tilladteModtagere };
  const daarlig = { beskedId: newUuid(), indhold: '<Haendelsesbesked>', sha256: 'cd'.repeat(32), modtaget: Date.now() };
  await beskeder.fordel([{ ...daarlig, leveringer: [levering] }], await beskeder.version());
  await verden.laeg([dueslag], [1]);
  const udbringer = verden.udbringer();
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  assert.deepEqual(numre(modtager), [1]);
  const [fejl] = await beskeder.fejlkoe(dueslag, 10);
  assert.equal(fejl?.beskedId, daarlig.beskedId);
  assert.match(fejl.grund, /XML'en afvises/);
});

test('the audit log is told before a message is gone, and a message that it could not be told of stays', async () => {
  const modtager = await verden.modtager(medKode(20));
  const systemUuid = newUuid();
  const dueslag = await verden.dueslag(modtager, { systemUuid });
  const [beskedId] = await verden.laeg([dueslag], [1]);
  const poster: Revisionspost[] = [];
  const revision = {
    async skriv(post: Revisionspost) {
      if (modtager.modtagne.length === 1) throw new Error('the disk is full');
      poster.push(post);
    },
  };
  const udbringer = verden.udbringer({ revision });
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  assert.deepEqual(numre(modtager), [1, 1]);
  const { tid, varighedMs, ...post } = poster[0]!;
  assert.ok(Number.isInteger(tid) && varighedMs >= 0);
  assert.deepEqual(post, {
    art: 'kald',
    front: 'push',
    handling: 'besked-lever',
    system: systemUuid,
    cvr: '11111111',
    uuids: [beskedId],
    antal: 1,
    status: 20,
  });
});
