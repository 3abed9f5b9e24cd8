/** `fkorg besked`: dueslag, subscriptions, error queues and Beskedtyper from the command line, on a data folder. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { openStore } from '../../src/store/open.ts';
import { fkorgHer } from './her.ts';
import { temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const data = folder.path('data');
after(() => folder.remove());

/** A command that succeeds; gives what it says. */
async function goer(...args: readonly string[]): Promise<string> {
  const { exitCode, out, err } = await fkorgHer([...args, '--data', data]);
  assert.equal(exitCode, 0, `${args.join(' ')}: ${err}`);
  return out;
}

/** A command that is refused; gives why. */
async function afvises(...args: readonly string[]): Promise<string> {
  const { exitCode, out, err } = await fkorgHer([...args, '--data', data]);
  assert.deepEqual([exitCode, out], [2, ''], args.join(' '));
  return err;
}

const opret = (...args: readonly string[]) => goer('besked', 'dueslag', 'opret', ...args);
const TYPE = '7654895c-a3f3-4c77-8afd-4c77330f963c';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

test('a dueslag from the first to the last', async () => {
  await goer('myndighed', 'opret', '--cvr', '22222222', '--navn', 'Prøve');
  const uuid = (await opret('Ét', '--cvr', '22222222', '--udtryk', "Beskedtype = '*'")).trim();
  assert.match(uuid, UUID);
  assert.equal(await goer('besked', 'dueslag', 'list'), `${uuid}\taktiv\thent\t22222222\t0\t0\tÉt\t\n`);
  const abonnement = (await goer('besked', 'abonnement', 'opret', uuid, 'test', `Beskedtype = '${TYPE}'`)).trim();
  assert.match(
    await goer('besked', 'abonnement', 'list', 'Ét'),
    new RegExp(`^Ét\t\\S+\tførste\tBeskedtype = '\\*'\nÉt\t${abonnement}\ttest\tBeskedtype = '${TYPE}'\n$`),
  );
  await goer('besked', 'abonnement', 'slet', abonnement.toUpperCase());
  assert.match(await afvises('besked', 'abonnement', 'slet', abonnement), /There is no subscription/);
  const rettet = await goer('besked', 'dueslag', 'ret', 'Ét', '--dueslag-bytes-max', '5000');
  assert.match(rettet, /0 of 100000 messages, 0 of 5000 bytes, for at most 30 days/);
  assert.match(rettet, /subscription\t\S+\tførste/);
  assert.match(await goer('besked', 'dueslag', 'inaktiver', 'Ét'), /\tinaktiv\t/);
  assert.match(
    await goer('besked', 'dueslag', 'stop', 'Ét', '--reason', 'forkert sted'),
    /\tstoppet\t.*\tforkert sted\n/,
  );
  assert.match(await goer('besked', 'dueslag', 'aktiver', 'Ét'), /\taktiv\t/);
  await goer('besked', 'dueslag', 'slet', 'Ét');
  assert.match(await afvises('besked', 'dueslag', 'vis', 'Ét'), /There is no dueslag "Ét"/);
});

test('what a dueslag must be is said when it is made, and nothing is saved', async () => {
  const nej = (...args: readonly string[]) => afvises('besked', 'dueslag', 'opret', 'Nej', ...args);
  assert.match(await nej(), /belongs to a system \(--system\) or, where access is open, to an authority/);
  assert.match(await nej('--cvr', '99999999'), /No authority has the CVR 99999999/);
  assert.match(await nej('--system', 'Ukendt'), /system-ukendt/);
  assert.match(await nej('--cvr', '22222222', '--maade', 'tilsendt'), /needs an address/);
  assert.match(await nej('--cvr', '22222222', '--adresse', 'https://a.example/'), /go to no address/);
  const push = ['--cvr', '22222222', '--maade', 'webhook', '--adresse'];
  assert.match(await nej(...push, 'http://a.example/'), /adresse-https/);
  assert.match(await nej(...push, 'https://a.example:8443/'), /adresse-port/);
  assert.match(await nej(...push, 'https://127.0.0.1/'), /adresse-net/);
  assert.match(await nej('--cvr', '22222222', '--udtryk', 'Beskedtype ='), /Linje 1, tegn 13.*udtryk-form/);
  assert.equal(await goer('besked', 'dueslag', 'list'), '');
});

test('the key of a webhook is shown once, and a change keeps it', async () => {
  const out = await opret('Web', '--cvr', '22222222', '--maade', 'webhook', '--adresse', 'https://a.example/hook');
  const [, noegle] = /: (whsec_\S+)\n$/.exec(out)!;
  const igen = ['--push-ports', '443,8443', '--adresse', 'https://a.example:8443/hook'];
  const vist = await goer('besked', 'dueslag', 'ret', 'Web', ...igen);
  assert.match(vist, /address\thttps:\/\/a\.example:8443\/hook/);
  assert.ok(!`${vist}${await goer('besked', 'dueslag', 'vis', 'Web')}`.includes(noegle!));
  const store = await openStore({ database: data, clock: () => Date.now() });
  try {
    assert.equal((await store.beskeder.dueslag())[0]!.noegle, noegle);
  } finally {
    await store.close();
  }
});

