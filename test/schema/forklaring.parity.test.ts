/** The explanation against the judge: whatever is done to a valid request, both find fault with it or neither does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anmodningsXsd, medVaerdier } from '../../src/standard/anmodningsskema.ts';
import { forklar } from '../../src/standard/forklaring.ts';
import { type ElementKomponent, partiklerOf } from '../../src/standard/komponenter.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import { versioner } from '../../src/standard/versioner.ts';
import { parseXml } from '../../src/xml/parse.ts';
import { serializeXml } from '../../src/xml/serialize.ts';
import { compileSkema } from '../../src/xml/skema.ts';
import { aendr, aendringNavne, LAENGDER, VAERDIER } from './aendringer.ts';
import { gyldigAnmodning, type Knude, konvolut, tilfaeldigOf, vaelg } from './beskeder.ts';

const SEED = Number(process.env.FKORG_TEST_SEED ?? 20_260_102);
const BESKEDER = 300;
const AENDRINGER = 12;
const LIMITS = { depthMax: 64, elementsMax: 100_000, attributesMax: 64 };

const skemaer = new Map(
  versioner.map(({ nr }) => {
    const { rod, dokumenter } = anmodningsXsd(nr);
    return [nr, compileSkema(dokumenter, rod)];
  }),
);
const versionByNs = new Map(tjenester.map(({ namespace, version }) => [namespace, version]));

/** What the judge says, and what the explanation finds, of the same message, its values as the judge takes them. */
function doem(indhold: Knude) {
  const bytes = serializeXml(konvolut(indhold));
  const { rod } = parseXml(bytes, LIMITS);
  const skema = skemaer.get(versionByNs.get(indhold.ns) ?? 6)!;
  const dom = skema.validate(serializeXml(medVaerdier(rod)));
  const brud = forklar(rod);
  return { bytes, dom, brud };
}

test(`valid requests of every kind fit, and nothing is found wrong with them (seed ${SEED})`, () => {
  const tilfaeldig = tilfaeldigOf(SEED);
  for (let i = 0; i < BESKEDER; i++) {
    const { indhold } = gyldigAnmodning(tilfaeldig);
    const { bytes, dom, brud } = doem(indhold);
    assert.deepEqual({ dom, brud }, { dom: undefined, brud: [] }, `request ${i}: ${Buffer.from(bytes)}`);
  }
});

/** For each kind of simple value in requests: a valid request that has one, and where it is. */
function enAfHverSlags() {
  const tilfaeldig = tilfaeldigOf(SEED + 2);
  const fundne = new Map<string, { indhold: Knude; knude: Knude }>();
  for (let i = 0; i < BESKEDER; i++) {
    const { indhold, erklaering } = gyldigAnmodning(tilfaeldig);
    const slags = (knude: Knude, { type, fast }: ElementKomponent): void => {
      if (type.art === 'simpel') {
        const { base, tegnMin, tegnMax, moenster, koder } = type;
        fundne.set(JSON.stringify({ base, tegnMin, tegnMax, moenster, koder, fast }), { indhold, knude });
        return;
      }
      for (const barn of knude.boern) {
        const partikel = partiklerOf(type).find(({ element }) => element.ns === barn.ns && element.navn === barn.navn);
        if (partikel) slags(barn, partikel.element);
      }
    };
    slags(indhold, erklaering);
  }
  return fundne;
}

test(`every value is judged alike as every kind of value (seed ${SEED})`, () => {
  const lange = LAENGDER.flatMap((antal) => ['x', 'æ', '😀'].map((tegn) => tegn.repeat(antal)));
  const fundne = enAfHverSlags();
  const set = new Set<string>();
  for (const [slags, { indhold, knude }] of fundne) {
    for (const vaerdi of [...VAERDIER, ...lange]) {
      const foer = knude.tekst;
      knude.tekst = vaerdi;
      const { dom, brud } = doem(indhold);
      knude.tekst = foer;
      assert.equal(
        brud.length > 0,
        dom !== undefined,
        `${slags}, ${JSON.stringify(vaerdi.slice(0, 50))}: judge ${dom}`,
      );
      for (const { regel } of brud) set.add(regel);
    }
  }
  const regler = ['tekst-for-lang', 'vaerdi-moenster', 'kode-ukendt', 'tidspunkt-form', 'tal-form', 'boolsk-form'];
  for (const regel of [...regler, 'graenseindikator-true']) assert.ok(set.has(regel), `no value broke ${regel}`);
  assert.ok(fundne.size >= 18, `${fundne.size} kinds of values`);
});

test(`changed requests are refused by both or by neither (seed ${SEED})`, () => {
  const tilfaeldig = tilfaeldigOf(SEED + 1);
  const afvist = new Map<string, number>();
  let godtaget = 0;
  for (let i = 0; i < BESKEDER; i++) {
    const { indhold } = gyldigAnmodning(tilfaeldig);
    for (let aendring = 0; aendring < AENDRINGER; aendring++) {
      const kopi = structuredClone(indhold);
      const navne = Array.from({ length: 1 + tilfaeldig(2) }, () => vaelg(tilfaeldig, aendringNavne));
      for (const navn of navne) aendr(tilfaeldig, navn, kopi);
      const { bytes, dom, brud } = doem(kopi);
      const label = `request ${i}, ${navne.join(' + ')}: judge ${dom}; found ${JSON.stringify(brud)}; ${Buffer.from(bytes)}`;
      assert.equal(brud.length > 0, dom !== undefined, label);
      if (dom === undefined) godtaget++;
      for (const { regel } of brud) afvist.set(regel, (afvist.get(regel) ?? 0) + 1);
    }
  }
  assert.ok(godtaget > 50, `${godtaget} changed requests still fit`);
  const regler = [
    'element-ukendt',
    'element-mangler',
    'element-raekkefoelge',
    'element-for-mange',
    'valg-mangler',
    'tekst-uventet',
    'attribut-ukendt',
    'tekst-for-lang',
    'vaerdi-moenster',
    'kode-ukendt',
    'tidspunkt-form',
    'tal-form',
    'graenseindikator-true',
  ];
  for (const regel of regler) assert.ok(afvist.has(regel), `no change broke ${regel}`);
});
