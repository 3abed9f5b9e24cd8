import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '../../base/clock.ts';
import { parseXml } from '../../xml/parse.ts';
import { vaerdierPaa } from '../kuvert/haendelsesbesked.ts';
import { type Modtager, medKode, output } from './modtager.testing.ts';
import { FORDELINGSSYSTEM, lavVerden, nrI } from './verden.testing.ts';

const MINUT = 60_000;
const clock = fixedClock(Date.UTC(2026, 5, 2, 12));
const verden = await lavVerden(clock);
const { beskeder } = verden;

const numre = ({ modtagne }: Modtager) => modtagne.map(({ tekst }) => nrI(tekst));
const forsoegI = (tekst: string) => /AntalLeveranceforsoeg>(\d+)</.exec(tekst)?.[1];

test('a message is pushed, answered 20 and gone (scenario 29)', async () => {
  const modtager = await verden.modtager(medKode(20));
  const dueslag = await verden.dueslag(modtager);
  const [beskedId] = await verden.laeg([dueslag], [1]);
  const [levering] = await beskeder.naeste(dueslag, 1);
  const udbringer = verden.udbringer();
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  assert.equal(modtager.modtagne.length, 1);
  const { tekst, hoveder, afsender, sti } = modtager.modtagne[0]!;
  assert.deepEqual(
    [hoveder['content-type'], afsender, sti],
    ['text/xml;charset=UTF-8', 'fkorg Beskedfordeler 1', '/push'],
  );
  const { rod } = parseXml(Buffer.from(tekst), { depthMax: 32, elementsMax: 1000, attributesMax: 20 });
  assert.deepEqual([rod.ns, rod.navn], ['urn:oio:sts:1.0.0', 'ModtagBeskedInput']);
  const [haendelsesbesked] = rod.boern;
  assert.deepEqual(vaerdierPaa({ rod: haendelsesbesked! }, ['BeskedId']), [beskedId]);
  const rute = (navn: string) =>
    vaerdierPaa({ rod: haendelsesbesked! }, [
      ...['Beskedkuvert', 'Leveranceinformation', 'Leveranceruter', 'Leverancerute'],
      ...navn.split('/'),
    ]);
  assert.deepEqual(rute('Fordelingssystem'), [FORDELINGSSYSTEM]);
  assert.deepEqual(rute('ErLeveretIHenholdTil'), [levering!.abonnementUuid]);
  assert.deepEqual(rute('LeveranceruteLokalUdvidelse/AntalLeveranceforsoeg'), ['1']);
  assert.ok(!tekst.includes('22222222'), 'the copy names those alone that it is for');
  assert.doesNotMatch(JSON.stringify(verden.log), /11111111|urn:test/, 'the log has no payload');
});

test('40: the same message is sent again later, counted, and the others wait in their order (scenario 30)', async () => {
  const modtager = await verden.modtager((_, svar) => svar.end(output(modtager.modtagne.length < 3 ? 40 : 20)));
  const dueslag = await verden.dueslag(modtager);
  await verden.laeg([dueslag], [1, 2, 3]);
  const foerst = verden.udbringer();
  const { naesteForsoeg, tilstand } = await verden.indtil(dueslag, (d) => d.naesteForsoeg !== undefined);
  assert.deepEqual([naesteForsoeg, tilstand], [clock() + MINUT, 'aktiv']);
  clock.advance(MINUT - 1);
  // A restart does not forget how long it is to wait.
  await foerst.luk();
  const udbringer = verden.udbringer();
  udbringer.vaek();
  await udbringer.luk();
  assert.deepEqual(numre(modtager), [1]);
  const sidst = verden.udbringer();
  clock.advance(1);
  const igen = await verden.indtil(dueslag, (d) => d.naesteForsoeg !== naesteForsoeg);
  assert.equal(igen.naesteForsoeg, clock() + 2 * MINUT, 'the pause doubles');
  clock.advance(2 * MINUT);
  const { naesteForsoeg: intet } = await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await sidst.luk();
  assert.equal(intet, undefined);
  assert.deepEqual(numre(modtager), [1, 1, 1, 2, 3]);
  assert.deepEqual(
    modtager.modtagne.map(({ tekst }) => forsoegI(tekst)),
    ['1', '2', '3', '1', '1'],
  );
});

test('what is wrong for longer stops, and activation resumes from the same message (scenario 31)', async () => {
  const fejl: readonly ((modtager: Modtager) => void)[] = [
    (m) => {
      m.svarer = medKode(53);
    },
    (m) => {
      m.svarer = (_, svar) => svar.writeHead(500).end();
    },
    (m) => {
      m.svarer = (_, svar) => svar.end('<p>Velkommen</p>');
    },
    (m) => {
      m.svarer = (_, svar) => void svar.socket!.destroy();
    },
  ];
  const grunde = [/^StatusKode 53 /, /HTTP 500/, /ikke ModtagBeskedOutput/, /ingen forbindelse/];
  const modtager = await verden.modtager(medKode(20));
  const dueslag = await verden.dueslag(modtager);
  const udbringer = verden.udbringer();
  for (const [i, goer] of fejl.entries()) {
    goer(modtager);
    await verden.laeg([dueslag], [2 * i, 2 * i + 1]);
    udbringer.vaek();
    const stoppet = await verden.indtil(dueslag, (d) => d.tilstand === 'stoppet');
    assert.match(stoppet.grund!, grunde[i]!);
    assert.equal(stoppet.beskeder, 2);
    const antal = modtager.modtagne.length;
    modtager.svarer = medKode(20);
    udbringer.vaek();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(modtager.modtagne.length, antal, 'nothing is sent while it is stopped');
    await beskeder.aktiver(dueslag, clock());
    udbringer.vaek();
    await verden.indtil(dueslag, (d) => d.beskeder === 0);
    assert.deepEqual(numre(modtager).slice(antal), [2 * i, 2 * i + 1]);
    assert.equal(forsoegI(modtager.modtagne[antal]!.tekst), '2');
  }
  await udbringer.luk();
});

