/** Errors and warnings beside the data: what is not there, what is not the caller's, what is wrong, and what the data lacks. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { klasseUuid } from '../../src/data/klasser.ts';
import { KORSBAEK_POST, MYNDIGHEDER } from '../../src/data/superorg.ts';
import * as b from '../soap/beskeder.ts';
import { KORSBAEK, nyVerden, SYDDJURS, type Verden } from '../soap/verden.ts';
import { fejlene, spoerg } from './spoerg.ts';

const UKENDT = '5b1f6a3e-2f0e-4a57-9c3b-7a1d7d1c0b11';
const LEDER = '9970992f-fb06-5045-aca2-310b22dbfc74';
const LUKKET = '85447484-b97e-5c0a-8c80-516ad0c62071';
const KOMMENDE = '2414ad01-19a3-5f2e-8162-ed5d6c2e8814';
const SYDDJURS_ROD = MYNDIGHEDER.find(({ cvr }) => cvr === SYDDJURS)!.rodenhedUuid;

let verden: Verden;
before(async () => {
  verden = await nyVerden({ korsbaek: true });
});
after(() => verden[Symbol.asyncDispose]());

const svar = async (query: string, variables?: Readonly<Record<string, unknown>>) => {
  const { data, errors } = await spoerg(verden, query, variables);
  return { data, fejl: fejlene(errors) };
};

/** Lays an object of Korsbæk into the register. */
async function laegInd(type: 'Bruger' | 'OrganisationEnhed', uuid: string, felter: string, relationer: string) {
  const indhold = { attributter: b.egenskab(felter), tilstande: b.gyldighed('Aktiv'), relationer };
  assert.equal((await verden.kald(b.STI(type), b.importer(type, uuid, indhold))).kode, 20);
}

test('of several UUIDs the unknown ones are null in their places, each with an error that says where', async () => {
  const uuid = [LEDER, UKENDT, LEDER.toUpperCase(), KORSBAEK_POST.rodenhedUuid];
  assert.deepEqual(await svar('query ($uuid: [UUID!]!) { bruger(uuid: $uuid) { uuid } }', { uuid }), {
    data: { bruger: [{ uuid: LEDER }, null, { uuid: LEDER }, null] },
    fejl: ['ERROR NotFound bruger.1', 'ERROR NotFound bruger.3'],
  });
});

test("another authority's objects are as unknown as those that nobody has, its lists and its organisation too", async () => {
  const query = '{ a: organisationEnhed(uuid: "UUID") { uuid } }';
  const ens = { data: { a: [null] }, fejl: ['ERROR NotFound a.0'] };
  for (const uuid of [UKENDT, SYDDJURS_ROD]) assert.deepEqual(await svar(query.replace('UUID', uuid)), ens);
  const deres = await spoerg(verden, query.replace('UUID', SYDDJURS_ROD), {}, { 'x-anvenderkontekst': SYDDJURS });
  assert.deepEqual(deres, { data: { a: [{ uuid: SYDDJURS_ROD }] }, errors: [] });
  for (const cvr of [SYDDJURS, '99999999']) {
    const alt = `{
      o: organisation(cvr: "${cvr}") { uuid }
      e: organisationEnhedListe(cvr: "${cvr}", status: AKTIV) { edges { cursor } }
      b: brugerListe(cvr: "${cvr}", status: AKTIV) { edges { cursor } }
    }`;
    const intet = { o: null, e: null, b: null };
    assert.deepEqual(await svar(alt), { data: intet, fejl: ['o', 'e', 'b'].map((sti) => `ERROR NotFound ${sti}`) });
  }
});

