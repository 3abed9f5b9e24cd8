/** Requests that are almost right: elements lost, doubled, moved, renamed, with odd texts. None fails, and no refusal repeats a value. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { parseXml, type XmlElement } from '../../src/xml/parse.ts';
import { serializeXml } from '../../src/xml/serialize.ts';
import { tilfaeldig } from '../store/verden.ts';
import { el, importInput, lister, nyListeverden, uuid, vaerdier } from './verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const RUNDER = 400;
const HEMMELIG = '0707079999';
const verden = await nyListeverden();
after(() => verden[Symbol.asyncDispose]());

const TEKSTER = [
  '',
  ' ',
  HEMMELIG,
  HEMMELIG.repeat(40),
  '-1',
  '99999999999999999999',
  'Slettet',
  'Ø\u0301\u{1F9E1}',
  '2026-02-30T25:00:00',
];

/** A tree with one thing done to one of its elements. */
function forvansk(rod: XmlElement, tal: (below: number) => number): XmlElement {
  const alle: XmlElement[] = [];
  const saml = (element: XmlElement) => {
    alle.push(element);
    element.boern.forEach(saml);
  };
  saml(rod);
  if (alle.length === 1) return rod;
  const ramt = alle[1 + tal(alle.length - 1)]!;
  const andet = alle[tal(alle.length)]!;
  const aendringer: readonly (() => readonly XmlElement[])[] = [
    () => [],
    () => [ramt, ramt],
    () => [{ ...ramt, navn: andet.navn, ns: andet.ns }],
    () => [{ ...ramt, boern: [], tekst: TEKSTER[tal(TEKSTER.length)]! }],
    () => [{ ...ramt, boern: [...ramt.boern, andet] }],
    () => [{ ...ramt, boern: ramt.boern.toReversed() }],
    () => [{ ...ramt, attributter: [{ ns: '', navn: 'a', vaerdi: HEMMELIG }] }],
    () => [{ ...ramt, ns: 'urn:andet' }],
  ];
  const nye = aendringer[tal(aendringer.length)]!();
  const byg = (element: XmlElement): XmlElement => ({
    ...element,
    boern: element.boern.flatMap((barn) => (barn === ramt ? nye : [byg(barn)])),
  });
  return byg(rod);
}

test(`${RUNDER} requests that are almost right are answered (seed ${SEED})`, async () => {
  const tal = tilfaeldig(SEED);
  const id = newUuid();
  await verden.kald(importInput(id, lister('fast', ['a'])));
  const soegt =
    `<sd:FoersteResultatReference>0</sd:FoersteResultatReference><SoegObjekt>${uuid(id)}<SoegAttributListe><SoegEgenskab>` +
    `<Vaerdiliste><Navn>fast</Navn><Vaerdi>${HEMMELIG}</Vaerdi></Vaerdiliste></SoegEgenskab></SoegAttributListe></SoegObjekt>`;
  const tid = '<sd:TidsstempelDatoTid>2020-01-01T00:00:00</sd:TidsstempelDatoTid>';
  const anmodninger = [
    el('OpretInput', lister('ny', [HEMMELIG, 'b'], HEMMELIG)),
    importInput(newUuid(), lister('ny', [HEMMELIG])),
    el('RetInput', uuid(id) + lister('fast', [HEMMELIG])),
    vaerdier('TilfoejVaerdierInput', id, HEMMELIG),
    el('SoegInput', soegt),
    el('LaesInput', `${uuid(id)}<sd:VirkningFraFilter>${tid}</sd:VirkningFraFilter>`),
  ];
  const koder = new Set<number>();
  for (let runde = 0; runde < RUNDER; runde++) {
    const bytes = Buffer.from(anmodninger[tal(anmodninger.length)]!);
    let { rod } = parseXml(bytes, { depthMax: 64, elementsMax: 1000, attributesMax: 64 });
    for (let n = tal(3); n >= 0; n--) rod = forvansk(rod, tal);
    const sendt = new TextDecoder().decode(serializeXml(rod)).replace(/^<\?xml[^>]*\?>/, '');
    const svar = await verden.kald(sendt);
    koder.add(svar.kode);
    assert.ok([20, 40, 44, 49].includes(svar.kode), `${sendt}\n${svar.tekst}`);
    if (svar.kode !== 20) assert.ok(!svar.tekst.includes(HEMMELIG), `${sendt}\n${svar.tekst}`);
  }
  assert.ok(koder.has(20) && koder.has(40), [...koder].join());
  assert.ok(!verden.logget.some((linje) => linje.startsWith('failed') || linje.includes(HEMMELIG)));
});
