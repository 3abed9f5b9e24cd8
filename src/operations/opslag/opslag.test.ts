/** What one request reads: bulk reads at a point of both axes, who sees what, and where it ends (docs/decisions/0048). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALT, INGEN_RET, type Rettigheder } from '../../access/rettigheder.ts';
import { FkorgError } from '../../base/error.ts';
import { FRA_ALTID, TIL_ALTID } from '../../base/instant.ts';
import type { Kriterium } from '../../register/soegning.ts';
import { KOMBIT, KORSBAEK, NABO, NU, ORGANISATION, Verden } from '../verden.testing.ts';
import type { Opslagsfrist } from './frist.ts';
import { aabnOpslag } from './nyt-opslag.ts';
import type { Fundne, Opslag } from './opslag.ts';

const NAT = 86_400_000;
const nu = { virkning: NU + NAT };
const UDEN_FAELLES: Rettigheder = { egne: ALT.egne, andres: new Map() };

function opslag(
  verden: Verden,
  { rettigheder, cvr, ...frist }: { rettigheder?: Rettigheder; cvr?: string } & Partial<Opslagsfrist> = {},
): Opslag {
  const aabnet = aabnOpslag(verden.kontekst(cvr, rettigheder), { timeoutMs: 60_000, ...frist });
  assert.ok('kalder' in aabnet);
  return aabnet;
}

const felt = (navn: string, vaerdi: string): Kriterium => ({
  art: 'felt',
  navn,
  vaerdi,
  virkning: { fra: nu.virkning, til: nu.virkning + 1 },
});

/** Those of the UUIDs that were found. */
const fundne = (objekter: Fundne, uuids: readonly string[]) =>
  uuids.filter((uuid) => objekter.get(uuid)?.uuid === uuid);

const peger = (uuid: string, fra = FRA_ALTID, til = TIL_ALTID) => [{ virkning: { fra, til }, reference: { uuid } }];

test('objects come at a point of both axes, each read once; what has ended is not there', async () => {
  await using verden = await Verden.ny();
  const [en, to, ukendt] = [verden.nytUuid(), verden.nytUuid(), verden.nytUuid()];
  await verden.importer('Bruger', { BrugerNavn: 'foer' }, { uuid: en });
  await verden.importer('Bruger', { BrugerNavn: 'to' }, { uuid: to });
  const dengang = verden.ur();
  await verden.kald({ verbum: 'passiver', objekttype: 'Bruger', uuid: to });
  const egne = opslag(verden);
  const alle = [en, to, ukendt, en];
  const nuvaerende = await egne.hent('Bruger', alle, nu);
  assert.deepEqual(fundne(nuvaerende, alle), [en, en]);
  const spurgt = egne.tal;
  assert.equal((await egne.hent('Bruger', [en], nu)).get(en), nuvaerende.get(en));
  assert.deepEqual(egne.tal, spurgt);
  assert.equal(egne.tal.objekter, 3);
  const foer = await egne.hent('Bruger', [en, to], { ...nu, registrering: dengang - 1 });
  assert.deepEqual(fundne(foer, [en, to]), [en, to]);
  assert.equal((await egne.hent('Bruger', [en], { ...nu, registrering: NU - NAT })).get(en), undefined);
});

test('what points at things is found for each of them, in the periods of the relation', async () => {
  await using verden = await Verden.ny();
  const [a, b, c] = [verden.nytUuid(), verden.nytUuid(), verden.nytUuid()];
  const funktion = (uuid: string, fra: number, til: number) =>
    verden.importer(
      'OrganisationFunktion',
      { FunktionNavn: 'x' },
      { relationer: { TilknyttedeBrugere: peger(uuid, fra, til) } },
    );
  await funktion(a, FRA_ALTID, TIL_ALTID);
  await funktion(a, NU - NAT, NU);
  await funktion(b, NU, TIL_ALTID);
  const pegende = (virkning: number, registrering?: number) =>
    opslag(verden).somPegerPaa('OrganisationFunktion', 'TilknyttedeBrugere', [a, b, c], {
      virkning,
      ...(registrering !== undefined && { registrering }),
    });
  const antal = (fundne: Awaited<ReturnType<typeof pegende>>) => [a, b, c].map((uuid) => fundne.get(uuid)?.length);
  assert.deepEqual(antal(await pegende(NU)), [1, 1, undefined]);
  assert.deepEqual(antal(await pegende(NU - 1)), [2, undefined, undefined]);
  assert.deepEqual(antal(await pegende(NU - 1, NU)), [1, undefined, undefined]);
});