test('a CVR, a UUID or a KLE number of the wrong form is refused, and no object is read', async () => {
  for (const query of [
    '{ organisation(cvr: "1111111") { uuid } }',
    '{ organisation(cvr: 11111111) { uuid } }',
    '{ bruger(uuid: "x") { uuid } }',
    `{ bruger(uuid: "${UKENDT}0") { uuid } }`,
    `{ bruger(uuid: "${UKENDT}") { adresser(rolle: "email") { uuid } } }`,
    '{ organisationEnhedListe(cvr: "11111111", status: AKTIV, opgaver: { kleNummer: "1.2.3" }) { edges { cursor } } }',
    '{ organisationEnhedListe(cvr: "11111111", status: LUKKET) { edges { cursor } } }',
    '{ bruger(uuid: "5b1f6a3e-2f0e-4a57-9c3b-7a1d7d1c0b11", virkningstidspunkt: "i går") { uuid } }',
  ]) {
    const { data, errors } = await spoerg(verden, query);
    assert.deepEqual([data ?? null, errors[0]?.extensions.classification], [null, 'ValidationError'], query);
  }
});

test('what the schema promises and the data lacks takes the object that it is part of with it, and no more', async () => {
  const query = `{ organisationEnhed(uuid: ["${LUKKET}", "${KORSBAEK_POST.rodenhedUuid}"]) { uuid tilhoerer { uuid } } }`;
  assert.deepEqual(await svar(query), {
    data: {
      organisationEnhed: [
        null,
        { uuid: KORSBAEK_POST.rodenhedUuid, tilhoerer: { uuid: KORSBAEK_POST.organisationUuid } },
      ],
    },
    fejl: ['ERROR NullValueInNonNullableField organisationEnhed.0.tilhoerer'],
  });
  const kommende = await svar(
    `{ organisationEnhed(uuid: "${KOMMENDE}") { uuid brugervendtNoegle tilstand { status } } }`,
  );
  assert.deepEqual(kommende, {
    data: { organisationEnhed: [null] },
    fejl: ['ERROR NullValueInNonNullableField organisationEnhed.0.tilstand'],
  });
});

test('a title that cannot be had is null, and an address that is not there is left out; both with a warning', async () => {
  const uuid = '00000000-0000-4000-8000-00000000000a';
  const rod = KORSBAEK_POST.rodenhedUuid;
  const post = klasseUuid('OrganisationEnhed.Adresse.Postadresse');
  const { data } = await spoerg<{ e: { adresser: { uuid: string }[] }[] }>(
    verden,
    `{ e: organisationEnhed(uuid: "${rod}") { adresser(rolle: "${post}") { uuid } } }`,
  );
  const kendt = data.e[0]!.adresser[0]!.uuid;
  const relationer = b.adresse(kendt, UKENDT, '1') + b.adresse(UKENDT, post, '2') + b.relation('Enhedstype', UKENDT);
  await laegInd(
    'OrganisationEnhed',
    uuid,
    '<sd:BrugervendtNoegleTekst>x</sd:BrugervendtNoegleTekst><sd:EnhedNavn>x</sd:EnhedNavn>',
    relationer,
  );
  const felter = '{ uuid adresseRolleTitel klassifikation { rolle indeks } }';
  assert.deepEqual(
    await svar(
      `{ e: organisationEnhed(uuid: "${uuid}") { alle: adresser ${felter} ukendte: adresser(rolle: "${UKENDT}") ${felter} } }`,
    ),
    {
      data: {
        e: [
          Object.fromEntries(
            ['alle', 'ukendte'].map((navn) => [
              navn,
              [{ uuid: kendt, adresseRolleTitel: null, klassifikation: { rolle: UKENDT, indeks: '1' } }],
            ]),
          ),
        ],
      },
      fejl: [
        'WARNING NotFound e.0.alle',
        'WARNING NotFound e.0.alle.0.adresseRolleTitel',
        'WARNING NotFound e.0.ukendte.0.adresseRolleTitel',
      ],
    },
  );
});

