/** CSV of units and of employees against a register: new, the same, changed, ended, gone, refused. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { klasseUuid } from '../../src/data/klasser.ts';
import { csvUuid } from '../../src/exchange/csv-noegler.ts';
import { skabelon } from '../../src/exchange/csv-skabelon.ts';
import { dagOf } from '../../src/exchange/csv-vaerdier.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { clock } from '../store/verden.ts';
import { EJER, eksporteret, indlaesCsv, MYNDIGHED } from './verden.ts';

let store: Store;

before(async () => {
  store = await openStore({ database: ':memory:', clock });
  await store.gemMyndighed(MYNDIGHED);
});
after(() => store.close());

const dag = (tekst: string) => dagOf(tekst)!;
/** The rows of a file, which has them in the order of their UUIDs. */
const rows = (tekst: string) => tekst.split('\n').sort();

/** The newest registration. */
async function laes(objekttype: ObjektType, uuid: string) {
  const [objekt] = await store.hent([EJER], objekttype, [uuid], 'nuvaerende');
  return objekt?.registreringer[0];
}

const enhed = (id: string) => laes('OrganisationEnhed', csvUuid(EJER, 'enhed', id));
const perioder = (liste: readonly { virkning: { fra: number; til: number }; vaerdi?: string }[] = []) =>
  liste.map(({ virkning, vaerdi }) => [virkning.fra, virkning.til, vaerdi]);

/** Imports, and demands that nothing was refused; gives new, changed, the same, gone. */
async function tal(...given: Parameters<typeof indlaesCsv> extends [Store, ...infer Rest] ? Rest : never) {
  clock.advance(1000);
  const { taelling, afviste } = await indlaesCsv(store, ...given);
  assert.deepEqual(
    afviste.filter(({ brud }) => brud[0]!.regel !== 'fil-borte'),
    [],
  );
  const { nye, aendrede, samme, borte } = taelling;
  return [nye, aendrede, samme, borte];
}

test('the templates are taken as they are, twice, and come out again as they went in', async () => {
  assert.deepEqual(await tal('enheder', skabelon('enheder'), { isProeve: true }), [8, 0, 0, 0]);
  assert.deepEqual(await tal('enheder', skabelon('enheder')), [8, 0, 0, 0]);
  assert.deepEqual(await tal('medarbejdere', skabelon('medarbejdere')), [9, 0, 0, 0]);
  assert.deepEqual(await tal('enheder', skabelon('enheder')), [0, 0, 8, 0]);
  assert.deepEqual(await tal('medarbejdere', skabelon('medarbejdere')), [0, 0, 9, 0]);
  assert.deepEqual(rows(await eksporteret(store, { format: 'enheder' })), rows(skabelon('enheder')));
  assert.deepEqual(rows(await eksporteret(store, { format: 'medarbejdere' })), rows(skabelon('medarbejdere')));
  for await (const fejl of store.kontroller()) assert.fail(fejl);
});

test('a unit is as its row says: in use for its days, below its parent or the root unit, with its addresses', async () => {
  const skole = await enhed('110');
  assert.deepEqual(perioder(skole?.tilstande), [
    [dag('2024-08-01'), dag('2027-08-01'), 'Aktiv'],
    [dag('2027-08-01'), 1e21, 'Inaktiv'],
  ]);
  assert.deepEqual(skole?.relationer.Overordnet?.[0]?.reference, { uuid: csvUuid(EJER, 'enhed', '100') });
  assert.deepEqual(skole?.relationer.Enhedstype?.[0]?.reference, {
    uuid: klasseUuid('OrganisationEnhed.Type.Afdeling'),
  });
  assert.equal(skole?.relationer.Adresser?.length, 2);
  const oeverst = await enhed('100');
  assert.deepEqual(oeverst?.relationer.Overordnet?.[0]?.reference, { uuid: MYNDIGHED.rodenhedUuid });
  assert.deepEqual(oeverst?.egenskaber[0]?.felter, { BrugervendtNoegleTekst: '100', EnhedNavn: 'Børn og Unge' });
});

test('an employee is a person, a user and a function in the unit', async () => {
  const funktion = await laes('OrganisationFunktion', csvUuid(EJER, 'ansaettelse', 'lypo/110'));
  assert.equal(funktion?.egenskaber[0]?.felter.FunktionNavn, 'Lærer');
  const bruger = csvUuid(EJER, 'bruger', 'lypo');
  assert.deepEqual(funktion?.relationer.TilknyttedeBrugere?.[0]?.reference, { uuid: bruger });
  assert.deepEqual(funktion?.relationer.TilknyttedeEnheder?.[0]?.reference, { uuid: csvUuid(EJER, 'enhed', '110') });
  const [person] = (await laes('Bruger', bruger))?.relationer.TilknyttedePersoner ?? [];
  assert.deepEqual(person?.reference, { uuid: csvUuid(EJER, 'person', 'lypo') });
  assert.equal((await laes('Person', csvUuid(EJER, 'person', 'lypo')))?.egenskaber[0]?.felter.NavnTekst, 'Lykke Prøve');
});

