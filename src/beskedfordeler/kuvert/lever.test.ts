import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DATA, eksempel, laest, SIGNATUR } from './eksempel.testing.ts';
import { type Haendelsesbesked, vaerdierPaa } from './haendelsesbesked.ts';
import { type Afsendelse, type Leverance, medAfsendelse, skrivLeveret } from './lever.ts';

const I = ['Beskedkuvert', 'Leveranceinformation'];
const RUTE = [...I, 'Leveranceruter', 'Leverancerute'];
const RUTETEKST = /<besked:Leverancerute[ >].*?<\/besked:Leverancerute>/;

const LEVERANCE: Leverance = {
  tilladteModtagere: ['urn:oio:cvr:22222222'],
  abonnementUuid: 'aaaaaaaa-0000-4000-8000-000000000001',
  forsoeg: 1,
  modtaget: Date.UTC(2026, 0, 1),
  leveret: Date.UTC(2026, 6, 1),
  fordelingssystem: 'bbbbbbbb-0000-4000-8000-000000000002',
};

const AFSENDER = {
  transaktionsId: 'cccccccc-0000-4000-8000-000000000003',
  kildesystem: 'dddddddd-0000-4000-8000-000000000004',
  ipAdresse: '::FFFF:192.0.2.1',
} as const satisfies Afsendelse;

const alle = (besked: Haendelsesbesked): Leverance => ({ ...LEVERANCE, tilladteModtagere: besked.tilladteModtagere });

test('the copy is the message with its other receivers out and its route in, and nothing else changed', () => {
  const besked = laest(eksempel());
  const kopi = skrivLeveret(besked, LEVERANCE);
  const uden = kopi.replace(/<k:Leveranceinformation>.*<\/k:Leveranceinformation>/, '<k:Leveranceinformation />');
  const ventet = besked.tekst.replace(/\s*<k:TilladtModtager><URNIdentifikator>urn:oio:cvr-nr.*\n/, '\n');
  assert.equal(uden, ventet);
  assert.ok(kopi.includes(SIGNATUR) && kopi.includes(DATA));
});

test('the copy fits the schema and says who delivered it, when, for which subscription and for the how manieth time', () => {
  const kopi = laest(skrivLeveret(laest(eksempel()), { ...LEVERANCE, forsoeg: 2, modtagetFra: AFSENDER.kildesystem }));
  assert.deepEqual(kopi.tilladteModtagere, ['urn:oio:cvr:22222222']);
  const paa = (...navne: string[]) => vaerdierPaa(kopi, [...RUTE, ...navne]);
  assert.deepEqual(paa('Fordelingssystem'), [LEVERANCE.fordelingssystem]);
  assert.deepEqual(paa('ModtagelsesTidspunkt'), ['2026-01-01T01:00:00.000+01:00']);
  assert.deepEqual(paa('LeveranceTidspunkt'), ['2026-07-01T02:00:00.000+02:00']);
  assert.deepEqual(paa('ModtagetFraSystem'), [AFSENDER.kildesystem]);
  assert.deepEqual(paa('ErLeveretIHenholdTil'), [LEVERANCE.abonnementUuid]);
  assert.deepEqual(paa('LeveranceruteLokalUdvidelse', 'AntalLeveranceforsoeg'), ['2']);
});

const VARIANTER = [
  '<k:Leveranceinformation />',
  '<k:Leveranceinformation></k:Leveranceinformation>',
  '<k:Leveranceinformation><!-- tom --></k:Leveranceinformation>',
  '<k:Leveranceinformation><k:Leveranceruter/></k:Leveranceinformation>',
  '<l:Leveranceinformation xmlns:l="urn:oio:besked:kuvert:1.0" ><l:Leveranceruter\n><l:Leverancerute/></l:Leveranceruter></l:Leveranceinformation>',
  '<k:Leveranceinformation><k:LeveranceinformationLokalUdvidelse><a xmlns="urn:a"/></k:LeveranceinformationLokalUdvidelse></k:Leveranceinformation>',
  '<k:Leveranceinformation><k:Dannelsestidspunkt><GraenseIndikator>true</GraenseIndikator></k:Dannelsestidspunkt><k:Sikkerhedsklassificering><UUIDIdentifikator>x</UUIDIdentifikator></k:Sikkerhedsklassificering></k:Leveranceinformation>',
  '<k:Leveranceinformation><k:Kildesystem><UUIDIdentifikator>andet</UUIDIdentifikator></k:Kildesystem><k:KildesystemAkkreditiver>a&#x9;b</k:KildesystemAkkreditiver></k:Leveranceinformation>',
];

