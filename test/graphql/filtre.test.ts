/** The filters of the two lists, each by itself and together: the answer is what a look through all that SOAP gives finds. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatDanish } from '../../src/base/copenhagen.ts';
import { klasseUuid } from '../../src/data/klasser.ts';
import { NU } from '../soap/verden.ts';
import { Korsbaek } from './guide.ts';
import type { SoapObjekt } from './soap-syn.ts';
import { spoerg } from './spoerg.ts';
import { efterUuid, type Ventet } from './ventet.ts';

const EMAIL = klasseUuid('Bruger.Adresse.email');
const TELEFON = klasseUuid('Bruger.Adresse.Telefon');
const ANSVARLIG = klasseUuid('Opgave.Rolle.Ansvarlig');
const INTRANET = '3c2e80a1-4a95-5bc2-bcdd-fc67f82ad955';
const OMSORGSBOGEN = 'd77f2eb6-a0a2-5d8a-830c-197d7e60bbfe';
const NYT_NAVN = '3d992e2d-4b2f-5f1d-8ef2-48a966eb1237';
const UKENDT = '5b1f6a3e-2f0e-4a57-9c3b-7a1d7d1c0b11';

let korsbaek: Korsbaek;
let v: Ventet;
before(async () => {
  korsbaek = await Korsbaek.ny();
  v = korsbaek.ventet;
});
after(() => korsbaek[Symbol.asyncDispose]());

interface Liste {
  readonly liste: { readonly edges: readonly { readonly node: { readonly uuid: string } }[] };
}

async function uuids(query: string, variables: Readonly<Record<string, unknown>>): Promise<string[]> {
  const { data, errors } = await spoerg<Liste>(korsbaek.verden, query, variables);
  assert.deepEqual(errors, []);
  return data.liste.edges.map(({ node }) => node.uuid);
}

const brugere = (filter: object, virkning?: number) =>
  uuids(
    `query ($filter: BrugerFilter, $virkning: DateTime) {
      liste: brugerListe(cvr: "11111111", status: AKTIV, brugerFilter: $filter, virkningstidspunkt: $virkning) { edges { node { uuid } } }
    }`,
    { filter, ...(virkning !== undefined && { virkning: formatDanish(virkning) }) },
  );
const enheder = (variables: Readonly<Record<string, unknown>>) =>
  uuids(
    `query ($opgaver: KleFilter, $systemer: [UUID!], $first: Int, $last: Int) {
      liste: organisationEnhedListe(cvr: "11111111", status: AKTIV, opgaver: $opgaver, itSystemer: $systemer, first: $first, last: $last) { edges { node { uuid } } }
    }`,
    variables,
  );

const aktive = (objekter: ReadonlyMap<string, SoapObjekt>, passer: (objekt: SoapObjekt) => boolean) =>
  [...objekter.values()]
    .filter((objekt) => objekt.status?.kode === 'Aktiv' && passer(objekt))
    .sort(efterUuid)
    .map(({ uuid }) => uuid);
const personOf = (bruger: SoapObjekt) => v.syn.Person.get(bruger.relation('TilknyttedePersoner')[0]?.uuid ?? '');
const begynder = (tekst: string | undefined, med: string) => tekst?.toLowerCase().startsWith(med) === true;

/** Holds an answer against what should be found, which must be something. */
function ens(fundne: readonly string[], ventede: readonly string[]): void {
  assert.ok(ventede.length > 0);
  assert.deepEqual(fundne, ventede);
}

test('brugernavn: the whole name, or the beginning of one, in any case of letters', async () => {
  ens(await brugere({ brugernavn: 'AAOL0000' }), ['9970992f-fb06-5045-aca2-310b22dbfc74']);
  ens(
    await brugere({ brugernavn: 'Ma*' }),
    aktive(v.syn.Bruger, ({ felter }) => begynder(felter.BrugerNavn, 'ma')),
  );
  assert.deepEqual(await brugere({ brugernavn: 'aaol' }), []);
});

test('brugerTypeUuid: those who are external, and the robot', async () => {
  for (const type of ['Bruger.Type.Ekstern', 'Bruger.Type.Robot'] as const) {
    const uuid = klasseUuid(type);
    const ventede = aktive(v.syn.Bruger, (bruger) => bruger.relation('BrugerTyper').some((en) => en.uuid === uuid));
    ens(await brugere({ brugerTypeUuid: uuid }), ventede);
  }
});

test('adresseRolleFilter: the text of an address in that role, and in no other', async () => {
  const [kendt] = v.adresser(v.bruger(NYT_NAVN), EMAIL);
  const tekst = kendt!.felter.AdresseTekst!;
  ens(await brugere({ adresseRolleFilter: { rolle: EMAIL, tekst } }), [NYT_NAVN]);
  assert.deepEqual(await brugere({ adresseRolleFilter: { rolle: TELEFON, tekst } }), []);
  const ventede = aktive(v.syn.Bruger, (bruger) =>
    v.adresser(bruger, EMAIL).some(({ felter }) => begynder(felter.AdresseTekst, 'ma')),
  );
  ens(await brugere({ adresseRolleFilter: { rolle: EMAIL, tekst: 'ma*' } }), ventede);
});