test('what is different becomes a change from the day on, and the rest is left alone', async () => {
  const aendret = skabelon('enheder')
    .replace('Åby Skole', 'Aaby Skole')
    .replace(';skole@example.dk', ';')
    .replace('2027-07-31', '')
    .replace(';Afdeling;2000000000008', ';Team;2000000000008');
  assert.deepEqual(await tal('enheder', aendret, { iDag: '2026-07-01' }), [0, 2, 5, 0]);
  const skole = await enhed('110');
  assert.deepEqual(
    skole?.egenskaber.map(({ felter, virkning }) => [felter.EnhedNavn, virkning.fra, virkning.til]),
    [
      ['Åby Skole', dag('2024-08-01'), dag('2026-07-01')],
      ['Aaby Skole', dag('2026-07-01'), 1e21],
    ],
  );
  assert.deepEqual(perioder(skole?.tilstande), [[dag('2024-08-01'), 1e21, 'Aktiv']]);
  assert.deepEqual(
    skole?.relationer.Adresser?.map(({ virkning }) => virkning.til).sort((a, b) => a - b),
    [dag('2026-07-01'), 1e21],
  );
  assert.deepEqual(await tal('enheder', aendret, { iDag: '2026-07-01' }), [0, 0, 7, 0]);
  assert.deepEqual(await tal('enheder', aendret, { iDag: '2026-09-01' }), [0, 0, 7, 0]);
  assert.deepEqual(
    (await enhed('100'))?.relationer.Enhedstype?.map(({ virkning }) => virkning.fra),
    [dag('2020-01-01'), dag('2026-07-01')],
  );
});

test('a column that is not there, and what others have added, are left alone', async () => {
  const uuid = csvUuid(EJER, 'enhed', '100');
  const [kendt] = await store.hent([EJER], 'OrganisationEnhed', [uuid], 'nuvaerende');
  const forrige = kendt!.registreringer[0]!;
  const url = {
    virkning: { fra: dag('2026-01-01'), til: 1e21 },
    reference: { uuid: csvUuid(EJER, 'enhed', 'hjemmeside') },
    rolle: { uuid: klasseUuid('OrganisationEnhed.Adresse.URL') },
    type: { uuid: klasseUuid('Adresse.Type.OrgEnhedAdresse') },
    indeks: '7',
  };
  const Adresser = [...forrige.relationer.Adresser!, url].sort((a, b) => a.virkning.fra - b.virkning.fra);
  clock.advance(1000);
  const ny = { ...forrige, tidspunkt: clock(), relationer: { ...forrige.relationer, Adresser } };
  const noegle = { ejer: EJER, objekttype: 'OrganisationEnhed', uuid } as const;
  assert.ok(await store.gem([{ ...noegle, verbum: 'ret', forventetNr: kendt!.nr, forrige, nye: [ny] }]));
  const fil = 'enhedsid,NAVN,"e mail"\n100,"Børn, Unge",\n110,Aaby Skole,\n';
  assert.deepEqual(await tal('enheder', fil, { iDag: '2026-10-01' }), [0, 1, 1, 0]);
  const efter = await enhed('100');
  assert.equal(efter?.egenskaber.at(-1)?.felter.EnhedNavn, 'Børn, Unge');
  const roller = efter?.relationer.Adresser?.filter(({ virkning }) => virkning.til === 1e21).map(({ rolle }) => rolle);
  const tilbage = ['Postadresse', 'EAN', 'Telefon', 'URL'] as const;
  assert.deepEqual(
    new Set(roller?.map((rolle) => (rolle && 'uuid' in rolle ? rolle.uuid : ''))),
    new Set(tilbage.map((navn) => klasseUuid(`OrganisationEnhed.Adresse.${navn}`))),
  );
  assert.equal(efter?.relationer.Overordnet?.length, 1);
});