test('an inactive dueslag accumulates, and is pushed in order when it is activated (scenario 33)', async () => {
  const modtager = await verden.modtager(medKode(20));
  const dueslag = await verden.dueslag(modtager);
  await beskeder.inaktiver(dueslag, clock());
  const udbringer = verden.udbringer();
  for (const nr of [1, 2, 3]) await verden.laeg([dueslag], [nr]);
  udbringer.vaek();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual([modtager.modtagne.length, (await verden.find(dueslag)).beskeder], [0, 3]);
  await beskeder.aktiver(dueslag, clock());
  udbringer.vaek();
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  assert.deepEqual(numre(modtager), [1, 2, 3]);
});

test('the receiver decides by BeskedId what it has had: the same again 20, another content 40 (scenario 32)', async () => {
  const kendte = new Map<string, string>();
  const modtager = await verden.modtager((modtaget, svar) => {
    const uden = modtaget.tekst.replace(/<(\w+:)?Leveranceruter\b.*<\/(\w+:)?Leveranceruter>/s, '');
    const id = /<BeskedId>.*?<\/BeskedId>/s.exec(uden)![0];
    const kendt = kendte.get(id) ?? uden;
    kendte.set(id, kendt);
    // The first answer is lost on its way, so that the message comes again.
    if (modtager.modtagne.length === 1) svar.socket!.destroy();
    else svar.end(output(kendt === uden ? 20 : 40));
  });
  const dueslag = await verden.dueslag(modtager);
  await verden.laeg([dueslag], [7]);
  const udbringer = verden.udbringer({ forsoegMax: 5 });
  await verden.indtil(dueslag, (d) => d.naesteForsoeg !== undefined);
  clock.advance(MINUT);
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  assert.deepEqual([numre(modtager), kendte.size], [[7, 7], 1]);
});

test('without a certificate to show nothing is pushed, and an address that is not allowed any more is not called', async () => {
  const modtager = await verden.modtager(medKode(20));
  const [uden, andetsteds] = [
    await verden.dueslag(modtager),
    await verden.dueslag(modtager, { adresse: 'https://localhost:1/' }),
  ];
  await verden.laeg([uden, andetsteds], [1]);
  const udbringer = verden.udbringer({ forsoegMax: 9 }, false);
  assert.match((await verden.indtil(uden, (d) => d.tilstand === 'stoppet')).grund!, /intet certifikat at vise/);
  const { grund } = await verden.indtil(andetsteds, (d) => d.tilstand === 'stoppet');
  assert.equal(grund, 'Adressen bryder reglen adresse-port');
  await udbringer.luk();
  assert.equal(modtager.modtagne.length, 0);
});

test('a system whose agreement has ended is sent nothing of what waits; the dueslag says why, and goes on when there is one again', async () => {
  for (const maade of ['tilsendt', 'webhook'] as const) {
    const modtager = await verden.modtager(medKode(20));
    const dueslag = await verden.dueslag(modtager, { maade });
    verden.aftaler.set(dueslag, []);
    await verden.laeg([dueslag], [1]);
    const udbringer = verden.udbringer({ forsoegMax: 5 });
    const { grund, beskeder: venter } = await verden.indtil(dueslag, (d) => d.tilstand === 'stoppet');
    assert.match(grund!, /ingen godkendt aftale/);
    assert.deepEqual([venter, modtager.modtagne.length], [1, 0]);
    verden.aftaler.delete(dueslag);
    await beskeder.aktiver(dueslag, clock());
    udbringer.vaek();
    await verden.indtil(dueslag, (d) => d.beskeder === 0);
    await udbringer.luk();
    assert.deepEqual(numre(modtager), [1]);
  }
});

test('a message for an authority whose agreement has ended goes to the error queue, and those behind it are sent', async () => {
  const modtager = await verden.modtager(medKode(20));
  const dueslag = await verden.dueslag(modtager);
  verden.aftaler.set(dueslag, [{ cvr: '22222222' }]);
  const [beskedId] = await verden.laeg([dueslag], [1]);
  const udbringer = verden.udbringer();
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  const [fejl] = await beskeder.fejlkoe(dueslag, 10);
  assert.equal(fejl!.beskedId, beskedId);
  assert.match(fejl!.grund, /Ingen aftale gælder mere/);
  verden.aftaler.delete(dueslag);
  await verden.laeg([dueslag], [2]);
  udbringer.vaek();
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  assert.deepEqual(numre(modtager), [2]);
});
