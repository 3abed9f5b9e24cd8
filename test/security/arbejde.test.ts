/** Hostile messages cost little: refused before what is dear, in time that grows with their size and no faster. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Assertioner } from '../../src/identity/wss/assertioner.ts';
import { verificerBesked } from '../../src/identity/wss/verificer.ts';
import { parseXml } from '../../src/xml/parse.ts';
import { ASSERTION, angreb, skift } from './angreb.ts';
import { ORGANISATION, skrivBesked, UDSTEDER } from './klient.ts';
import { nySikkerVerden, udfaldOf } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

const iHoved = (besked: string, indhold: string) => besked.replace('</s:Header>', () => `${indhold}</s:Header>`);
const MEGABYTE = 1_000_000;

angreb(verden, 'a megabyte of junk in the header, over the limit with the message', 'Sender', (god) =>
  iHoved(god, `<x:Gem xmlns:x="urn:x">${'a'.repeat(1_048_576)}</x:Gem>`),
);
angreb(verden, 'a megabyte of junk in Security', 'InvalidSecurity', (god) =>
  god.replace('<wsu:Timestamp ', () => `<x:Gem xmlns:x="urn:x">${'a'.repeat(MEGABYTE)}</x:Gem><wsu:Timestamp `),
);
angreb(verden, 'a megabyte of elements in the header', 'Sender', (god) => iHoved(god, '<x/>'.repeat(250_000)));
angreb(verden, 'a megabyte of elements with ids in the header, one twice', 'InvalidSecurity', (god) =>
  iHoved(god, `${Array.from({ length: 40_000 }, (_, nr) => `<x Id="x${nr}"/>`).join('')}<x Id="x7"/>`),
);
angreb(verden, 'a megabyte in the assertion', 'InvalidSecurityToken', (god) =>
  skift(god, ASSERTION, (en) => en.replace('<AttributeValue>', () => `<AttributeValue>${'0'.repeat(MEGABYTE)}`)),
);
angreb(verden, 'a hundred assertions', 'InvalidSecurity', (god) => skift(god, ASSERTION, (en) => en.repeat(100)));
angreb(verden, 'half a megabyte of headers of WS-Addressing, no two alike', 'InvalidSecurity', (god) =>
  iHoved(god, Array.from({ length: 50_000 }, (_, nr) => `<a:x${nr}/>`).join('')),
);
angreb(verden, 'a MessageID of a megabyte', 'FailedCheck', (god) =>
  god.replace(/(?<=<a:MessageID [^>]*>)/, () => 'x'.repeat(MEGABYTE)),
);

test('blocks that must be understood do not come back with all that was written of them', async () => {
  const blokke = `${'<x:a s:mustUnderstand="1"/>'.repeat(20)}<y:kort xmlns:y="urn:y" s:mustUnderstand="1"/>`;
  const [soap, ns] = ['http://www.w3.org/2003/05/soap-envelope', `urn:${'x'.repeat(MEGABYTE)}`];
  const besked = `<s:Envelope xmlns:s="${soap}"><s:Header xmlns:x="${ns}">${blokke}</s:Header><s:Body/></s:Envelope>`;
  const svar = await verden.send(besked);
  assert.equal(udfaldOf(svar), 'MustUnderstand');
  assert.ok(svar.tekst.length < 2000, `${svar.tekst.length} characters`);
  assert.match(svar.tekst, /\{urn:y\}kort/);
});

test('junk of four times the size takes about four times the time, and no longer than reading it as XML', () => {
  const assertioner = new Assertioner({ certifikater: [verden.sts.certifikat], udstedere: () => [UDSTEDER] });
  const krav = { audience: [ORGANISATION], isStreng: false };
  const limits = { depthMax: 64, elementsMax: 1_000_000, attributesMax: 64 };
  const god = skrivBesked(verden.klient, verden.kald());
  const msOf = (antal: number) => {
    const bytes = Buffer.from(iHoved(god, '<x:y xmlns:x="urn:x"/>'.repeat(antal)));
    let mindst = Number.POSITIVE_INFINITY;
    let laesning = Number.POSITIVE_INFINITY;
    for (let nr = 0; nr < 5; nr++) {
      const start = performance.now();
      const { rod } = parseXml(bytes, limits, { isRig: true });
      const laest = performance.now();
      verificerBesked(rod, krav, assertioner, verden.ur());
      mindst = Math.min(mindst, performance.now() - laest);
      laesning = Math.min(laesning, laest - start);
    }
    return { mindst, laesning };
  };
  msOf(2000);
  const [en, fire] = [msOf(10_000), msOf(40_000)];
  assert.ok(fire.mindst < 16 * en.mindst + 20, JSON.stringify({ en, fire }));
  assert.ok(fire.mindst < 2 * fire.laesning + 20, JSON.stringify({ en, fire }));
});

test('verified assertions are known by their bytes, and are forgotten when they have expired', async () => {
  const assertioner = new Assertioner({ certifikater: [verden.sts.certifikat], udstedere: () => [UDSTEDER] });
  const krav = { audience: [ORGANISATION], isStreng: false };
  const limits = { depthMax: 64, elementsMax: 10_000, attributesMax: 64 };
  const nu = verden.ur();
  const verificer = (klient: typeof verden.klient, hvornaar: number) => {
    const { rod } = parseXml(Buffer.from(skrivBesked(klient, verden.kald({ nu: hvornaar }))), limits, { isRig: true });
    return verificerBesked(rod, krav, assertioner, hvornaar);
  };
  const kort = await verden.nyKlient({ til: nu + 60_000 });
  for (const klient of [verden.klient, kort, verden.klient, kort]) verificer(klient, nu);
  assert.equal(assertioner.antal, 2);
  assert.throws(() => verificer(kort, nu + 7 * 60_000), /An error occurred when verifying security/);
  assert.equal(assertioner.antal, 1);
  const falsk = { ...kort, assertion: kort.assertion.replace('11111111</Attr', '29189978</Attr') };
  assert.throws(() => verificer(falsk, nu));
  assert.equal(assertioner.antal, 1, 'what was not good is not kept');
});

test('of assertions that are known there are no more than so many', async () => {
  const assertioner = new Assertioner({ certifikater: [verden.sts.certifikat], udstedere: () => [UDSTEDER] }, 3);
  const limits = { depthMax: 64, elementsMax: 10_000, attributesMax: 64 };
  for (let nr = 0; nr < 5; nr++) {
    const besked = skrivBesked(await verden.nyKlient(), verden.kald());
    const { rod } = parseXml(Buffer.from(besked), limits, { isRig: true });
    verificerBesked(rod, { audience: [ORGANISATION], isStreng: false }, assertioner, verden.ur());
  }
  assert.equal(assertioner.antal, 3);
});