test('personFilter: by name, by CPR, by both; an empty one asks for nothing', async () => {
  const { NavnTekst: navn, 'CPR-NummerTekst': cpr } = personOf(v.bruger(NYT_NAVN))!.felter;
  ens(await brugere({ personFilter: { cpr } }), [NYT_NAVN]);
  ens(await brugere({ personFilter: { navn, cpr } }), [NYT_NAVN]);
  assert.deepEqual(await brugere({ personFilter: { navn: 'Ingen Sådan', cpr } }), []);
  const fornavn = navn!.split(' ')[0]!.toLowerCase();
  const ventede = aktive(v.syn.Bruger, (bruger) => begynder(personOf(bruger)?.felter.NavnTekst, fornavn));
  ens(await brugere({ personFilter: { navn: `${fornavn}*` } }), ventede);
  ens(
    await brugere({ personFilter: {} }),
    aktive(v.syn.Bruger, () => true),
  );
});

test('all parts of the filter must hold', async () => {
  const intern = klasseUuid('Bruger.Type.Intern');
  const filter = {
    brugernavn: '*',
    brugerTypeUuid: intern,
    personFilter: { navn: 'a*' },
    adresseRolleFilter: { rolle: TELEFON, tekst: '*' },
  };
  const ventede = aktive(
    v.syn.Bruger,
    (bruger) =>
      bruger.relation('BrugerTyper').some(({ uuid }) => uuid === intern) &&
      begynder(personOf(bruger)?.felter.NavnTekst, 'a') &&
      v.adresser(bruger, TELEFON).length > 0,
  );
  ens(await brugere(filter), ventede);
  assert.deepEqual(await brugere({ ...filter, brugerTypeUuid: UKENDT }), []);
});

test('a filter asks of the point that the list is asked about: a person by the name that it had', async () => {
  const foer = NU - 365 * 86_400_000;
  const { data } = await spoerg<{ bruger: { person: { navn: string } }[] }>(
    korsbaek.verden,
    `{ bruger(uuid: "${NYT_NAVN}", virkningstidspunkt: "${formatDanish(foer)}") { person { navn } } }`,
  );
  const { navn } = data.bruger[0]!.person;
  assert.notEqual(navn, personOf(v.bruger(NYT_NAVN))!.felter.NavnTekst);
  assert.ok((await brugere({ personFilter: { navn } }, foer)).includes(NYT_NAVN));
  assert.ok(!(await brugere({ personFilter: { navn } })).includes(NYT_NAVN));
});

const harOpgave = (enhed: SoapObjekt, passer: (nummer: string) => boolean, rolle?: string) =>
  enhed
    .relation('Opgaver')
    .some(
      (post) =>
        (rolle === undefined || post.rolle === rolle) &&
        passer(v.syn.Klasse.get(post.uuid)?.felter.BrugervendtNoegleTekst ?? ''),
    );

test('opgaver: one of the numbers, exactly or by its beginning; in a role, or in any', async () => {
  const medOpgave = (passer: (nummer: string) => boolean, rolle?: string) =>
    aktive(v.syn.OrganisationEnhed, (enhed) => harOpgave(enhed, passer, rolle));
  for (const rolle of [undefined, ANSVARLIG]) {
    const givet = { ...(rolle && { rolle }) };
    const gruppe = medOpgave((nummer) => nummer === '92.10', rolle);
    ens(await enheder({ opgaver: { ...givet, kleNummer: '92.10' } }), gruppe);
    const begyndelse = medOpgave((nummer) => nummer.startsWith('92.1') || nummer === '91.10.02', rolle);
    ens(await enheder({ opgaver: { ...givet, kleNummer: ['92.1*', '91.10.02', '91.10.2*'] } }), begyndelse);
    const alle = medOpgave(() => true, rolle);
    ens(await enheder({ opgaver: { ...givet, kleNummer: ['*', '92.10'] } }), alle);
  }
  const [faa, flere] = [ANSVARLIG, undefined].map((rolle) => medOpgave(() => true, rolle).length);
  assert.ok(faa! <= flere!);
  for (const kleNummer of ['00.01*', '92', []]) assert.deepEqual(await enheder({ opgaver: { kleNummer } }), []);
  assert.deepEqual(await enheder({ opgaver: { rolle: UKENDT, kleNummer: '*' } }), []);
});

test('itSystemer: at least one of them, named by the unit or by a function; together with opgaver both must hold', async () => {
  const systemrolle = klasseUuid('OrganisationFunktion.Type.Systemrolle');
  const bruger = (enhed: SoapObjekt, system: string) =>
    [enhed, ...v.funktioner('TilknyttedeEnheder', enhed.uuid, systemrolle)].some((en) =>
      en.relation('TilknyttedeItSystemer').some(({ uuid }) => uuid === system),
    );
  const ventede = aktive(v.syn.OrganisationEnhed, (enhed) => bruger(enhed, OMSORGSBOGEN));
  const alle = aktive(v.syn.OrganisationEnhed, (enhed) => bruger(enhed, INTRANET));
  ens(await enheder({ systemer: OMSORGSBOGEN }), ventede);
  ens(await enheder({ systemer: [UKENDT, OMSORGSBOGEN, INTRANET] }), alle);
  assert.ok(alle.length > ventede.length);
  ens(await enheder({ systemer: INTRANET, first: 2 }), alle.slice(0, 2));
  ens(await enheder({ systemer: INTRANET, last: 2 }), alle.slice(-2));
  const begge = aktive(
    v.syn.OrganisationEnhed,
    (enhed) => bruger(enhed, INTRANET) && harOpgave(enhed, (nummer) => nummer.startsWith('92'), ANSVARLIG),
  );
  ens(await enheder({ systemer: INTRANET, opgaver: { rolle: ANSVARLIG, kleNummer: '92*' } }), begge);
  for (const systemer of [[], UKENDT]) assert.deepEqual(await enheder({ systemer }), []);
});
