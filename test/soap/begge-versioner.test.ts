/**
 * One store behind two versions, as a property: whatever a class says, what is read through either version can be written back
 * through it and changes nothing; and a change through one leaves what only the other can say (docs/decisions/0043).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contains } from '../../src/base/instant.ts';
import { objekt } from '../../src/fronts/soap/afkod-lister.ts';
import { registreringSkriverI } from '../../src/fronts/soap/indkod-registrering.ts';
import { PREFIKS, typePrefiks } from '../../src/fronts/soap/prefikser.ts';
import { apply } from '../../src/register/apply.ts';
import type { IndsendtAendring } from '../../src/register/indsendt.ts';
import { validateLagretForm } from '../../src/register/lagret-form.ts';
import type { Indhold, Registrering, Relation } from '../../src/register/model.ts';
import { ordnet } from '../../src/register/tidslinje.ts';
import { medStandardroller } from '../../src/register/usagte-roller.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { findTypeversion, type Versionsnr } from '../../src/standard/versioner.ts';
import { parseXml } from '../../src/xml/parse.ts';
import { DAGE, maal } from '../store/verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_125);
const RUNS = 300;
const UUID = maal(99);
const LIMITS = { depthMax: 64, elementsMax: 100_000, attributesMax: 64 };
const ENDER = [...DAGE, 1e21];

const periode = fc
  .tuple(fc.nat(DAGE.length - 1), fc.nat(DAGE.length - 1))
  .map(([a, b]) => ({ fra: ENDER[Math.min(a, b)]!, til: ENDER[Math.max(a, b) + 1]! }));

/** A timeline: the second of two that meet is left out. */
const tidslinje = <T>(post: fc.Arbitrary<T>) =>
  fc
    .array(
      post.chain((felter) => periode.map((virkning) => ({ virkning, ...felter }))),
      { maxLength: 3 },
    )
    .map((poster) => {
      let naaet = Number.NEGATIVE_INFINITY;
      return ordnet(poster).filter(({ virkning }) => {
        const isAlene = naaet <= virkning.fra;
        if (isAlene) naaet = virkning.til;
        return isAlene;
      });
    });

const maybe = <T>(navn: string, vaerdi: fc.Arbitrary<T>) =>
  fc.option(vaerdi, { nil: undefined }).map((v) => (v === undefined ? {} : { [navn]: v }));
const reference = fc.nat(1).map((nr) => ({ reference: { uuid: maal(nr) } }));
const egenskab = fc
  .tuple(maybe('TitelTekst', fc.constantFrom('a', 'b')), maybe('Sortering', fc.constantFrom('1', '2', '100')))
  .map(([titel, sortering]) => ({ felter: { ...titel, ...sortering } }));
const rolle = fc.tuple(fc.nat(1), fc.nat(1), fc.option(fc.nat(1), { nil: undefined })).map(([r, t, i]) => ({
  rolle: { uuid: maal(10 + r) },
  type: { uuid: maal(20 + t) },
  ...(i !== undefined && { indeks: maal(30 + i) }),
}));
const fler = (post: fc.Arbitrary<Omit<Relation, 'virkning'>>) =>
  fc
    .array(fc.tuple(post, periode), { maxLength: 4 })
    .map((poster) => ordnet(poster.map(([en, virkning]): Relation => ({ virkning, ...en }))));
/** Some entries are from before there were roles. */
const mapning = fc.tuple(reference, fc.oneof(rolle, fc.constant({}))).map(([ref, r]) => ({ ...ref, ...r }));

const indhold: fc.Arbitrary<Indhold> = fc
  .tuple(
    tidslinje(egenskab),
    tidslinje(fc.constantFrom({ vaerdi: 'true' }, { vaerdi: 'false' })),
    tidslinje(reference),
    fler(reference),
    fler(mapning),
  )
  .map(([egenskaber, tilstande, Facet, Erstatter, Mapninger]) => ({
    egenskaber,
    tilstande,
    relationer: Object.fromEntries(
      Object.entries({ Erstatter, Facet, Mapninger }).filter(([, poster]) => poster.length > 0),
    ),
  }));

const registrering = (en: Indhold): Registrering => ({ tidspunkt: DAGE[0]!, livscyklusKode: 'Importeret', ...en });

