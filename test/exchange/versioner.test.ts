/**
 * Files of XML speak the contract in a version (docs/decisions/0043): an object is written in the oldest one that can say all
 * of it, is read from either, and an edition takes nothing away that its version has no words for.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { dagOf } from '../../src/exchange/csv-vaerdier.ts';
import { laesOioUdgave } from '../../src/exchange/klassifikation/oio-udgave.ts';
import { emnerAfOio } from '../../src/exchange/oio-laes.ts';
import type { Indhold, Relation } from '../../src/register/model.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { clock, DAGE, TIDER } from '../store/verden.ts';
import { Klasseverden } from './klasser.ts';
import { EJER, eksporteret, indlaesOio, MYNDIGHED, skema, somTekst } from './verden.ts';

const virkning = { fra: DAGE[0]!, til: 1e21 };
const [MAPNING, KLASSE] = ['9ef341c6-251b-4820-a077-9071a9070644', '9870b51e-3bc0-4f98-8827-eba991dd89a9'];
const mapning = (rolle: string, indeks?: string): Relation => ({
  virkning,
  reference: { uuid: KLASSE! },
  rolle: { uuid: rolle },
  type: { uuid: KLASSE! },
  ...(indeks && { indeks }),
});
const klasse = (felter: Indhold['egenskaber'][number]['felter'], relationer: Indhold['relationer'] = {}) => ({
  egenskaber: [{ virkning, felter: { TitelTekst: 'K', ...felter } }],
  tilstande: [{ virkning, vaerdi: 'true' }],
  relationer: { Facet: [{ virkning, reference: { uuid: KLASSE! } }], ...relationer },
});

let store: Store;
before(async () => {
  store = await openStore({ database: ':memory:', clock });
  await store.gemMyndighed(MYNDIGHED);
});
after(() => store.close());

async function gemt(indhold: Indhold): Promise<string> {
  const uuid = newUuid();
  const nye = [{ tidspunkt: TIDER[0]!, livscyklusKode: 'Importeret' as const, ...indhold }];
  const skrivning = {
    ejer: EJER,
    objekttype: 'Klasse' as const,
    uuid,
    verbum: 'importer' as const,
    forventetNr: 0,
    nye,
  };
  assert.equal(await store.gem([skrivning]), true);
  return uuid;
}

test('a class goes out in the version that has words for it, and comes back as it was', async () => {
  const usage = { virkning, reference: { uuid: KLASSE! } };
  const [i6, i7, anden, ingen] = [
    await gemt(klasse({}, { Erstatter: [usage], Mapninger: [mapning(MAPNING!)] })),
    await gemt(klasse({ Sortering: '7' })),
    await gemt(klasse({}, { Mapninger: [mapning(newUuid(), newUuid())] })),
    await gemt(klasse({ Sortering: '7' }, { Erstatter: [usage] })),
  ];
  const fil = await eksporteret(store, { format: 'oio' });
  const versionAf = (uuid: string) => {
    const linje = fil.split('\n').find((en) => en.includes(`>${uuid}</sd:UUIDIdentifikator><`))!;
    return linje.includes('klassifikation/klasse/7/') ? 7 : 6;
  };
  assert.deepEqual([i6, i7, anden, ingen].map(versionAf), [6, 7, 7, 6]);
  const andet = await openStore({ database: ':memory:', clock });
  try {
    await andet.gemMyndighed(MYNDIGHED);
    const { taelling, afviste } = await indlaesOio(andet, fil);
    assert.deepEqual([taelling.nye, afviste], [4, []]);
    assert.equal((await indlaesOio(andet, fil)).taelling.samme, 4);
    const af = async (hvor: Store, uuid: string) => {
      const [objekt] = await hvor.hent([EJER], 'Klasse', [uuid], 'nuvaerende');
      const { egenskaber, relationer } = objekt!.registreringer[0]!;
      return { egenskaber, relationer };
    };
    for (const uuid of [i6, i7, anden]) assert.deepEqual(await af(andet, uuid), await af(store, uuid));
    assert.equal((await af(andet, ingen)).egenskaber[0]!.felter.Sortering, undefined, 'only JSON says it all');
  } finally {
    await andet.close();
  }
});

/** A class in XML, in a version. */
const xml = (version: 6 | 7, uuid: string, egenskab: string, relationer = '') =>
  `<Objekter xmlns="urn:fkorg:objekter:1" xmlns:k="http://stoettesystemerne.dk/klassifikation/klasse/${version}/" xmlns:sd="urn:oio:sagdok:3.0.0">
  <k:Klasse><sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator><k:Registrering><k:AttributListe><k:Egenskab><sd:BrugervendtNoegleTekst>Opgave.Type.K</sd:BrugervendtNoegleTekst>
  ${egenskab}</k:Egenskab></k:AttributListe><k:TilstandListe/><k:RelationListe>${relationer}</k:RelationListe></k:Registrering></k:Klasse></Objekter>`;

