import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { executeSync, GraphQLError, type GraphQLObjectType, parse } from 'graphql';
import { Forespoergselsfejl } from './dokument.ts';
import { type Kantspor, type Prik, prik, proevetabel, svarer } from './proeve.testing.ts';
import { SVARFEJL_MAX } from './svarfejl.ts';
import { Feltfejl, type Session } from './tabel.ts';

/** Random graphs of up to six dots, which may point at themselves, with something missing here and there. */
const grafer: fc.Arbitrary<Prik> = fc
  .array(
    fc.record({
      en: fc.option(fc.nat(5)),
      kravEn: fc.option(fc.nat(5), { freq: 12 }),
      flere: fc.option(fc.array(fc.option(fc.nat(5), { freq: 8 }), { maxLength: 3 }), { freq: 12 }),
      kravFlere: fc.option(fc.array(fc.option(fc.nat(5), { freq: 12 }), { maxLength: 3 }), { freq: 12 }),
      krav: fc.boolean(),
      titler: fc.option(fc.array(fc.option(fc.constant('t'), { freq: 8 }), { maxLength: 2 })),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((raekker) => {
    const prikker = raekker.map((_, i) => prik(i));
    const nr = (tal: number | null) => (tal === null ? null : prikker[tal % prikker.length]!);
    for (const [i, raekke] of raekker.entries()) {
      const p = prikker[i]!;
      p.en = nr(raekke.en);
      p.kravEn = nr(raekke.kravEn);
      p.flere = raekke.flere?.map(nr) ?? null;
      p.kravFlere = raekke.kravFlere?.map(nr) ?? null;
      p.titler = raekke.titler;
      if (!raekke.krav && i > 0) p.krav = null;
    }
    return prikker[0]!;
  });

/** Random selections: aliases, fragments with and without a type, conditions, arguments by value and by variable. */
const { valg } = fc.letrec<{ valg: string; felt: string }>((tie) => ({
  valg: fc.array(tie('felt'), { minLength: 1, maxLength: 4 }).map((felter) => [...new Set(felter)].join(' ')),
  felt: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('navn', 'a: navn', '__typename', 'tekst', 'krav', 'titler', 'fejl', '__proto__: tekst', '...F'),
    fc.constantFrom('tal @skip(if: $nej)', 'tal @include(if: $nej)', 'b: tal @include(if: $ja) @skip(if: $nej)'),
    tie('valg').map((under) => `en { ${under} }`),
    tie('valg').map((under) => `kravEn { ${under} }`),
    tie('valg').map((under) => `flere { ${under} }`),
    tie('valg').map((under) => `kravFlere { ${under} }`),
    tie('valg').map((under) => `f1: flere(fra: 1) { ${under} }`),
    tie('valg').map((under) => `f2: kravFlere(til: $til) { ${under} }`),
    tie('valg').map((under) => `... on Prik { ${under} }`),
    tie('valg').map((under) => `... on Ting { navn } ... @include(if: $ja) { ${under} }`),
  ),
}));

/** The same answer by graphql-js, with the rows of the table as its resolvers. */
function facit({ skema }: ReturnType<typeof svarer>, query: string, variableValues: Record<string, unknown>) {
  for (const [type, { felter }] of Object.entries(skema.typer.objekter)) {
    const graphqlType = skema.graphql.getType(type) as GraphQLObjectType;
    for (const [navn, { vaerdi }] of Object.entries(felter)) {
      if (!vaerdi) continue;
      graphqlType.getFields()[navn]!.resolve = (parent, argumenter) =>
        vaerdi(parent, argumenter, {} as Session, { advar: () => undefined });
    }
  }
  return executeSync({ schema: skema.graphql, document: parse(query), rootValue: {}, variableValues });
}

const plain = (value: unknown) => JSON.stringify(value);
const HEAD = 'query ($ja: Boolean!, $nej: Boolean!, $til: Int)';

test('random queries to random graphs are answered as by graphql-js, to the letter; its errors are ours', async () => {
  let besvarede = 0;
  await fc.assert(
    fc.asyncProperty(grafer, valg, valg, fc.option(fc.nat(2)), async (rod, udvalg, fragment, til) => {
      const variables = { ja: true, nej: false, ...(til !== null && { til }) };
      const uden = fragment.replaceAll('...F', 'navn');
      const query = `${HEAD} { rod { ${udvalg} ...F } alle { ${udvalg} } x: __typename } fragment F on Prik { ${uden} }`;
      const proeve = svarer(proevetabel(rod));
      let svar: Awaited<ReturnType<typeof proeve.svar>>;
      try {
        svar = await proeve.svar(query, variables);
      } catch (error) {
        // Not valid: two fields of one key with different arguments.
        assert.ok(error instanceof Forespoergselsfejl, String(error));
        return;
      }
      besvarede += 1;
      const rigtigt = facit(proeve, query, variables);
      assert.equal(plain(svar.data), plain(rigtigt.data), query);
      const fejl = svar.fejl.filter(({ extensions }) => extensions.type === 'ERROR');
      // Where graphql-js gives an object up at its first error, the others are told as well; an object is told of at one place.
      const udenNumre = (path: readonly unknown[] | undefined) => plain(path?.filter((led) => typeof led === 'string'));
      const vores = new Set(fejl.map(({ path }) => udenNumre(path)));
      for (const { path } of rigtigt.errors ?? []) assert.ok(vores.has(udenNumre(path)), `${plain(path)} of ${query}`);
      assert.equal(fejl.length > 0, rigtigt.errors !== undefined, query);
    }),
    { numRuns: 300 },
  );
  assert.ok(besvarede > 100, `${besvarede} answered`);
});

test('a field loads once for each level, whatever the aliases and branches, for each of its parents once', async () => {
  const rod = prik(0);
  const boern = [1, 2, 3, 4].map(prik);
  rod.flere = boern;
  rod.kravFlere = boern.slice(0, 2);
  for (const barn of boern) barn.flere = [rod];
  const spor: Kantspor = { kald: [] };
  const { svar } = svarer(proevetabel(rod, spor));
  const query =
    '{ rod { a: flere { flere { navn } } b: flere { flere { flere { tal } } } kravFlere { flere(fra: 0) { navn } } } }';
  const { data } = await svar(query);
  assert.deepEqual(spor.kald, ['flere 1', 'kravFlere 1', 'flere 4+2', 'flere 1']);
  assert.equal(plain(data).match(/p0/g)?.length, 10 - 4);
});

test('an object in many places is answered once, and counts in each of them', async () => {
  const rod = prik(0);
  rod.flere = Array.from({ length: 100 }, () => rod);
  const { svar } = svarer(proevetabel(rod));
  const { data } = await svar('{ rod { flere { navn } } }');
  assert.equal(new Set((data as { rod: { flere: object[] } }).rod.flere).size, 1);
  await assert.rejects(svar('{ rod { flere { flere { flere { flere { navn } } } } } }'), {
    klassifikation: 'ValidationError',
    message: /graphql-values-max/,
  });
});

test('a long text counts as several values in each of its places', async () => {
  const rod = prik(0);
  rod.tekst = 'x'.repeat(20_000);
  rod.flere = Array.from({ length: 100 }, () => rod);
  const { svar } = svarer(proevetabel(rod));
  const { data } = await svar('{ rod { flere { tekst } } }');
  assert.ok(plain(data).length > 2_000_000);
  await assert.rejects(svar('{ rod { flere { flere { tekst } } } }'), { message: /graphql-values-max/ });
});

test('objects that grow in number by each parent are counted at each, and not when all are there', async () => {
  const rod = prik(0);
  const tabel = proevetabel(rod);
  let lavet = 0;
  tabel.objekter.Prik.felter.flere!.vaerdi = () => {
    lavet += 2000;
    return Array.from({ length: 2000 }, (_, i) => prik(i));
  };
  await assert.rejects(svarer(tabel).svar('{ rod { flere { flere { navn } } } }'), { message: /graphql-values-max/ });
  assert.ok(lavet < 1_010_000, `${lavet} made`);
});

test('equal warnings of a field become one, with their number and the first place', async () => {
  const rod = prik(1);
  rod.flere = [4, 7, 10].map(prik);
  const { svar } = svarer(proevetabel(rod));
  const { data, fejl } = await svar('{ rod { a: fejl flere { fejl b: fejl } } }');
  assert.match(plain(data), /"a":"p1".*"fejl":"p10"/);
  assert.deepEqual(
    fejl.map(({ path, extensions: { type, antal } }) => [path, type, antal]),
    [
      [['rod', 'a'], 'WARNING', undefined],
      [['rod', 'flere', 0, 'fejl'], 'WARNING', 3],
      [['rod', 'flere', 0, 'b'], 'WARNING', 3],
    ],
  );
});

test('more errors than are told are one more that says how many', async () => {
  const rod = prik(0);
  rod.flere = Array.from({ length: SVARFEJL_MAX + 50 }, (_, i) => prik(3 * i));
  const { fejl } = await svarer(proevetabel(rod)).svar('{ rod { flere { fejl } } }');
  assert.equal(fejl.length, SVARFEJL_MAX + 1);
  assert.match(fejl.at(-1)!.message, /50 flere/);
});

test('an error as an entry of a list is told at its place, and takes the list where the entries must be there', async () => {
  const rod = prik(0);
  rod.kravFlere = [prik(1), new Feltfejl('NotFound', 'borte')];
  const { data, fejl } = await svarer(proevetabel(rod)).svar('{ rod { kravFlere { navn } } }');
  assert.deepEqual(data, { rod: null });
  assert.deepEqual(fejl[0]!.path, ['rod', 'kravFlere', 1]);
  assert.equal(fejl[0]!.extensions.classification, 'NotFound');
});

test('a mistake of ours is told of without its text, and given to the log', async () => {
  const rod = prik(0);
  const tabel = proevetabel(rod);
  tabel.objekter.Query.felter.rod!.vaerdi = () => {
    throw new TypeError('secret');
  };
  const { data, fejl, intern } = await svarer(tabel).svar('{ rod { navn } alle { navn } }');
  assert.deepEqual(data, { rod: null, alle: [] });
  assert.equal(fejl[0]!.extensions.classification, 'ServerError');
  assert.ok(!plain(fejl).includes('secret'));
  assert.ok(intern instanceof TypeError);
});

test('a field that cannot load fails in all its places, and the others are answered', async () => {
  const rod = prik(0);
  const tabel = proevetabel(rod);
  tabel.objekter.Prik.felter.flere!.kant = async () => {
    throw new Feltfejl('ValidationError', 'kan ikke');
  };
  const { data, fejl } = await svarer(tabel).svar('{ rod { flere { navn } kravFlere { navn } } }');
  assert.deepEqual(data, { rod: { flere: null, kravFlere: [] } });
  assert.equal(fejl[0]!.extensions.classification, 'ValidationError');
});

test('it stops where the signal says so, and lets others come to turn meanwhile', async () => {
  const rod = prik(0);
  rod.flere = Array.from({ length: 20_000 }, (_, i) => prik(i + 1));
  const { svar } = svarer(proevetabel(rod));
  const felter = Array.from({ length: 40 }, (_, i) => `a${i}: navn`).join(' ');
  const afbryd = new AbortController();
  setTimeout(() => afbryd.abort(new GraphQLError('gone')), 1);
  await assert.rejects(svar(`{ rod { flere { ${felter} } } }`, {}, afbryd.signal), { message: 'gone' });
});
