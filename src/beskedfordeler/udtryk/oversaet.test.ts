/** Expressions held against a real message: what passes, what is refused and where, and a naive evaluator beside it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseXml } from '../../xml/parse.ts';
import { vaerdierPaa } from '../kuvert/haendelsesbesked.ts';
import { KUVERTSTIER } from './kuvertstier.ts';
import { oversaet } from './oversaet.ts';
import { type Knude, skrivTrae } from './traet.ts';
import { Udtryksfejl } from './udtryksfejl.ts';

const GRAENSER = { depthMax: 20, elementsMax: 200, attributesMax: 10 };
const TYPE = '7654895C-a3f3-4c77-8afd-4c77330f963c';
const KUVERT = `
  <Beskedtype><s:UUIDIdentifikator>${TYPE}</s:UUIDIdentifikator></Beskedtype>
  <TilladtModtager><s:URNIdentifikator>urn:oio:cvr:11111111</s:URNIdentifikator></TilladtModtager>
  <TilladtModtager><s:URNIdentifikator>urn:oio:cvr-nr:22222222</s:URNIdentifikator></TilladtModtager>
  <ObjektRegistrering><ObjektId><s:URNIdentifikator>urn:oio:cpr-nr:0101010101</s:URNIdentifikator></ObjektId>
    <OpgaveEmne><s:URNIdentifikator>urn:oio:kle:32.01.01</s:URNIdentifikator></OpgaveEmne></ObjektRegistrering>
  <ObjektRegistrering><ObjektId><s:UUIDIdentifikator>0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c01</s:UUIDIdentifikator></ObjektId>
  </ObjektRegistrering>`;
const { rod } = parseXml(
  Buffer.from(
    `<Haendelsesbesked xmlns="urn:oio:besked:kuvert:1.0" xmlns:s="urn:oio:sagdok:3.0.0"><Beskedkuvert><Filtreringsdata>${KUVERT}</Filtreringsdata><Leveranceinformation><KildesystemIPAdresse>it's ::1</KildesystemIPAdresse></Leveranceinformation></Beskedkuvert></Haendelsesbesked>`,
  ),
  GRAENSER,
);
const LISTER: Record<string, readonly string[]> = { cpr: ['urn:oio:cpr-nr:0101010101'], tom: [] };
const paa = ({ liste, vaerdi }: { liste: string; vaerdi: string }) => LISTER[liste]?.includes(vaerdi) === true;

const PASSER = [
  `Beskedkuvert.Filtreringsdata.Beskedtype.UUIDIdentifikator = '${TYPE.toLowerCase()}'`,
  `Haendelsesbesked.Beskedkuvert.Filtreringsdata.Beskedtype = '${TYPE.toUpperCase()}'`,
  "Beskedtype = '7654895c-A3*'",
  "Beskedtype = '*'",
  'ObjektRegistrering.ObjektId in cpr',
  "ObjektRegistrering.ObjektId In 'cpr'",
  "NOT ObjektRegistrering.ObjektId IN 'tom' and not ObjektRegistrering.ObjektId IN findesIkke",
  "TilladtModtager = 'urn:oio:cvr-nr:11111111' AND TilladtModtager = 'urn:oio:cvr:22222222'",
  "OpgaveEmne = 'urn:oio:kle:32*'",
  "ObjektRegistrering.ObjektId.UUIDIdentifikator = '0B8A2F7C-3F0E-4B55-9F6F-6F0F5B1F1C01'",
  "KildesystemIPAdresse = 'it''s ::1'",
  "Beskedtype = 'x' AND Beskedtype = 'x' OR Beskedtype = '*'",
];
const PASSER_IKKE = [
  "Beskedtype.URNIdentifikator = '*'",
  "OpgaveEmne = 'urn:oio:kle:3*2'",
  "OpgaveEmne = 'URN:oio:kle:32.01.01'",
  'ObjektRegistrering.ObjektId IN tom',
  "NOT TilladtModtager = 'urn:oio:cvr-nr:11111111'",
  "Modtagerhandling.Handling = '*'",
  "Beskedtype = 'x' AND (Beskedtype = 'x' OR Beskedtype = '*')",
  "KildesystemIPAdresse = 'it*' AND NOT KildesystemIPAdresse = 'it''s*'",
];

test('what passes and what does not', () => {
  for (const udtryk of PASSER) assert.ok(oversaet(udtryk).passer({ rod }, paa), udtryk);
  for (const udtryk of PASSER_IKKE) assert.ok(!oversaet(udtryk).passer({ rod }, paa), udtryk);
});

test('a wrong expression is refused with the place, the rule, what was found and what was expected', () => {
  const tilfaelde: [udtryk: string, linje: number, tegn: number, regel: string, tekst: RegExp][] = [
    ['', 1, 1, 'udtryk-form', /udtrykkets slutning.*NOT eller \(/],
    ["Beskedtype == 'x'", 1, 13, 'udtryk-form', /»=«.*en værdi i/],
    ["Beskedtype = 'x' AND\n  (Beskedtype = 'y'", 2, 20, 'udtryk-form', /AND, OR eller \)/],
    ["Beskedtype = 'x' Beskedtype", 1, 18, 'udtryk-form', /AND, OR eller udtrykkets slutning/],
    ["Beskedtype = 'x", 1, 14, 'udtryk-form', /slutter med '/],
    ['Beskedtype = "x"', 1, 14, 'udtryk-form', /lige anførselstegn/],
    ['Beskedtype < 1', 1, 12, 'udtryk-form', /»<«/],
    ["Beskedtype IN ''", 1, 15, 'udtryk-form', /værdilistes UUID/],
    ['Beskedtype IN AND', 1, 15, 'udtryk-form', /værdilistes UUID/],
    ["AND = 'x'", 1, 1, 'udtryk-form', /»AND«/],
    ["Beskedkuvert.Filtreringsdata.Beskedtyp = 'x'", 1, 1, 'udtryk-sti-ukendt', /Filtreringsdata\.Beskedtype eller/],
    ["NOT objektregistrering.objektid = 'x'", 1, 5, 'udtryk-sti-ukendt', /Forventet: .*ObjektRegistrering\.ObjektId/],
    ["Beskeddata.CPR = 'x'", 1, 1, 'udtryk-sti-ukendt', /Forventet: Beskedkuvert/],
    ["ObjektId = 'x'", 1, 1, 'udtryk-sti-flertydig', /RelateretObjekt\.ObjektId eller .*ObjektRegistrering\.ObjektId/],
    ["UUIDIdentifikator = 'x'", 1, 1, 'udtryk-sti-flertydig', /og \d+ andre/],
    [`${'('.repeat(33)}Beskedtype = 'x'${')'.repeat(33)}`, 1, 34, 'udtryk-graense', /højst 32/],
    [`${'NOT '.repeat(33)}Beskedtype = 'x'`, 1, 133, 'udtryk-graense', /højst 32/],
    [`${"Beskedtype='' OR\n".repeat(480)}`, 481, 1, 'udtryk-form', /slutning/],
    [`${"GyldighedFra=''\nOR ".repeat(420)}${"GyldighedFra='' OR ".repeat(81)}`, 421, 0, 'udtryk-graense', /højst/],
  ];
  for (const [udtryk, linje, tegn, regel, tekst] of tilfaelde) {
    assert.throws(
      () => oversaet(udtryk),
      (error: unknown) => {
        assert.ok(error instanceof Udtryksfejl, `${udtryk}: ${error}`);
        assert.equal(error.brud.regel, regel, udtryk);
        if (tegn > 0) assert.deepEqual(error.sted, { linje, tegn }, udtryk);
        assert.match(error.message, tekst);
        return true;
      },
    );
  }
});

test('the length of an expression has a limit', () => {
  assert.throws(() => oversaet(`Beskedtype = '${'x'.repeat(8192)}'`), /udtryk-graense.*højst 8192 tegn/);
});

test('the value lists that an expression names, and what must be known of them', () => {
  const LISTE = '0B8A2F7C-3F0E-4B55-9F6F-6F0F5B1F1C01';
  const { lister, listeled } = oversaet(`TilladtModtager IN '${LISTE}' OR NOT TilladtModtager IN cvr`);
  assert.deepEqual(lister, [LISTE.toLowerCase(), 'cvr']);
  assert.deepEqual(
    listeled({ rod }).map(({ liste, vaerdi }) => `${liste} ${vaerdi}`),
    [LISTE.toLowerCase(), 'cvr'].flatMap((liste) => [
      `${liste} urn:oio:cvr-nr:11111111`,
      `${liste} urn:oio:cvr:11111111`,
      `${liste} urn:oio:cvr-nr:22222222`,
      `${liste} urn:oio:cvr:22222222`,
    ]),
  );
});

test('the beskedtype that a message must have', () => {
  const typer = (udtryk: string) => {
    const { beskedtyper } = oversaet(udtryk);
    return beskedtyper && [...beskedtyper];
  };
  assert.deepEqual(typer("Beskedtype = 'a' AND OpgaveEmne = 'x'"), ['a']);
  assert.deepEqual(typer(`Beskedtype = 'a' OR Beskedtype.UUIDIdentifikator = '${TYPE}'`), ['a', TYPE.toLowerCase()]);
  assert.deepEqual(typer("(Beskedtype = 'a' OR Beskedtype = 'b') AND Beskedtype = 'b'"), ['b']);
  for (const udtryk of ["Beskedtype = 'a*'", "Beskedtype = 'a' OR OpgaveEmne = 'x'", "NOT Beskedtype = 'a'"]) {
    assert.equal(typer(udtryk), undefined);
  }
});

// A few values that are there and some that are not, so that both answers are met.
const arbSti = fc.constantFrom(...KUVERTSTIER).map((navne) => ({ tekst: navne.join('.'), navne }));
const alle = KUVERTSTIER.flatMap((navne) => vaerdierPaa({ rod }, navne));
const arbVaerdi = fc.oneof(
  fc.constantFrom(...alle),
  fc.string({ maxLength: 4 }).filter((tekst) => !tekst.endsWith('*')),
);
const PLAIN = { noNullPrototype: true } as const;
const arbTrae: fc.Arbitrary<Knude> = fc.letrec<{ knude: Knude }>((tie) => ({
  knude: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ art: fc.constant('lig' as const), sti: arbSti, vaerdi: arbVaerdi, isBegyndelse: fc.boolean() }, PLAIN),
    fc.record(
      {
        art: fc.constant('paa-liste' as const),
        sti: arbSti,
        liste: fc.constantFrom('cpr', 'tom', "o'lala", 'a b'),
      },
      PLAIN,
    ),
    fc.record({ art: fc.constant('ikke' as const), led: tie('knude') }, PLAIN),
    fc.record(
      {
        art: fc.constantFrom('og' as const, 'eller' as const),
        led: fc.array(tie('knude'), { minLength: 2, maxLength: 3 }),
      },
      PLAIN,
    ),
  ),
})).knude;

const ens = (a: string, b: string) =>
  a === b ||
  (/^[\da-f-]{36}$/i.test(a) && a.toLowerCase() === b.toLowerCase()) ||
  (/^urn:oio:cvr/.test(a) && a.replace('cvr-nr:', 'cvr:') === b.replace('cvr-nr:', 'cvr:'));
const begynder = (a: string, b: string) =>
  a.startsWith(b) || (/^[\da-f-]{36}$/i.test(a) && a.toLowerCase().startsWith(b.toLowerCase()));

/** What the tree means, said as plainly as it can be. */
function naivt(knude: Knude): boolean {
  if ('led' in knude) {
    if (knude.art === 'ikke') return !naivt(knude.led);
    return knude.led.filter(naivt).length >= (knude.art === 'og' ? knude.led.length : 1);
  }
  const vaerdier = vaerdierPaa({ rod }, knude.sti.navne);
  if (knude.art === 'paa-liste') return vaerdier.some((vaerdi) => paa({ liste: knude.liste, vaerdi }));
  return vaerdier.some((vaerdi) => (knude.isBegyndelse ? begynder : ens)(vaerdi, knude.vaerdi));
}

test('any expression says what a naive evaluator says, and is the same when it is written and read again', () => {
  fc.assert(
    fc.property(arbTrae, (trae) => {
      const { tekst } = oversaet(skrivTrae(trae));
      const igen = oversaet(tekst);
      assert.deepEqual(igen.trae, trae);
      assert.equal(igen.tekst, tekst);
      assert.equal(igen.passer({ rod }, paa), naivt(trae));
      const type = vaerdierPaa({ rod }, ['Beskedkuvert', 'Filtreringsdata', 'Beskedtype'])[0]!;
      if (igen.beskedtyper?.has(type.toLowerCase()) === false) assert.ok(!naivt(trae), tekst);
    }),
    { numRuns: 500 },
  );
});

test('any text is read or refused with its place', () => {
  const stumper = ['Beskedtype', ' ', '=', "'x'", "'", 'AND', 'or', 'NOT', '(', ')', 'IN', '\n', '*', '.', '"', 'æ'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...stumper), { maxLength: 12 }), (dele) => {
      try {
        oversaet(dele.join(' '));
      } catch (error) {
        assert.ok(error instanceof Udtryksfejl);
      }
    }),
    { numRuns: 1000 },
  );
});