test('an edition in version 6 leaves Sortering and roles alone, one in version 7 the four relations', async () => {
  const verden = await Klasseverden.ny();
  try {
    const uuid = newUuid();
    const ref = `<sd:ReferenceID><sd:UUIDIdentifikator>${KLASSE}</sd:UUIDIdentifikator></sd:ReferenceID>`;
    const [foer] = await verden.store.hent([KOMBIT_CVR], 'Klasse', [KLASSE!], 'nuvaerende');
    const facet = foer!.registreringer[0]!.relationer.Facet![0]!.reference as { uuid: string };
    const iFacet = `<sd:Facet><sd:ReferenceID><sd:UUIDIdentifikator>${facet.uuid}</sd:UUIDIdentifikator></sd:ReferenceID></sd:Facet>`;
    const [rolle, indeks] = [newUuid(), newUuid()];
    const medRolle = `${iFacet}<sd:Mapninger>${ref}<sd:Rolle><sd:UUIDIdentifikator>${rolle}</sd:UUIDIdentifikator></sd:Rolle><sd:Type><sd:UUIDIdentifikator>${KLASSE}</sd:UUIDIdentifikator></sd:Type><sd:Indeks><sd:UUIDIdentifikator>${indeks}</sd:UUIDIdentifikator></sd:Indeks></sd:Mapninger>`;
    const udgave = (dag: string, tekst: string) =>
      verden.indlaes(dag, () => laesOioUdgave(emnerAfOio(somTekst(tekst), skema, KOMBIT_CVR), dagOf(dag)!));
    const titel = (tekst: string) => `<sd:TitelTekst>${tekst}</sd:TitelTekst>`;
    const syv = await udgave('2026-06-01', xml(7, uuid, `${titel('A')}<sd:Sortering>4</sd:Sortering>`, medRolle));
    assert.deepEqual([syv.afviste, syv.forskelle.map(({ art }) => art)], [[], ['ny']]);
    const seks = xml(
      6,
      uuid,
      titel('A'),
      `<sd:Erstatter>${ref}</sd:Erstatter>${iFacet}<sd:Mapninger>${ref}</sd:Mapninger>`,
    );
    const to = await udgave('2026-06-03', seks);
    assert.deepEqual(to.afviste, []);
    assert.deepEqual(
      to.forskelle.map(({ efter }) => Object.keys(efter ?? {})),
      [['Erstatter']],
    );
    assert.deepEqual((await udgave('2026-06-03', seks)).forskelle, [], 'and says nothing new the next time');
    const tre = await udgave('2026-06-04', xml(7, uuid, `${titel('B')}<sd:Sortering>4</sd:Sortering>`, medRolle));
    assert.deepEqual(
      tre.forskelle.map(({ efter }) => efter),
      [{ TitelTekst: 'B' }],
    );
    const [objekt] = await verden.store.hent([KOMBIT_CVR], 'Klasse', [uuid], 'nuvaerende');
    const { egenskaber, relationer } = objekt!.registreringer[0]!;
    assert.deepEqual(egenskaber.at(-1)!.felter, {
      BrugervendtNoegleTekst: 'Opgave.Type.K',
      TitelTekst: 'B',
      Sortering: '4',
    });
    assert.equal(relationer.Erstatter?.length, 1);
    const { rolle: rolleNu, indeks: indeksNu } = relationer.Mapninger!.at(-1)!;
    assert.deepEqual([rolleNu, indeksNu], [{ uuid: rolle }, indeks]);
  } finally {
    await verden.store.close();
  }
});
