/** The door of value lists: each of its operations refuses who has no agreement to receive, before it looks at what was asked for or at any list. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kalder } from '../../src/access/kalder.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { aabenModtageraftale } from '../../src/beskedfordeler/adgang/aftale.ts';
import { besvarListekald } from '../../src/fronts/soap/vaerdiliste/front.ts';
import { listeadgang } from '../../src/server/vaerdiliste-adgang.ts';
import { compileListeskema } from '../../src/standard/vaerdiliste-dommer.ts';
import { listeoperationer } from '../../src/standard/vaerdiliste-tjeneste.ts';
import type { Store } from '../../src/store/store.ts';
import { parseXml } from '../../src/xml/parse.ts';
import { konvolut } from '../soap/verden.ts';
import { EGEN, kalderMed, NABO, NU } from './kald.ts';

const UROERT = new Proxy({} as Store['vaerdilister'] & Store['beskeder'], {
  get: (_store, navn) => assert.fail(`the store was asked for ${String(navn)} of a call that is refused at the door`),
});
const skema = compileListeskema();
const SYSTEM = { uuid: newUuid(), navn: 'Løn' };
const kalder: Kalder = {
  ...kalderMed([]),
  identitet: { cvr: EGEN, certifikatSha256: 'x', systemNavn: 'Løn', tildelinger: [], udloeber: NU },
};

/** The answer to an empty element of an operation. */
async function svarPaa(input: { ns: string; navn: string }, system: typeof SYSTEM | undefined, aftaleCvr?: string) {
  const lister = listeadgang({
    store: { vaerdilister: UROERT, beskeder: UROERT },
    clock: fixedClock(NU),
    limits: DEFAULT_LIMITS,
    systemer: { findSystem: async () => system },
    aftaler: { modtager: async () => (aftaleCvr === undefined ? [] : [aabenModtageraftale(aftaleCvr)]) },
  });
  const indgang = {
    laes(bytes: Uint8Array, limits: Parameters<typeof parseXml>[1]) {
      const dokument = parseXml(bytes, limits);
      return { dokument, lukInd: async () => ({ kalder, bytes, dokument }) };
    },
  };
  const body = Buffer.from(konvolut(`<${input.navn} xmlns="${input.ns}"/>`));
  const anmodning = { contentType: 'application/soap+xml; charset=utf-8', body, bytesMax: 1_000_000 };
  const svar = await besvarListekald({ lister, skema, indgang, limits: DEFAULT_LIMITS }, anmodning);
  return { kode: svar.spor.status, tekst: svar.xml.join('') };
}

test('all operations of value lists are here', () => {
  assert.equal(listeoperationer.length, 11);
});

for (const { verbum, input } of listeoperationer) {
  test(`${verbum}: not without an agreement, not with one for another authority, and not by a system that nobody knows`, async () => {
    for (const [system, cvr] of [[SYSTEM], [SYSTEM, NABO], [undefined, EGEN]] as const) {
      const { kode, tekst } = await svarPaa(input, system, cvr);
      assert.equal(kode, 41, tekst);
      assert.ok(tekst.includes('rolle-mangler'), tekst);
    }
    // With the agreement it is the call itself that is judged.
    const { tekst } = await svarPaa(input, SYSTEM, EGEN).catch((fejl: Error) => ({ tekst: fejl.message }));
    assert.ok(!tekst.includes('rolle-mangler'), tekst);
  });
}
