/** What a token lets see: names and CPR numbers, one's own data and what was handed over, and the common data that everybody needs. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Tildeling } from '../../src/access/rettigheder.ts';
import { egenskab, indhold, nytObjekt, relation, stempelAf, tilstand } from '../../src/data/byg.ts';
import { indlaesKorsbaek } from '../../src/data/indlaes.ts';
import { KORSBAEK_POST, MYNDIGHEDER } from '../../src/data/superorg.ts';
import { udstedJwt } from '../../src/identity/jwt/udsted.ts';
import { privilegiumOf } from '../../src/identity/saml/roller.ts';
import { lavProeve, parAf } from '../pki/noegler.ts';
import { ORGANISATION, UDSTEDER } from '../security/klient.ts';
import { nySikkerVerden, type SikkerVerden } from '../security/verden.ts';
import { KORSBAEK, SYDDJURS } from '../soap/verden.ts';
import { fejlene, type GraphqlSvar, spoerg } from './spoerg.ts';

const BRUGER = '9970992f-fb06-5045-aca2-310b22dbfc74';
/** Uses an it-system of Korsbæk's own, and one that all share. */
const YDELSESCENTER = 'b732757c-53f5-5525-ac22-bf762cadc661';
const SYDDJURS_ROD = MYNDIGHEDER.find(({ cvr }) => cvr === SYDDJURS)!.rodenhedUuid;
const INGEN = { seNavn: false, seCpr: false, anonymiser: false, fysiskslet: false };

const holder = await lavProeve({ cvr: KORSBAEK });
let verden: SikkerVerden;
before(async () => {
  verden = await nySikkerVerden();
  await indlaesKorsbaek(verden.store, { now: verden.ur() });
});
after(() => verden[Symbol.asyncDispose]());

const laeser = (afgraensninger: Partial<Tildeling['afgraensninger']> = {}, scopeCvr = KORSBAEK): Tildeling => ({
  scopeCvr,
  rolle: 'udstil',
  afgraensninger: { ...INGEN, ...afgraensninger },
});

/** Asks with a token of Korsbæk that has these roles. */
async function som<T>(tildelinger: readonly Tildeling[], query: string): Promise<GraphqlSvar<T>> {
  const nu = verden.ur();
  const jwt = await udstedJwt(
    {
      id: '5d8ff7a3-6d35-4d3a-8a5b-7c1a2f3b4c5d',
      udsteder: `${UDSTEDER}/`,
      entityId: ORGANISATION,
      cvr: KORSBAEK,
      certifikat: parAf(holder).certifikat,
      privilegier: tildelinger.map((tildeling) => privilegiumOf(tildeling, 'organisation.example')),
      fra: nu,
      til: nu + 3_600_000,
    },
    verden.sts,
  );
  return spoerg<T>(verden, query, {}, { authorization: `Bearer ${jwt}` });
}

interface Personsvar {
  readonly bruger: readonly { readonly person: { readonly navn: string | null; readonly cpr: string | null } }[];
}

test('a name needs SeNavn and a CPR number SeCPR; without, the field is null and the answer says so', async () => {
  const query = `{ bruger(uuid: "${BRUGER}") { uuid brugernavn person { uuid navn brugervendtNoegle cpr } } }`;
  const alt = await som<Personsvar>([laeser({ seNavn: true, seCpr: true })], query);
  assert.deepEqual(alt.errors, []);
  const { navn, cpr } = alt.data.bruger[0]!.person;
  assert.ok(navn && /^\d{10}$/.test(cpr!));
  for (const [ret, person, advarsler] of [
    [{ seNavn: true }, { navn, cpr: null }, ['cpr']],
    [{ seCpr: true }, { navn: null, cpr }, ['navn']],
    [{}, { navn: null, cpr: null }, ['navn', 'cpr']],
  ] as const) {
    const { data, errors } = await som<Personsvar>([laeser(ret)], query);
    assert.deepEqual(data, {
      bruger: [{ ...alt.data.bruger[0], person: { ...alt.data.bruger[0]!.person, ...person } }],
    });
    assert.deepEqual(
      fejlene(errors),
      advarsler.map((felt) => `WARNING Unauthorized bruger.0.person.${felt}`),
    );
    assert.ok(!JSON.stringify(errors).includes(navn));
  }
});

test('personFilter is refused without the restriction of the field that it asks for, whatever it would find', async () => {
  const liste = (filter: string) =>
    `{ brugerListe(cvr: "${KORSBAEK}", status: AKTIV, brugerFilter: { personFilter: ${filter} }) { edges { node { uuid } } } }`;
  for (const [filter, ret, isLadetSe] of [
    ['{ navn: "a*" }', { seNavn: true }, true],
    ['{ navn: "a*" }', { seCpr: true }, false],
    ['{ navn: "findes ikke" }', {}, false],
    ['{ cpr: "0000000000" }', { seCpr: true }, true],
    ['{ cpr: "0000000000" }', { seNavn: true }, false],
    ['{ navn: "*", cpr: "0000000000" }', { seNavn: true }, false],
  ] as const) {
    const { data, errors } = await som<{ brugerListe: { edges: unknown[] } | null }>([laeser(ret)], liste(filter));
    assert.deepEqual(fejlene(errors), isLadetSe ? [] : ['ERROR Unauthorized brugerListe'], filter);
    assert.equal(data.brugerListe !== null, isLadetSe);
    if (isLadetSe) assert.ok(data.brugerListe!.edges.length > 0);
  }
});

