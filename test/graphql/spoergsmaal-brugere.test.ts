/** The questions of the guide about users, run as they stand there; every answer is held against what SOAP says of the same objects. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { klasseUuid } from '../../src/data/klasser.ts';
import { Korsbaek } from './guide.ts';
import type { SoapObjekt } from './soap-syn.ts';
import { ENHEDSROLLE, efterUuid, type Ventet } from './ventet.ts';

const LEDER = '9970992f-fb06-5045-aca2-310b22dbfc74';
const FRATRAADT = 'ab852748-a2f7-5838-be22-52690c41f784';
const NYT_NAVN = '3d992e2d-4b2f-5f1d-8ef2-48a966eb1237';
const TO_STILLINGER = '1253006e-4e61-5631-aa77-13ffb4ee6e1c';
const YDELSESCENTER = 'b732757c-53f5-5525-ac22-bf762cadc661';

let korsbaek: Korsbaek;
let v: Ventet;
before(async () => {
  korsbaek = await Korsbaek.ny();
  v = korsbaek.ventet;
});
after(() => korsbaek[Symbol.asyncDispose]());

const personOf = (bruger: SoapObjekt) => v.syn.Person.get(bruger.relation('TilknyttedePersoner')[0]!.uuid)!;

test('7: two users, the second of whom has left', async () => {
  const brugere = [LEDER, FRATRAADT].map(v.bruger);
  assert.deepEqual(
    brugere.map(({ status }) => status!.kode),
    ['Aktiv', 'Inaktiv'],
  );
  assert.deepEqual(await korsbaek.svar(7), {
    bruger: brugere.map((bruger) => ({
      uuid: bruger.uuid,
      brugernavn: bruger.felter.BrugerNavn,
      brugervendtNoegle: bruger.felter.BrugervendtNoegleTekst,
      tilstand: v.tilstand(bruger),
    })),
  });
});

test('8: the person of a user, under the name that it has now', async () => {
  const { uuid, felter } = personOf(v.bruger(NYT_NAVN));
  assert.match(felter['CPR-NummerTekst']!, /^\d{10}$/);
  const person = {
    uuid,
    navn: felter.NavnTekst,
    brugervendtNoegle: felter.BrugervendtNoegleTekst,
    cpr: felter['CPR-NummerTekst'],
  };
  assert.deepEqual(await korsbaek.svar(8), { bruger: [{ uuid: NYT_NAVN, person }] });
});

test('9: the addresses of a user in two roles', async () => {
  const roller = [klasseUuid('Bruger.Adresse.email'), klasseUuid('Bruger.Adresse.Telefon')];
  const adresser = v.adresser(v.bruger(LEDER), ...roller).map(({ uuid, felter, post: { rolle } }) => ({
    uuid,
    adresseTekst: felter.AdresseTekst,
    adresseRolleTitel: v.titel(rolle),
    klassifikation: { rolle },
  }));
  assert.equal(adresser.length, 2);
  assert.deepEqual(await korsbaek.svar(9), { bruger: [{ uuid: LEDER, adresser }] });
});

test('10: all about a user with two positions, and since when it has them', async () => {
  const bruger = v.bruger(TO_STILLINGER);
  const type = bruger.relation('BrugerTyper')[0]!.uuid;
  const person = personOf(bruger);
  const stillinger = v.funktioner('TilknyttedeBrugere', TO_STILLINGER, ENHEDSROLLE);
  assert.equal(stillinger.length, 2);
  const harMedlemskab = stillinger.map((funktion) => {
    const enhed = v.enhed(funktion.relation('TilknyttedeEnheder')[0]!.uuid);
    return {
      uuid: funktion.uuid,
      medlemskabRolleTitel: funktion.felter.FunktionNavn,
      brugervendtNoegle: funktion.felter.BrugervendtNoegleTekst,
      funktionsTypeUuid: ENHEDSROLLE,
      funktionsTypeTitel: v.titel(ENHEDSROLLE),
      ...v.periode(funktion, bruger.uuid, enhed.uuid),
      medlemAf: { uuid: enhed.uuid, enhedsnavn: enhed.felter.EnhedNavn, adresser: v.adressetekster(enhed) },
    };
  });
  assert.ok(harMedlemskab.every(({ start, slut }) => start !== null && slut === null));
  assert.deepEqual(await korsbaek.svar(10), {
    bruger: [
      {
        uuid: bruger.uuid,
        brugernavn: bruger.felter.BrugerNavn,
        brugerTypeUuid: type,
        brugerTypeTitel: v.titel(type),
        person: { uuid: person.uuid, navn: person.felter.NavnTekst, cpr: person.felter['CPR-NummerTekst'] },
        adresser: v.adressetekster(bruger),
        harMedlemskab,
      },
    ],
  });
});

test('11: those who work in a unit; neither its leader function nor a vacancy is among them', async () => {
  const enhed = v.enhed(YDELSESCENTER);
  const medlemskaber = v.funktioner('TilknyttedeEnheder', YDELSESCENTER, ENHEDSROLLE).flatMap((funktion) =>
    funktion.relation('TilknyttedeBrugere').map(({ uuid }) => {
      const bruger = v.bruger(uuid);
      const person = personOf(bruger);
      return {
        uuid: funktion.uuid,
        medlemskabRolleTitel: funktion.felter.FunktionNavn,
        ...v.periode(funktion, uuid, YDELSESCENTER),
        bruger: {
          uuid,
          brugernavn: bruger.felter.BrugerNavn,
          person: { uuid: person.uuid, navn: person.felter.NavnTekst },
        },
      };
    }),
  );
  assert.ok(medlemskaber.length > 2);
  assert.deepEqual(await korsbaek.svar(11), {
    organisationEnhed: [{ uuid: enhed.uuid, enhedsnavn: enhed.felter.EnhedNavn, medlemskaber }],
  });
});

interface Brugerliste {
  readonly brugerListe: {
    readonly edges: readonly { readonly cursor: string; readonly node: object }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  };
}

test('12: the active users whose name begins with a letter, ten at a time', async () => {
  const ventede = [...v.syn.Bruger.values()]
    .filter(({ status, felter }) => status?.kode === 'Aktiv' && felter.BrugerNavn?.toLowerCase().startsWith('a'))
    .sort(efterUuid)
    .map(({ uuid, felter }) => ({ uuid, brugernavn: felter.BrugerNavn }));
  const { brugerListe: foerste } = await korsbaek.svar<Brugerliste>(12);
  assert.deepEqual(
    foerste.edges.map(({ node }) => node),
    ventede.slice(0, 10),
  );
  const { brugerListe: anden } = await korsbaek.svar<Brugerliste>(12, { after: foerste.pageInfo.endCursor });
  assert.deepEqual(
    anden.edges.map(({ node }) => node),
    ventede.slice(10, 20),
  );
  assert.ok(ventede.length > 20 && foerste.pageInfo.hasNextPage && !foerste.pageInfo.hasPreviousPage);
  assert.ok(anden.pageInfo.hasNextPage && anden.pageInfo.hasPreviousPage);
  assert.equal(foerste.edges.at(-1)!.cursor, foerste.pageInfo.endCursor);
});