test('whoever is gone is told of, ends on the day that is said, and comes back with the row', async () => {
  const uden = skabelon('medarbejdere')
    .split('\n')
    .filter((line) => !line.startsWith('anso'))
    .join('\n');
  assert.deepEqual(await tal('medarbejdere', uden, { iDag: '2026-10-01' }), [0, 0, 4, 2]);
  assert.deepEqual(await tal('medarbejdere', uden, { iDag: '2026-10-01', borteTil: '2026-12-31' }), [0, 2, 4, 0]);
  assert.deepEqual(await tal('medarbejdere', uden, { iDag: '2026-10-01', borteTil: '2026-12-31' }), [0, 0, 6, 0]);
  const funktion = () => laes('OrganisationFunktion', csvUuid(EJER, 'ansaettelse', 'anso/100'));
  assert.deepEqual(perioder((await funktion())?.tilstande), [
    [dag('2020-01-01'), dag('2027-01-01'), 'Aktiv'],
    [dag('2027-01-01'), 1e21, 'Inaktiv'],
  ]);
  const bruger = await laes('Bruger', csvUuid(EJER, 'bruger', 'anso'));
  assert.equal(bruger?.tilstande.at(-1)?.vaerdi, 'Inaktiv');
  // Next year it is over and no more missed.
  assert.deepEqual(await tal('medarbejdere', uden, { iDag: '2027-02-01' }), [0, 0, 4, 0]);
  const uden_fra = skabelon('medarbejdere').replace('2020-01-01', '');
  assert.deepEqual(await tal('medarbejdere', uden_fra, { iDag: '2027-03-01' }), [0, 2, 7, 0]);
  assert.deepEqual(perioder((await funktion())?.tilstande), [
    [dag('2020-01-01'), dag('2027-01-01'), 'Aktiv'],
    [dag('2027-01-01'), dag('2027-03-01'), 'Inaktiv'],
    [dag('2027-03-01'), 1e21, 'Aktiv'],
  ]);
});

test('nothing ends while a row is refused whose key cannot be told: it may be the row that is missed', async () => {
  const linjer = skabelon('enheder').trimEnd().split('\n');
  const cut = (line: string) => line.replace(/^110;/, ';');
  const long = (line: string) => (line.startsWith('110;') ? `å;${line}` : line);
  for (const [change, regel] of [
    [cut, 'fil-mangler'],
    [long, 'fil-raekke'],
  ] as const) {
    clock.advance(1000);
    const fil = `${linjer.map(change).join('\n')}\n`;
    const { afviste } = await indlaesCsv(store, 'enheder', fil, { iDag: '2026-10-01', borteTil: '2026-12-31' });
    assert.deepEqual(
      afviste.map(({ uuid, brud }) => [uuid, brud[0]!.regel]),
      [
        [csvUuid(EJER, 'enhed', '110'), 'fil-borte'],
        [undefined, regel],
      ],
    );
    assert.match(afviste[0]!.brud[0]!.forventet, /nothing ends while a row is refused whose key cannot be told/);
    assert.equal((await enhed('110'))?.tilstande.at(-1)?.vaerdi, 'Aktiv');
  }
});

test('a user who works in two units has two functions, and is one user', async () => {
  const fil = 'Brugerid;Navn;Enhedsid;Titel\nto;To Steder;100;A\nto;To Steder;110;B\n';
  assert.deepEqual((await tal('medarbejdere', fil, { iDag: '2027-03-01' })).slice(0, 3), [4, 0, 0]);
  assert.deepEqual((await tal('medarbejdere', fil, { iDag: '2027-03-01' })).slice(0, 3), [0, 0, 4]);
});

