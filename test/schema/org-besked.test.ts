/** The register's own messages: by the schema of the envelope, and their payload by the received ones of RegistreringBesked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { vaerdierPaa } from '../../src/beskedfordeler/kuvert/haendelsesbesked.ts';
import { beskedgraenserOf, laesHaendelsesbesked } from '../../src/beskedfordeler/kuvert/laes.ts';
import { cloudEvent } from '../../src/beskedfordeler/org/cloud-event.ts';
import { type Orghaendelse, orgBesked } from '../../src/beskedfordeler/org/org-besked.ts';
import { ORGVALG_STANDARD, type Orgtype, type Orgvalg } from '../../src/beskedfordeler/org/valg.ts';
import { skrivRegistreringBesked } from '../../src/fronts/soap/registreringbesked.ts';
import { maal, registrering, TIDER, tilfaeldig } from '../store/verden.ts';
import { modtagetBeskedskema, modtagetRegistreringBesked, udenModtaget } from './besked-modtaget.ts';

const SEED = Number(process.env.FKORG_TEST_SEED ?? 20_260_102);
const TYPER: readonly Orgtype[] = ['Bruger', 'OrganisationEnhed'];
const FULD: Orgvalg = { ...ORGVALG_STANDARD, skrivRegistrering: skrivRegistreringBesked };

/** Made-up changes: each of an object with something in every place that its type has. */
function haendelser(antal: number): Orghaendelse[] {
  const tal = tilfaeldig(SEED);
  return Array.from({ length: antal }, (_, i) => {
    const objekttype = TYPER[i % TYPER.length]!;
    const [forrige, ny] = [TIDER[0]!, TIDER[1]!].map((tid) => registrering(tal, objekttype, tid));
    const { livscyklusKode, tidspunkt } = ny!;
    const verbum = livscyklusKode === 'Passiveret' ? 'passiver' : 'ret';
    const hvad = { objekttype, ejer: '11111111', uuid: maal(100 + i), position: i + 1, nr: 2, verbum } as const;
    return { ...hvad, livscyklusKode, tidspunkt, registrering: ny!, forrige: forrige! };
  });
}

const laest = (tekst: string) =>
  laesHaendelsesbesked(new TextEncoder().encode(tekst), beskedgraenserOf(DEFAULT_LIMITS, 1_048_576));

test('thin and full messages fit our schema of the envelope', () => {
  for (const haendelse of haendelser(40)) {
    const [tynd, fuld] = [orgBesked(haendelse, ORGVALG_STANDARD), orgBesked(haendelse, FULD)];
    assert.deepEqual(laest(tynd.tekst).rod, tynd.rod);
    assert.deepEqual(laest(fuld.tekst).rod, fuld.rod);
    assert.equal(tynd.beskedId, fuld.beskedId);
    assert.ok(!tynd.tekst.includes('Beskeddata') && fuld.tekst.includes('RegistreringBesked'));
  }
});

test('they fit the received schemas: the envelope, and what it carries', { skip: udenModtaget }, () => {
  const kuvert = modtagetBeskedskema();
  const skemaer = new Map(TYPER.map((type) => [type, modtagetRegistreringBesked(type)]));
  for (const haendelse of haendelser(40)) {
    const { tekst } = orgBesked(haendelse, FULD);
    assert.equal(kuvert.validate(new TextEncoder().encode(tekst)), undefined, tekst);
    const [data] = cloudEvent(laest(tekst), FULD).data.beskeddata as string[];
    assert.equal(skemaer.get(haendelse.objekttype)!.validate(new TextEncoder().encode(data)), undefined, data);
  }
});

test('the fields are filled as they are said to be', () => {
  const [haendelse] = haendelser(1);
  const besked = orgBesked(haendelse!, ORGVALG_STANDARD);
  const F = ['Beskedkuvert', 'Filtreringsdata'];
  const paa = (...sti: string[]) => vaerdierPaa(besked, sti);
  const R = [...F, 'ObjektRegistrering'];
  assert.deepEqual(paa(...F, 'Beskedtype'), [ORGVALG_STANDARD.Bruger.beskedtype]);
  assert.deepEqual(paa(...F, 'BeskedAnsvarligAktoer'), [ORGVALG_STANDARD.anvendersystem]);
  assert.deepEqual(paa(...F, 'TilladtModtager'), ['urn:oio:cvr-nr:11111111']);
  assert.deepEqual(paa(...R, 'ObjektAnsvarligMyndighed'), ['urn:oio:cvr-nr:11111111']);
  assert.deepEqual(paa(...R, 'ObjektId'), [haendelse!.uuid]);
  assert.deepEqual(paa(...R, 'Registreringstidspunkt'), ['2026-06-01T03:00:00.000+02:00']);
  assert.deepEqual(paa(...R, 'OpgaveEmne'), []);
  assert.equal(besked.foelsomhed, ORGVALG_STANDARD.foelsomhed);
  assert.equal(paa(...R, 'ObjektRegistreringId').length, 1);
});

test('the identifier is the same for the same change, and another for another', () => {
  const [haendelse] = haendelser(1);
  const id = (andet: Partial<Orghaendelse>, valg = ORGVALG_STANDARD) =>
    orgBesked({ ...haendelse!, ...andet }, valg).beskedId;
  const andre = [
    id({ position: 2 }),
    id({ nr: 3 }),
    id({ uuid: maal(7) }),
    id({ ejer: '22222222' }),
    id({ tidspunkt: 0 }),
    id({ verbum: 'fysiskslet' }),
    id({ afledtAf: haendelse! }),
    id({}, { ...ORGVALG_STANDARD, anvendersystem: maal(1) }),
  ];
  assert.equal(id({}), id({}));
  assert.equal(new Set([id({}), ...andre]).size, andre.length + 1);
});

test('an object that has been deleted for good since is told of without its content', () => {
  const { registrering: _, forrige: __, ...haendelse } = haendelser(1)[0]!;
  const besked = orgBesked({ ...haendelse, verbum: 'fysiskslet', livscyklusKode: 'Slettet' }, FULD);
  assert.equal(besked.handling, 'Slettet');
  assert.ok(!laest(besked.tekst).tekst.includes('Beskeddata'));
});

test('a CloudEvent says what the message says, by the names that a reader knows', () => {
  const [haendelse] = haendelser(1);
  const besked = orgBesked(haendelse!, ORGVALG_STANDARD);
  const event = JSON.parse(JSON.stringify(cloudEvent(besked, ORGVALG_STANDARD)));
  assert.deepEqual(
    { ...event, data: undefined },
    {
      specversion: '1.0',
      id: besked.beskedId,
      source: `urn:uuid:${ORGVALG_STANDARD.anvendersystem}`,
      type: 'ORG_Bruger',
      subject: haendelse!.uuid,
      time: '2026-06-01T01:00:00.000Z',
      datacontenttype: 'application/json',
      data: undefined,
    },
  );
  const { objekttype, handling, ansvarligMyndighed, beskeddata } = event.data;
  assert.deepEqual(
    { objekttype, handling, ansvarligMyndighed, beskeddata },
    { objekttype: 'Bruger', handling: 'Rettet', ansvarligMyndighed: 'urn:oio:cvr-nr:11111111', beskeddata: undefined },
  );
});