/** What a client of a version reads of a class, as it would send it. */
function laest(version: Versionsnr, en: Indhold): IndsendtAendring {
  const p = typePrefiks('Klasse');
  const { namespace } = findTypeversion('Klasse', version);
  const xml =
    `<${p}:Klasse xmlns:${p}="${namespace}" xmlns:${PREFIKS.sd}="${NS.sd}"><${PREFIKS.sd}:UUIDIdentifikator>${UUID}` +
    `</${PREFIKS.sd}:UUIDIdentifikator>${registreringSkriverI('Klasse', version)([registrering(en)], new Map())}</${p}:Klasse>`;
  const { egenskaber, tilstande, relationer } = objekt(parseXml(Buffer.from(xml), LIMITS).rod, 'Klasse')
    .registreringer[0]!;
  return { egenskaber, tilstande, relationer };
}

function efterRet(
  version: Versionsnr,
  lagret: Indhold,
  aendring: IndsendtAendring,
  now: number,
): Registrering | undefined {
  const { usagt } = findTypeversion('Klasse', version);
  const resultat = apply(
    { verbum: 'ret', objekttype: 'Klasse', uuid: UUID, aendring },
    { now, udeladte: 'fjernes', nuvaerende: registrering(lagret), ...(usagt && { usagt }) },
  );
  return 'brud' in resultat ? undefined : resultat.registreringer[0];
}

/** Lists alone, every Mapning with its role; those that begin together in any order. */
function tilSammenligning({ egenskaber, tilstande, relationer }: Indhold) {
  const { Mapninger = [], ...andre } = relationer;
  const mapninger = medStandardroller('Mapninger', Mapninger).map((post) =>
    JSON.stringify([post.virkning.fra, post.virkning.til, noegleOf(post), post.indeks]),
  );
  return { egenskaber, tilstande, andre, mapninger: mapninger.sort() };
}

for (const version of [6, 7] as const) {
  test(`what version ${version} reads it can write back, and nothing changes (seed ${SEED})`, () => {
    fc.assert(
      fc.property(indhold, fc.constantFrom(...DAGE), fc.boolean(), (lagret, now, isOmvendt) => {
        assert.deepEqual(validateLagretForm('Klasse', lagret), []);
        const sendt = laest(version, lagret);
        const omvendt = { ...sendt.relationer, Mapninger: sendt.relationer?.Mapninger?.toReversed() ?? [] };
        const efter = efterRet(version, lagret, isOmvendt ? { ...sendt, relationer: omvendt } : sendt, now);
        assert.ok(efter, 'it was refused');
        assert.deepEqual(tilSammenligning(efter), tilSammenligning(lagret));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
}

test(`a change through one version leaves what only the other can say (seed ${SEED})`, () => {
  let aendret = 0;
  const ved = (poster: Indhold['egenskaber'], tid: number): Indhold['egenskaber'][number] | undefined =>
    poster.find(({ virkning }) => contains(virkning, tid));
  fc.assert(
    fc.property(indhold, indhold, fc.constantFrom(6 as const, 7 as const), (lagret, ny, version) => {
      const efter = efterRet(version, lagret, laest(version, ny), DAGE[2]!);
      if (!efter) return;
      aendret++;
      assert.deepEqual(validateLagretForm('Klasse', efter), []);
      if (version === 7) {
        assert.deepEqual(efter.relationer.Erstatter, lagret.relationer.Erstatter);
        return;
      }
      for (const dag of DAGE) {
        const foer = ved(lagret.egenskaber, dag);
        const nu = ved(efter.egenskaber, dag);
        if (nu) assert.equal(nu.felter.Sortering, foer?.felter.Sortering, `Sortering at ${dag}`);
      }
      const roller = new Set(medStandardroller('Mapninger', lagret.relationer.Mapninger ?? []).map(noegleOf));
      const kendte = new Set((lagret.relationer.Mapninger ?? []).map(({ reference: id }) => JSON.stringify(id)));
      const STANDARD = medStandardroller('Mapninger', [{ virkning: { fra: 0, til: 1 } }])[0]!;
      for (const post of efter.relationer.Mapninger ?? []) {
        const isStandard = JSON.stringify([post.rolle, post.type]) === JSON.stringify([STANDARD.rolle, STANDARD.type]);
        const isKendt = kendte.has(JSON.stringify(post.reference)) && roller.has(noegleOf(post));
        assert.ok(isStandard || isKendt, `a role from nowhere: ${JSON.stringify(post)}`);
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
  assert.ok(aendret > RUNS / 4, `${aendret} changes were taken`);
});

function noegleOf({ reference: id, rolle: r, type }: Relation): string {
  return JSON.stringify([id, r, type]);
}
