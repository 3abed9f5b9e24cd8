/** docs/guides/aftaler.md: its commands and its file, run as they stand there, and what is said of them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { services } from '../../src/administration/servicetabel.ts';
import { BIN, startFkorg, temporaryFolder } from './process.ts';

const guide = readFileSync(new URL('../../docs/guides/aftaler.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block]) => block!);
const [NOEGLER = '', VED_HAANDEN = ''] = blocks('sh');
const [FIL = ''] = blocks('yaml');

const folder = temporaryFolder();
after(folder.remove);
const data = folder.path('data');

/** Runs a block of the guide in the folder; `fkorg` is this one. */
function shell(block: string): { status: number | null; out: string; err: string } {
  const fkorg = `fkorg() { "${process.execPath}" "${BIN}" "$@"; }`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-ec', `${fkorg}\n${block}`], {
    cwd: folder.path(''),
    encoding: 'utf8',
    env: { PATH: process.env.PATH, FKORG_PROGRESS: 'no' },
  });
  return { status, out: stdout, err: stderr };
}

/** Starts a server with the file, until it answers; gives what it said on stderr. */
async function serve(): Promise<string> {
  const flags = ['--access', 'open', '--port', '0', '--data', data, '--agreements', folder.path('aftaler.yaml')];
  const server = startFkorg(['serve', ...flags]);
  try {
    await server.seen('http://127.0.0.1:');
  } finally {
    server.child.kill('SIGTERM');
  }
  const { exitCode, err } = await server.ended;
  assert.equal(exitCode, 0, err);
  return err;
}

test('the file of the guide is applied once, changed by ending and copying, and refused with its line', async () => {
  assert.equal(shell(NOEGLER).status, 0);
  writeFileSync(folder.path('aftaler.yaml'), FIL);
  const first = await serve();
  assert.match(first, /^System Korsbæk Løn .*: registered\.$/m);
  assert.match(first, /^Agreement \S+ \(Korsbæk Løn, 11111111\): approved by 19435075\.$/m);
  const again = await serve();
  assert.match(again, /^Systems and agreements are as \S+aftaler\.yaml says\.$/m);
  assert.doesNotMatch(again, /^Agreement/m);

  writeFileSync(folder.path('aftaler.yaml'), FIL.replace('secpr-nummer: Ja', 'anonymiser: Ja'));
  assert.match(await serve(), /: was godkendt; ended, because the file says otherwise\.$/m);
  const listed = shell('fkorg agreement list').out.trim().split('\n');
  assert.deepEqual(
    listed.map((line) => line.split('\t')[1]),
    ['ophoert', 'godkendt'],
  );

  writeFileSync(folder.path('aftaler.yaml'), FIL.replace('[udstil, rediger]', '[udstil, redigere]'));
  const refused = shell('fkorg serve --access open --port 0 --agreements aftaler.yaml');
  assert.equal(refused.status, 1);
  assert.match(
    refused.err,
    /^fkorg: aftaler\.yaml:15:26: Organisation 6 has no role "redigere"\. .* Rule rolle-ukendt: /m,
  );
  assert.equal(refused.out, '');
});

test('dueslag of a file are made, left alone, changed with their subscriptions, and refused with their line', async () => {
  const UUID = '5d1f0c9e-7c2b-4a55-8f0a-3c1d2e4f5a6b';
  const dueslag = (abonnementer: string, mere = '') =>
    `${FIL}dueslag:\n  - uuid: ${UUID}\n    navn: Løn\n    system: Korsbæk Løn\n${mere}    abonnementer:\n${abonnementer}`;
  const et = (navn: string, udtryk: string) => `      - {navn: ${navn}, udtryk: "${udtryk}"}\n`;
  const [alle, to] = [et('alle', "Beskedtype = '*'"), et('to', "Beskedtype = 'x'")];
  writeFileSync(folder.path('aftaler.yaml'), dueslag(alle + to));
  assert.match(await serve(), new RegExp(`^Dueslag Løn \\(${UUID}\\): made\\.$`, 'm'));
  assert.doesNotMatch(await serve(), /^Dueslag/m);
  const foer = shell('fkorg besked abonnement list').out;
  writeFileSync(folder.path('aftaler.yaml'), dueslag(et('alle', "Beskedtype = 'y'")));
  assert.match(await serve(), /^Dueslag Løn .*: changed\.$/m);
  const efter = shell('fkorg besked abonnement list').out;
  assert.equal(efter, `${foer.split('\n')[0]!.replace("'*'", "'y'")}\n`);
  writeFileSync(folder.path('aftaler.yaml'), dueslag(alle + et('fejl', 'Beskedtype ==')));
  const refused = shell('fkorg serve --access open --port 0 --agreements aftaler.yaml');
  assert.match(refused.err, /^fkorg: aftaler\.yaml:29:9: Linje 1, tegn 13: .*udtryk-form.* Rule fil-dueslag: /m);
  writeFileSync(folder.path('aftaler.yaml'), dueslag(alle, '    maade: tilsendt\n    adresse: http://a.example/\n'));
  assert.match(shell('fkorg serve --access open --port 0 --agreements aftaler.yaml').err, /adresse-https/);
  assert.equal(shell('fkorg besked abonnement list').out, efter);
});

test('the commands of the guide do what it says of them', () => {
  const { status, out, err } = shell(VED_HAANDEN);
  assert.equal(status, 0, err);
  const lines = out.split('\n').filter((line) => line.includes('Korsbæk Plan\t'));
  assert.match(lines[0]!, /^[0-9a-f-]{36}\tanmodet\tKorsbæk Plan\t11111111\ttest\tmed videregivelse fra 19435075\t/);
  assert.match(lines[1]!, /\tanmodet\t.*\t11111111 \(dataejer\), 11111111 \(datamodtager\)\tPlan$/);
  assert.match(lines[2]!, /\tgodkendt\t.*\t\tPlan$/);
  assert.match(lines[3]!, /\tanmodet\t.*organisation:udstil,rediger,senavn=Ja/);
  assert.match(lines[4]!, /\tophoert\t/);
  assert.match(out, /^\t\S+Z\tophoer\t\tkommandolinje\tKorsbæk har fået et andet system$/m);
});

test('what teaches: a certificate that is taken, a part that is none, a word that is missing', () => {
  const taken = shell('fkorg system add Nyt --certificates data/pki/klienter/loen.pem');
  assert.equal(taken.status, 2);
  assert.match(taken.err, /belongs to Korsbæk Løn .* Rule certifikat-optaget: /);
  const none = shell(
    'fkorg agreement reject "$(fkorg agreement list | tail -n 1 | cut -f 1)" --cvr 22222222 --reason nej',
  );
  assert.match(none.err, /22222222 does not decide on .* 11111111 as dataejer, .* Rule part-ukendt: /);
  assert.match(shell('fkorg agreement request Nyt --cvr 11111111').err, /^fkorg: It needs --navn\./m);
});

test('the guide names every service with its entity id, its roles and its data restrictions', () => {
  for (const { navn, entityId, roller, dataafgraensninger } of services) {
    const row = guide.split('\n').find((line) => line.startsWith(`| \`${navn}\` | \`${entityId}\` |`));
    for (const word of [...roller, ...Object.keys(dataafgraensninger)])
      assert.ok(row?.includes(`\`${word}\``), `${navn} ${word}`);
  }
});