test('the own Organisation, Virksomhed and Myndighed are seen without a role in common data, and nothing else of KOMBIT', async () => {
  await using verden = await Verden.ny();
  const { store } = verden.kontekst();
  const [virksomhed, anden] = [verden.nytUuid(), verden.nytUuid()];
  const stamdata = { organisationUuid: ORGANISATION, virksomhedUuid: virksomhed, myndighedUuid: verden.nytUuid() };
  await store.gemMyndighed({ cvr: KORSBAEK, navn: 'Korsbæk', rodenhedUuid: verden.nytUuid(), ...stamdata });
  for (const uuid of [virksomhed, anden]) {
    await verden.importer('Virksomhed', { 'CVR-NummerTekst': KORSBAEK }, { uuid, cvr: KOMBIT });
  }
  await verden.importer('Organisation', { OrganisationNavn: 'Korsbæk' }, { uuid: ORGANISATION, cvr: KOMBIT });
  const uden = opslag(verden, { rettigheder: UDEN_FAELLES });
  assert.deepEqual(fundne(await uden.hent('Virksomhed', [virksomhed, anden], nu), [virksomhed, anden]), [virksomhed]);
  assert.ok((await uden.hent('Organisation', [ORGANISATION], nu)).get(ORGANISATION));
  const nabo = opslag(verden, { rettigheder: UDEN_FAELLES, cvr: NABO });
  assert.equal((await nabo.hent('Organisation', [ORGANISATION], nu)).get(ORGANISATION), undefined);
  assert.equal(await nabo.myndighed(KORSBAEK), undefined);
  assert.equal((await uden.myndighed(KORSBAEK))?.virksomhedUuid, virksomhed);
});

test('names and CPR are there, and searched for, with their restrictions alone', async () => {
  await using verden = await Verden.ny();
  const uuid = verden.nytUuid();
  await verden.importer('Person', { NavnTekst: 'Ida', 'CPR-NummerTekst': '0101010101' }, { uuid });
  const egne = { ...INGEN_RET, laes: true, seNavn: true };
  const delvis = opslag(verden, { rettigheder: { egne, andres: new Map() } });
  const person = (await delvis.hent('Person', [uuid], nu)).get(uuid)!;
  assert.deepEqual(person.skjulte, ['CPR-NummerTekst']);
  assert.deepEqual(person.registrering.egenskaber[0]?.felter, { NavnTekst: 'Ida' });
  assert.deepEqual(await delvis.find(KORSBAEK, 'Person', [felt('NavnTekst', 'I*')], nu), [uuid]);
  assert.equal(await delvis.find(KORSBAEK, 'Person', [felt('CPR-NummerTekst', '0101010101')], nu), 'CPR-NummerTekst');
  assert.deepEqual(await opslag(verden).find(KORSBAEK, 'Person', [felt('CPR-NummerTekst', '0101010101')], nu), [uuid]);
  assert.deepEqual(await opslag(verden, { cvr: NABO }).find(NABO, 'Person', [felt('NavnTekst', 'I*')], nu), []);
});

test('a request ends where it reads too much, where a filter hits too many, where it takes too long, and where nobody waits', async () => {
  await using verden = await Verden.ny({ opslagObjekterMax: 3, opslagFundneMax: 1 });
  const uuids = [verden.nytUuid(), verden.nytUuid()];
  for (const uuid of uuids) await verden.importer('Adresse', { AdresseTekst: 'Vej 1' }, { uuid });
  const afvises = (svar: Promise<unknown>, code: string) =>
    assert.rejects(svar, (error) => error instanceof FkorgError && error.code === code);
  await afvises(opslag(verden).hent('Adresse', [...uuids, verden.nytUuid(), verden.nytUuid()], nu), 'limit-passed');
  await afvises(opslag(verden).find(KORSBAEK, 'Adresse', [felt('AdresseTekst', 'Vej*')], nu), 'limit-passed');
  await afvises(opslag(verden, { timeoutMs: 0 }).hent('Adresse', uuids, nu), 'answer-timeout');
  await afvises(opslag(verden, { signal: AbortSignal.abort() }).hent('Adresse', uuids, nu), 'aborted');
});

test('who has no role is refused at the door', async () => {
  await using verden = await Verden.ny();
  const rettigheder = { egne: INGEN_RET, andres: new Map() };
  const afvist = aabnOpslag(verden.kontekst(KORSBAEK, rettigheder), { timeoutMs: 1000 });
  assert.ok('status' in afvist && afvist.brud[0]?.regel === 'rolle-mangler');
});