const FAELLES = `{
  organisation(cvr: "${KORSBAEK}") { organisationsnavn virksomhed { cvrNummerTekst } myndighed { myndighedskode } }
  organisationEnhed(uuid: "${YDELSESCENTER}") {
    tilhoerer { organisationsnavn }
    itSystemer { uuid itSystemNavn }
    adresser { adresseRolleTitel }
    opgaver { kleEmneTitel }
  }
}`;

test('without a role in the common data one sees its own organisation and all titles, but not a shared it-system', async () => {
  interface Svar {
    readonly organisation: object;
    readonly organisationEnhed: readonly { readonly itSystemer: readonly { itSystemNavn: string | null }[] }[];
  }
  const uden = await som<Svar>([laeser()], FAELLES);
  const med = await som<Svar>([laeser(), laeser({}, '19435075')], FAELLES);
  assert.deepEqual(med.errors, []);
  assert.deepEqual(fejlene(uden.errors).length, 1);
  assert.match(fejlene(uden.errors)[0]!, /^WARNING NotFound organisationEnhed\.0\.itSystemer\.\d\.itSystemNavn$/);
  const navne = (svar: Svar) => svar.organisationEnhed[0]!.itSystemer.map(({ itSystemNavn }) => itSystemNavn);
  const skjult = navne(uden.data).indexOf(null);
  assert.match(navne(med.data)[skjult]!, /^Fælles /);
  assert.deepEqual(
    JSON.parse(JSON.stringify(uden.data).replace('"itSystemNavn":null', `"itSystemNavn":"${navne(med.data)[skjult]}"`)),
    med.data,
  );
});

test("another authority's data is there with a role in it, and else as unknown as what nobody has", async () => {
  const query = `{
    organisation(cvr: "${SYDDJURS}") { organisationsnavn organisationEnhed { uuid } }
    organisationEnhed(uuid: ["${SYDDJURS_ROD}", "${KORSBAEK_POST.rodenhedUuid}"]) { uuid tilhoerer { uuid } }
    organisationEnhedListe(cvr: "${SYDDJURS}", status: AKTIV) { edges { node { uuid } } }
  }`;
  const egen = { uuid: KORSBAEK_POST.rodenhedUuid, tilhoerer: { uuid: KORSBAEK_POST.organisationUuid } };
  const uden = await som([laeser()], query);
  assert.deepEqual(uden.data, { organisation: null, organisationEnhed: [null, egen], organisationEnhedListe: null });
  assert.deepEqual(fejlene(uden.errors).sort(), [
    'ERROR NotFound organisation',
    'ERROR NotFound organisationEnhed.0',
    'ERROR NotFound organisationEnhedListe',
  ]);
  const { organisationUuid } = MYNDIGHEDER.find(({ cvr }) => cvr === SYDDJURS)!;
  const deres = { uuid: SYDDJURS_ROD, tilhoerer: { uuid: organisationUuid } };
  assert.deepEqual(await som([laeser(), laeser({}, SYDDJURS)], query), {
    data: {
      organisation: { organisationsnavn: 'Syddjurs Kommune', organisationEnhed: { uuid: SYDDJURS_ROD } },
      organisationEnhed: [deres, egen],
      organisationEnhedListe: { edges: [{ node: { uuid: SYDDJURS_ROD } }] },
    },
    errors: [],
  });
});

test('a list is of the units of the CVR that it names, also where a filter finds those that were handed over', async () => {
  const system = '3c2e80a1-4a95-5bc2-bcdd-fc67f82ad955';
  const uuid = '00000000-0000-4000-8000-00000000000e';
  const gaelder = stempelAf(KORSBAEK_POST.organisationUuid, 'Organisation')(verden.ur() - 1);
  const deres = nytObjekt(
    { ejer: SYDDJURS, objekttype: 'OrganisationEnhed', uuid },
    {
      tidspunkt: verden.ur(),
      brugerRef: { uuid: KORSBAEK_POST.organisationUuid },
      indhold: indhold([egenskab(gaelder, { EnhedNavn: 'x' })], [tilstand(gaelder, 'Aktiv')], {
        TilknyttedeItSystemer: [relation(gaelder, system)],
      }),
    },
  );
  assert.ok(await verden.store.gem([deres]));
  interface Svar {
    readonly l: { readonly edges: readonly { readonly node: { readonly uuid: string } }[] };
  }
  const uuids = async (cvr: string) => {
    const query = `{ l: organisationEnhedListe(cvr: "${cvr}", status: AKTIV, itSystemer: "${system}") { edges { node { uuid } } } }`;
    const { data } = await som<Svar>([laeser(), laeser({}, SYDDJURS)], query);
    return data.l.edges.map(({ node }) => node.uuid);
  };
  assert.deepEqual(await uuids(SYDDJURS), [uuid]);
  const egne = await uuids(KORSBAEK);
  assert.ok(egne.length > 0 && !egne.includes(uuid));
});