test('a person, a unit above and an it-system that cannot be had are null with a warning; what is not said is null alone', async () => {
  const [enhed, bruger, uden] = ['b', 'c', 'd'].map((ciffer) => `00000000-0000-4000-8000-00000000000${ciffer}`);
  const noegle = '<sd:BrugervendtNoegleTekst>x</sd:BrugervendtNoegleTekst>';
  await laegInd(
    'OrganisationEnhed',
    enhed!,
    `${noegle}<sd:EnhedNavn>x</sd:EnhedNavn>`,
    b.relation('Overordnet', UKENDT) + b.relation('TilknyttedeItSystemer', UKENDT),
  );
  await laegInd(
    'Bruger',
    bruger!,
    `${noegle}<sd:BrugerNavn>x</sd:BrugerNavn>`,
    b.relation('BrugerTyper', UKENDT) + b.relation('TilknyttedePersoner', UKENDT),
  );
  await laegInd('Bruger', uden!, `${noegle}<sd:BrugerNavn>y</sd:BrugerNavn>`, '');
  const query = `{
    e: organisationEnhed(uuid: "${enhed}") { overordnetEnhed { uuid } itSystemer { uuid itSystemNavn } }
    b: bruger(uuid: ["${bruger}", "${uden}"]) { brugerTypeUuid brugerTypeTitel person { uuid } }
  }`;
  const { data, fejl } = await svar(query);
  assert.deepEqual(data, {
    e: [{ overordnetEnhed: null, itSystemer: [{ uuid: UKENDT, itSystemNavn: null }] }],
    b: [
      { brugerTypeUuid: UKENDT, brugerTypeTitel: null, person: null },
      { brugerTypeUuid: null, brugerTypeTitel: null, person: null },
    ],
  });
  assert.deepEqual(fejl.sort(), [
    'WARNING NotFound b.0.brugerTypeTitel',
    'WARNING NotFound b.0.person',
    'WARNING NotFound e.0.itSystemer.0.itSystemNavn',
    'WARNING NotFound e.0.overordnetEnhed',
  ]);
});

test('nothing in an error tells what was sent as a CPR number; the place of it is told', async () => {
  const query = `query ($cpr: CPR, $filter: BrugerFilter) {
    a: brugerListe(cvr: "${KORSBAEK}", status: AKTIV, brugerFilter: { personFilter: { cpr: $cpr } }) { edges { cursor } }
    b: brugerListe(cvr: "${KORSBAEK}", status: AKTIV, brugerFilter: $filter) { edges { cursor } }
  }`;
  const cpr = '01017012345';
  const { errors } = await spoerg(verden, query, { cpr, filter: { personFilter: { cpr } } });
  assert.deepEqual(
    errors.map(({ message }) => message),
    [
      'Variable "$cpr": CPR skal være 10 cifre',
      'Variable "$filter" at "filter.personFilter.cpr": CPR skal være 10 cifre',
    ],
  );
  const { errors: andre } = await spoerg(verden, query, { filter: { adresseRolleFilter: { tekst: cpr } } });
  assert.match(
    andre[0]!.message,
    /^Variable "\$filter" at "filter\.adresseRolleFilter": Field "rolle" of required type/,
  );
  assert.ok(!JSON.stringify([errors, andre]).includes(cpr));
});

test('a filter that finds too much at its other end is refused by itself; what else was asked is answered', async () => {
  await using lille = await nyVerden({ limits: { opslagFundneMax: 3 } });
  const liste = (kleNummer: string) =>
    `organisationEnhedListe(cvr: "${KORSBAEK}", status: AKTIV, opgaver: { kleNummer: "${kleNummer}" }) { edges { cursor } }`;
  const query = `{ mange: ${liste('9*')} faa: ${liste('91.10.01')} organisation(cvr: "${KORSBAEK}") { uuid } }`;
  const { data, errors } = await spoerg(lille, query);
  assert.deepEqual(data, { mange: null, faa: { edges: [] }, organisation: { uuid: KORSBAEK_POST.organisationUuid } });
  assert.deepEqual(fejlene(errors), ['ERROR ValidationError mange']);
  assert.match(errors[0]!.message, /flere end 3 objekter af typen Klasse/);
});
