/** The questions of the guide about units, run as they stand there; every answer is held against what SOAP says of the same objects. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { klasseUuid } from '../../src/data/klasser.ts';
import { KORSBAEK_POST } from '../../src/data/superorg.ts';
import { KORSBAEK } from '../soap/verden.ts';
import { Korsbaek, queries } from './guide.ts';
import type { SoapObjekt } from './soap-syn.ts';
import { efterUuid, type Ventet } from './ventet.ts';

const POST = klasseUuid('OrganisationEnhed.Adresse.Postadresse');
const TELEFON = klasseUuid('OrganisationEnhed.Adresse.Telefon');
const ANSVARLIG = klasseUuid('Opgave.Rolle.Ansvarlig');
const YDELSER = '0ce26440-9929-537e-be63-8886a69e6403';

let korsbaek: Korsbaek;
let v: Ventet;
before(async () => {
  korsbaek = await Korsbaek.ny();
  v = korsbaek.ventet;
});
after(() => korsbaek[Symbol.asyncDispose]());

const navn = ({ uuid, felter }: SoapObjekt) => ({ uuid, enhedsnavn: felter.EnhedNavn });
const peg = (objekt: SoapObjekt, relation: string) => objekt.relation(relation)[0]!.uuid;

/** The active units of Korsbæk, the root unit first. */
function aktive() {
  const { organisationUuid, rodenhedUuid } = KORSBAEK_POST;
  const i = [...v.syn.OrganisationEnhed.values()]
    .filter((enhed) => enhed.status?.kode === 'Aktiv' && peg(enhed, 'Tilhoerer') === organisationUuid)
    .sort(efterUuid);
  return [...i.filter(({ uuid }) => uuid === rodenhedUuid), ...i.filter(({ uuid }) => uuid !== rodenhedUuid)];
}

test('the guide has all twelve', () => {
  assert.deepEqual([...queries.keys()], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('1: an organisation by CVR, with what says which authority it is, and the top of its tree', async () => {
  const virksomhed = [...v.syn.Virksomhed.values()].find(({ felter }) => felter['CVR-NummerTekst'] === KORSBAEK)!;
  const organisation = [...v.syn.Organisation.values()].find(
    (en) => en.relation('Virksomhed')[0]?.uuid === virksomhed.uuid,
  )!;
  const myndighed = v.syn.Myndighed.get(peg(organisation, 'Myndighed'))!;
  const rod = v.enhed(peg(organisation, 'Overordnet'));
  assert.ok(v.under(rod.uuid).length > 2);
  assert.deepEqual(await korsbaek.svar(1), {
    organisation: {
      uuid: organisation.uuid,
      organisationsnavn: organisation.felter.OrganisationNavn,
      virksomhed: { uuid: virksomhed.uuid, cvrNummerTekst: KORSBAEK },
      myndighed: { uuid: myndighed.uuid, myndighedskode: myndighed.felter.MyndighedsKode },
      organisationEnhed: { ...navn(rod), underliggendeEnheder: v.under(rod.uuid).map(navn) },
    },
  });
});

test('2: a unit, what is above and below it, and its addresses', async () => {
  const enhed = v.enhed(YDELSER);
  const organisation = v.syn.Organisation.get(peg(enhed, 'Tilhoerer'))!;
  const adresser = v.adresser(enhed).map(({ uuid, felter, post }) => ({
    uuid,
    adresseTekst: felter.AdresseTekst,
    brugervendtNoegle: felter.BrugervendtNoegleTekst ?? null,
    adresseRolleTitel: v.titel(post.rolle),
    klassifikation: { type: post.type, rolle: post.rolle, indeks: post.indeks },
  }));
  assert.ok(adresser.length > 8 && v.under(YDELSER).length > 1);
  assert.deepEqual(await korsbaek.svar(2), {
    organisationEnhed: [
      {
        ...navn(enhed),
        brugervendtNoegle: enhed.felter.BrugervendtNoegleTekst,
        tilstand: v.tilstand(enhed),
        overordnetEnhed: navn(v.enhed(peg(enhed, 'Overordnet'))),
        underliggendeEnheder: v.under(YDELSER).map(navn),
        tilhoerer: { uuid: organisation.uuid, organisationsnavn: organisation.felter.OrganisationNavn },
        adresser,
      },
    ],
  });
});

test('3: each place where addresses are asked for has its own roles', async () => {
  const enhed = v.enhed(YDELSER);
  const med = (objekt: SoapObjekt, ...roller: string[]) => ({
    enhedsnavn: objekt.felter.EnhedNavn,
    adresser: v.adressetekster(objekt, ...roller),
  });
  const oven = med(v.enhed(peg(enhed, 'Overordnet')), POST);
  const under = v.under(YDELSER).map((en) => med(en, POST, TELEFON));
  assert.ok(oven.adresser.length === 2 && under.every(({ adresser }) => adresser.length === 2));
  assert.deepEqual(await korsbaek.svar(3), {
    organisationEnhed: [{ ...med(enhed), overordnetEnhed: oven, underliggendeEnheder: under }],
  });
});

interface Liste {
  readonly organisationEnhedListe: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly uuid: string } }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  };
}