test('a route is put in where the schema has it, whatever is there, and routes from before stay first', () => {
  for (const information of VARIANTER) {
    const besked = laest(eksempel({ information }));
    const foer = vaerdierPaa(besked, RUTE).length;
    const kopi = laest(skrivLeveret(besked, alle(besked)));
    assert.deepEqual(vaerdierPaa(kopi, [...RUTE, 'Fordelingssystem']), [LEVERANCE.fordelingssystem], information);
    assert.equal(kopi.tekst.match(/Leverancerute[ />]/g)!.length > foer, true);
    const igen = laest(skrivLeveret(kopi, { ...alle(kopi), fordelingssystem: AFSENDER.kildesystem }));
    const ventet = [LEVERANCE.fordelingssystem, AFSENDER.kildesystem];
    assert.deepEqual(vaerdierPaa(igen, [...RUTE, 'Fordelingssystem']), ventet, information);
  }
});

test('what a sender left out about itself is filled in, and what it wrote stays', () => {
  for (const information of VARIANTER) {
    const kendt = laest(eksempel({ information }));
    const besked = laest(medAfsendelse(kendt, AFSENDER));
    const paa = (navn: string) => vaerdierPaa(besked, [...I, navn]);
    assert.deepEqual(paa('TransaktionsId'), [AFSENDER.transaktionsId], information);
    const skrevet = vaerdierPaa(kendt, [...I, 'Kildesystem']);
    assert.deepEqual(paa('Kildesystem'), skrevet.length > 0 ? skrevet : [AFSENDER.kildesystem]);
    assert.deepEqual(paa('KildesystemIPAdresse'), [AFSENDER.ipAdresse]);
    assert.equal(medAfsendelse(besked, AFSENDER), besked.tekst);
  }
});

test('whatever stands in the payload and however the message is laid out, all of it but the route is kept', () => {
  const stykke = fc.constantFrom(
    ' ',
    '\n\t',
    '\r\n',
    'a',
    '&amp;',
    '&#xD;',
    '<!-- x -->',
    '<?p i?>',
    '<![CDATA[<]]>',
    '😀',
  );
  const element = fc
    .tuple(fc.array(stykke), fc.constantFrom('', ' xmlns="urn:x"', ' a=\'1\'  b = "&lt;>"', ' xmlns:k="urn:andet"'))
    .map(([dele, attributter]) => `<e${attributter}>${dele.join('')}</e>`);
  fc.assert(
    fc.property(fc.array(element, { maxLength: 3 }), fc.constantFrom(...VARIANTER), (data, information) => {
      const dokument = eksempel({ information }).replace(DATA, () => data.join('\n'));
      const besked = laest(dokument);
      assert.ok(dokument.includes(besked.tekst));
      const kopi = skrivLeveret(besked, alle(besked));
      assert.ok(kopi.includes(data.join('\n')));
      const uden = laest(kopi).tekst.replace(RUTETEKST, '');
      const tom = /<besked:Leveranceruter[^>]*><\/besked:Leveranceruter>/;
      const fortaettet = (tekst: string) => tekst.replace(/<(\w+:\w+)\s*><\/\1>/g, '<$1/>').replace(/\s+\/>/g, '/>');
      assert.equal(fortaettet(uden.replace(tom, '')), fortaettet(besked.tekst));
    }),
  );
});