test('the error queue, and a dueslag in which something waits', async () => {
  const uuid = (await opret('Fuld', '--cvr', '22222222', '--udtryk', "Beskedtype = '*'")).trim();
  const store = await openStore({ database: data, clock: () => Date.now() });
  try {
    const { beskeder } = store;
    const [abonnement] = (await beskeder.findDueslag(uuid))!.abonnementer;
    const levering = { dueslagUuid: uuid, abonnementUuid: abonnement!.uuid, tilladteModtagere: [] };
    const nye = ['a', 'b'].map((beskedId) => ({
      ...{ beskedId, indhold: '<a/>', sha256: '0'.repeat(64), modtaget: Date.now(), leveringer: [levering] },
    }));
    assert.equal((await beskeder.fordel(nye, await beskeder.version())).udfald, 'gemt');
    const [foerste] = await beskeder.naeste(uuid, 1);
    assert.ok(await beskeder.tilFejlkoe(uuid, foerste!.nr, 'kan ikke læses', Date.now()));
  } finally {
    await store.close();
  }
  const [, nr] = /^(\d+)\ta\t\S+\t4\t0\tkan ikke læses\n$/.exec(await goer('besked', 'fejlkoe', 'list', 'Fuld'))!;
  assert.equal(await goer('besked', 'fejlkoe', 'genindsaet', 'Fuld', nr!), `${nr}\n`);
  assert.match(await goer('besked', 'dueslag', 'vis', 'Fuld'), /2 of 100000 messages, 8 of/);
  assert.match(await afvises('besked', 'fejlkoe', 'slet', 'Fuld', nr!), /has no number/);
  assert.match(await afvises('besked', 'dueslag', 'slet', 'Fuld'), /2 messages wait.*--force/);
  await goer('besked', 'dueslag', 'slet', 'Fuld', '--force');
});

test('the catalogue has the types of the register, public ones, and those that were added', async () => {
  await goer('besked', 'beskedtype', 'opret', TYPE.toUpperCase(), 'Vores test');
  const poster = (
    await goer('besked', 'beskedtype', 'list', '--besked-orgbruger', '1'.repeat(8) + TYPE.slice(8))
  ).split('\n');
  assert.ok(poster[0]!.startsWith(`11111111${TYPE.slice(8)}\tregistret\tORG_Bruger`), poster[0]);
  assert.ok(poster.includes(`${TYPE}\ttilfoejet\tVores test`));
  await goer('besked', 'beskedtype', 'slet', TYPE);
  assert.ok((await goer('besked', 'beskedtype', 'list')).includes(`${TYPE}\toffentlig\tTest1\n`));
  assert.match(await afvises('besked', 'beskedtype', 'slet', TYPE), /Nobody has added/);
});

test('a filter is tried on a message in a file, and says why', async () => {
  const besked = `<Haendelsesbesked xmlns="urn:oio:besked:kuvert:1.0" xmlns:s="urn:oio:sagdok:3.0.0">
    <BeskedId><s:UUIDIdentifikator>${TYPE}</s:UUIDIdentifikator></BeskedId><BeskedVersion>1.0</BeskedVersion>
    <Beskedkuvert><Filtreringsdata><Beskedtype><s:UUIDIdentifikator>${TYPE}</s:UUIDIdentifikator></Beskedtype></Filtreringsdata>
    <Leveranceinformation/></Beskedkuvert></Haendelsesbesked>`;
  const fil = folder.path('besked.xml');
  writeFileSync(fil, besked);
  const proev = (udtryk: string, fra = fil) => fkorgHer(['besked', 'abonnement', 'proev', udtryk, fra, '--data', data]);
  const ja = await proev("Beskedtype = '7654895C*' AND NOT OpgaveEmne = '*'");
  assert.equal(ja.exitCode, 0, ja.err);
  assert.equal(
    ja.out,
    `The message passes.\nyes\tBeskedkuvert.Filtreringsdata.Beskedtype = '7654895C*'\t${TYPE}\n` +
      "no\tBeskedkuvert.Filtreringsdata.ObjektRegistrering.OpgaveEmne = '*'\tnothing there\n",
  );
  const nej = await proev('Beskedtype IN findesIkke');
  assert.equal(nej.exitCode, 1, nej.err);
  assert.match(nej.out, /^The message does not pass\.\nno\t/);
  writeFileSync(folder.path('andet.xml'), '<a/>');
  const andet = await proev("Beskedtype = '*'", folder.path('andet.xml'));
  assert.notEqual(andet.exitCode, 0);
  assert.match(andet.err, /andet\.xml: .*Haendelsesbesked/);
});