test('4: the active units, the root unit first, in pages and all at once', async () => {
  const alle = aktive();
  assert.deepEqual(await korsbaek.svar(4, {}, 1), {
    organisationEnhedListe: { edges: alle.map((en) => ({ node: navn(en) })) },
  });
  const fundne: unknown[] = [];
  for (let after: string | undefined; ; ) {
    const { organisationEnhedListe: side } = await korsbaek.svar<Liste>(4, { first: 20, after });
    fundne.push(...side.edges.map(({ node }) => node));
    assert.equal(side.pageInfo.hasPreviousPage, after !== undefined);
    assert.equal(side.pageInfo.hasNextPage, fundne.length < alle.length);
    if (!side.pageInfo.hasNextPage) break;
    after = side.pageInfo.endCursor;
  }
  assert.deepEqual(fundne, alle.map(navn));
});

test('5: the active units responsible for tasks by their numbers, and for any', async () => {
  const opgaver = (enhed: SoapObjekt) =>
    enhed.relation('Opgaver').map((relation) => {
      const nummer = v.syn.Klasse.get(relation.uuid)!.felter.BrugervendtNoegleTekst!;
      return { relation, nummer: /^\d\d(\.\d\d)*$/.test(nummer) ? nummer : null };
    });
  const med = (isOpgave: (nummer: string | null) => boolean) =>
    aktive().filter((enhed) =>
      opgaver(enhed).some(({ relation, nummer }) => relation.rolle === ANSVARLIG && isOpgave(nummer)),
    );
  const ventede = med((nummer) => nummer?.startsWith('91.10') === true || nummer === '92.10.02');
  assert.ok(ventede.length > 3);
  const node = (enhed: SoapObjekt) => ({
    ...navn(enhed),
    opgaver: opgaver(enhed).map(({ relation: { uuid, type, rolle, indeks }, nummer }) => ({
      uuid,
      kleEmneNummer: nummer,
      kleEmneTitel: v.titel(uuid),
      opgaveRolleTitel: v.titel(rolle),
      klassifikation: { type, rolle, indeks },
    })),
  });
  assert.deepEqual(await korsbaek.svar(5), {
    organisationEnhedListe: { edges: ventede.map((enhed) => ({ node: node(enhed) })) },
  });
  const { organisationEnhedListe: enhver } = await korsbaek.svar<Liste>(5, {}, 1);
  const alle = med(() => true);
  assert.ok(alle.length > ventede.length);
  assert.deepEqual(
    enhver.edges.map(({ node: { uuid } }) => uuid),
    alle.map(({ uuid }) => uuid),
  );
});

test('6: the active units that use one of two it-systems, by themselves or by a function', async () => {
  const systemerVed = (enhed: SoapObjekt) => {
    const roller = v.funktioner('TilknyttedeEnheder', enhed.uuid, klasseUuid('OrganisationFunktion.Type.Systemrolle'));
    return [
      ...new Set([enhed, ...roller].flatMap((en) => en.relation('TilknyttedeItSystemer').map(({ uuid }) => uuid))),
    ];
  };
  const spurgte = [...queries.get(6)![0]!.matchAll(/[0-9a-f-]{36}/g)].map(([uuid]) => uuid);
  const ventede = aktive().filter((enhed) => systemerVed(enhed).some((uuid) => spurgte.includes(uuid)));
  assert.ok(spurgte.length === 2 && ventede.length > 3);
  const node = (enhed: SoapObjekt) => ({
    ...navn(enhed),
    itSystemer: systemerVed(enhed).map((uuid) => ({
      uuid,
      itSystemNavn: v.syn.ItSystem.get(uuid)!.felter.ItSystemNavn,
    })),
  });
  assert.deepEqual(await korsbaek.svar(6), {
    organisationEnhedListe: { edges: ventede.map((enhed) => ({ node: node(enhed) })) },
  });
});