test('whoever left and is hired again has a second period from the new first day, every night after', async () => {
  const fil = (fra: string, til = '') => `Brugerid;Navn;Enhedsid;Fra;Til\nigen;Igen Ansat;100;${fra};${til}\n`;
  const antal = async (...given: Parameters<typeof indlaesCsv> extends [Store, string, ...infer Rest] ? Rest : never) =>
    (await tal('medarbejdere', ...given)).slice(0, 3);
  const ansat = async () => {
    const funktion = await laes('OrganisationFunktion', csvUuid(EJER, 'ansaettelse', 'igen/100'));
    return perioder(funktion?.tilstande).filter(([, , vaerdi]) => vaerdi === 'Aktiv');
  };
  assert.deepEqual(await antal(fil('2020-01-01', '2024-12-31'), { iDag: '2026-03-01' }), [3, 0, 0]);
  assert.deepEqual(await antal(fil('2026-05-01'), { iDag: '2026-05-04' }), [0, 1, 2]);
  const perioderne = [
    [dag('2020-01-01'), dag('2025-01-01'), 'Aktiv'],
    [dag('2026-05-01'), 1e21, 'Aktiv'],
  ];
  assert.deepEqual(await ansat(), perioderne);
  assert.deepEqual(await antal(fil('2026-05-01'), { iDag: '2026-05-05' }), [0, 0, 3]);
  assert.deepEqual(await antal(fil('2026-05-01', '2026-12-31'), { iDag: '2026-05-06' }), [0, 1, 2]);
  // Straight on after the last day.
  assert.deepEqual(await antal(fil('2027-01-01'), { iDag: '2026-11-01' }), [0, 1, 2]);
  assert.deepEqual(await antal(fil('2027-01-01'), { iDag: '2026-11-02' }), [0, 0, 3]);
  assert.deepEqual(await ansat(), [
    perioderne[0],
    [dag('2026-05-01'), dag('2027-01-01'), 'Aktiv'],
    [dag('2027-01-01'), 1e21, 'Aktiv'],
  ]);
  // A first day within a period that has begun, or before one, would correct the past.
  for (const fra of ['2019-01-01', '2022-01-01', '2025-06-01', '2026-06-01']) {
    const { afviste } = await indlaesCsv(store, 'medarbejdere', fil(fra), { iDag: '2026-11-01' });
    assert.ok(
      afviste.some(({ brud }) => brud[0]!.regel === 'fil-fra'),
      fra,
    );
  }
});

test('what is wrong is refused with its line, its column and what would be right', async () => {
  const fil = [
    'Enhedsid;Navn;Overordnet;Fra;Til;Enhedstype;EAN;Postnummer;Adresse',
    ';Uden id;;;;;;',
    '1;;;;;;;',
    '2;B;findes ikke;;;;;',
    '3;C;3;;;;;',
    '4;D;;31/02/2026;;;;',
    '5;E;;2026-02-01;2026-01-01;;;',
    '6;F;;;;Kontor;;',
    '7;G;;;;;2000000000001;',
    '8;H;;;;;;12',
    `${'x'.repeat(51)};I;;;;;;`,
    '9;J;;;;;;;;;',
    '10;"K ""med"" citat\nog linje";;;;;;',
    '10;L;;;;;;',
    '11;M;10;01-02-2026;28.02.2026;urn:x:y;;',
    '110;Aaby Skole;;2020-01-01;;;;',
    '12;\u0001;;;;;;',
  ].join('\r\n');
  const { taelling, afviste } = await indlaesCsv(store, 'enheder', fil, { iDag: '2027-03-01' });
  assert.deepEqual(
    afviste
      .filter(({ brud }) => brud[0]!.regel !== 'fil-borte')
      .map(({ linje, brud }) => `${linje} ${brud.map(({ regel, sted }) => `${regel} ${sted}`).join(', ')}`)
      .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
    [
      '2 fil-mangler Enhedsid',
      '3 fil-mangler Navn',
      '4 fil-overordnet Overordnet',
      '5 fil-overordnet Overordnet',
      '6 fil-form Fra',
      '7 fil-form Til',
      '8 fil-form Enhedstype',
      '9 fil-form EAN',
      '10 fil-form Postnummer',
      '11 fil-form Enhedsid',
      '12 fil-raekke the row',
      '15 fil-gentaget Enhedsid',
      '17 fil-fra OrganisationEnhed: Fra',
      '18 fil-form Navn',
    ],
  );
  assert.equal(taelling.nye, 2);
  assert.equal((await enhed('10'))?.egenskaber[0]?.felter.EnhedNavn, 'K "med" citat\nog linje');
  assert.deepEqual(perioder((await enhed('11'))?.tilstande)[0], [dag('2026-02-01'), dag('2026-03-01'), 'Aktiv']);
  const ukendt = await indlaesCsv(store, 'medarbejdere', 'Brugerid;Navn;Enhedsid;CPR\na;A;?;\nb;B;100;12\n');
  assert.deepEqual(
    ukendt.afviste
      .filter(({ linje, brud }) => linje < 9 && brud[0]!.regel !== 'fil-borte')
      .map(({ brud }) => brud[0]!.regel),
    ['fil-enhed', 'fil-form'],
  );
});

test('a file without a header, and a quote that does not end, are no CSV of ours', async () => {
  await assert.rejects(indlaesCsv(store, 'enheder', 'a;b\n'), /no header of enheder; see --template enheder/);
  await assert.rejects(indlaesCsv(store, 'enheder', 'Enhedsid;Navn\n1;"x\n'), /line 2 has a " too many/);
  const langt = `Enhedsid;Navn\n1;"${'x'.repeat(200_000)}`;
  await assert.rejects(indlaesCsv(store, 'enheder', langt), /line 2 is longer than 100000 characters/);
});
