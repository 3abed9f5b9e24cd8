/** Value lists from the outside: scenarios 16 to 19 of spec neighbours §8, and every operation with what it refuses. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { el, importInput, type Listeverden, lister, nyListeverden, SYDDJURS, uuid, vaerdier } from './verden.ts';

let verden: Listeverden;
before(async () => {
  verden = await nyListeverden({ limits: { vaerdilisteVaerdierMax: 10, vaerdilisterMax: 12, soegRowsMax: 3 } });
});
after(() => verden[Symbol.asyncDispose]());

const kald: Listeverden['kald'] = (...args) => verden.kald(...args);

async function nyListe(navn: string, ...indhold: string[]): Promise<string> {
  const svar = await kald(el('OpretInput', lister(navn, indhold)));
  assert.equal(svar.kode, 20, svar.tekst);
  return svar.tekster('UUIDIdentifikator')[0]!;
}

const laes = (id: string, cvr?: string) => kald(el('LaesInput', uuid(id)), cvr === undefined ? {} : { cvr });
const vaerdierI = async (id: string) => (await laes(id)).tekster('Vaerdi');
const slet = (id: string) => kald(el('SletInput', uuid(id)));

/** Whether a filter that names the list would find the value. */
async function matcher(liste: string, vaerdi: string): Promise<boolean> {
  return (await verden.store.vaerdilister.medlemmer([{ liste, vaerdi }])).length > 0;
}

test('scenario 16 and 17: what is on a list is found, after fjernvaerdier not, after tilfoejvaerdier again; it is a set', async () => {
  const id = await nyListe('cpr', '0101019999', '0101019999', ' 0202029999 ');
  assert.deepEqual(await vaerdierI(id), ['0101019999', '0202029999']);
  assert.ok(await matcher(id, '0202029999'));
  for (const kode of [20, 20]) assert.equal((await kald(vaerdier('FjernVaerdierInput', id, '0101019999'))).kode, kode);
  assert.equal(await matcher(id, '0101019999'), false);
  for (let n = 0; n < 2; n++) {
    assert.equal((await kald(vaerdier('TilfoejVaerdierInput', id, '0303039999', '0303039999'))).kode, 20);
  }
  assert.deepEqual(await vaerdierI(id), ['0202029999', '0303039999']);
  assert.equal((await kald(vaerdier('FjernVaerdierInput', id, '0303039999'))).kode, 20);
  assert.equal(await matcher(id, '0303039999'), false, 'added twice, removed once');
  assert.equal((await kald(vaerdier('TilfoejVaerdierInput', id))).kode, 20, 'nothing is a set too');
  assert.equal((await slet(id)).kode, 20);
});

test('scenario 18: Opstaaet, Importeret, Rettet, Passiveret and Slettet; what is deleted is not found, read or matched', async () => {
  const id = await nyListe('livsforløb', 'a');
  const kode = async () => (await laes(id)).tekster('LivscyklusKode')[0];
  assert.equal(await kode(), 'Opstaaet');
  assert.equal((await kald(importInput(id, lister('x', [])))).kode, 49, 'what is there is not imported');
  await kald(vaerdier('TilfoejVaerdierInput', id, 'b'));
  assert.equal(await kode(), 'Rettet');
  assert.equal((await kald(el('PassiverInput', uuid(id)))).tekster('LivscyklusKode')[0], 'Passiveret');
  assert.deepEqual([await kode(), await vaerdierI(id), await matcher(id, 'a')], ['Passiveret', ['a', 'b'], false]);
  assert.equal((await kald(vaerdier('TilfoejVaerdierInput', id, 'c'))).kode, 49);
  assert.equal((await kald(el('RetInput', uuid(id)))).kode, 49);
  const svar = await kald(importInput(id.toUpperCase(), lister('livsforløb', ['a'])));
  assert.deepEqual([svar.kode, svar.tekster('LivscyklusKode')[0], await kode()], [20, 'Importeret', 'Importeret']);
  assert.ok(await matcher('livsforløb', 'a'), 'by name too');

  const slettet = await slet(id);
  assert.deepEqual([slettet.kode, slettet.tekster('LivscyklusKode'), slettet.tekster('Vaerdi')], [20, ['Slettet'], []]);
  const soegt = await kald(el('SoegInput', `<SoegObjekt>${uuid(id)}</SoegObjekt>`));
  assert.deepEqual([soegt.kode, soegt.tekster('IdListe').length, (await laes(id)).kode], [44, 1, 44]);
  assert.equal((await kald(el('ListInput', uuid(id)))).kode, 44);
  assert.equal(await matcher(id, 'a'), false);
  assert.deepEqual([(await slet(id)).kode, (await kald(vaerdier('FjernVaerdierInput', id, 'a'))).kode], [44, 44]);
  assert.equal((await kald(importInput(id, lister('igen', ['z'])))).kode, 20, 'under its UUID another can come');
  await slet(id);
});

test('scenario 19: laes and list pass over every time; there is nothing but now', async () => {
  const id = await nyListe('tid', 'før');
  verden.ur.advance(60_000);
  const rettet = await kald(el('RetInput', uuid(id) + lister('tid 2', ['efter'], 'nøgle')));
  assert.deepEqual([rettet.kode, rettet.tekster('LivscyklusKode')], [20, ['Rettet']]);
  const filter = (navn: string) =>
    `<sd:${navn}><sd:TidsstempelDatoTid>2020-01-01T00:00:00.000+01:00</sd:TidsstempelDatoTid></sd:${navn}>`;
  const filtre = ['VirkningFraFilter', 'VirkningTilFilter', 'RegistreringFraFilter', 'RegistreringTilFilter'].map(
    filter,
  );
  for (const operation of ['LaesInput', 'ListInput']) {
    const svar = await kald(el(operation, uuid(id) + filtre.join('')));
    assert.deepEqual([svar.kode, svar.tekster('Vaerdi'), svar.tekster('Navn')], [20, ['efter'], ['tid 2']]);
    assert.deepEqual(svar.tekster('BrugervendtNoegleTekst'), ['nøgle']);
  }
  const uden = await kald(el('RetInput', uuid(id)));
  assert.deepEqual([uden.kode, uden.tekster('Vaerdi')], [20, ['efter']], 'without an Egenskab nothing of it changes');
  await slet(id);
});

test("another authority's lists are not there, whatever is done to them; it may use their UUIDs for its own", async () => {
  const id = await nyListe('vores', 'a');
  const fremmed = { cvr: SYDDJURS };
  for (const body of [
    el('LaesInput', uuid(id)),
    el('ListInput', uuid(id)),
    el('RetInput', uuid(id)),
    el('PassiverInput', uuid(id)),
    el('SletInput', uuid(id)),
    el('SoegInput', `<SoegObjekt>${uuid(id)}</SoegObjekt>`),
    vaerdier('TilfoejVaerdierInput', id, 'b'),
    vaerdier('FjernVaerdierInput', id, 'a'),
  ]) {
    const deres = await kald(body, fremmed);
    const ukendt = await kald(body.replaceAll(id, newUuid()), fremmed);
    assert.equal(deres.kode, 44, body);
    assert.equal(deres.tekst.replace(/<hdr:.*?<S:Body>/s, ''), ukendt.tekst.replace(/<hdr:.*?<S:Body>/s, ''));
  }
  assert.equal((await kald(importInput(id, lister('deres', ['c'])), fremmed)).kode, 20);
  assert.deepEqual([await vaerdierI(id), (await laes(id, SYDDJURS)).tekster('Vaerdi')], [['a'], ['c']]);
  await slet(id);
});

test('soeg finds by name, key, value, code and UUID, in pages', async () => {
  const alle: string[] = [];
  for (const navn of ['Ærø', 'ærø 2', 'ØST', 'vest', 'nord']) alle.push(await nyListe(navn, 'fælles', navn));
  alle.sort();
  const soeg = async (ramme: string, objekt = '') => {
    const svar = await kald(el('SoegInput', `${ramme}${objekt && `<SoegObjekt>${objekt}</SoegObjekt>`}`));
    return svar.kode === 20 ? svar.tekster('UUIDIdentifikator') : svar.kode;
  };
  const ramme = (foerste: number, antal: number) =>
    `<sd:FoersteResultatReference>${foerste}</sd:FoersteResultatReference><sd:MaksimalAntalKvantitet>${antal}</sd:MaksimalAntalKvantitet>`;
  assert.deepEqual(await soeg(''), alle.slice(0, 3), 'no more than a page');
  assert.deepEqual([await soeg(ramme(3, 100)), await soeg(ramme(1, 1))], [alle.slice(3), alle.slice(1, 2)]);
  assert.deepEqual([await soeg(ramme(5, 1)), await soeg(ramme(-1, 1)), await soeg(ramme(0, -1))], [44, 40, 40]);
  const efter = (navn: string, ...indhold: string[]) =>
    `<SoegAttributListe><SoegEgenskab><Vaerdiliste><Navn>${navn}</Navn>` +
    `${indhold.map((en) => `<Vaerdi>${en}</Vaerdi>`).join('')}</Vaerdiliste></SoegEgenskab></SoegAttributListe>`;
  assert.equal(((await soeg('', efter('ÆRØ*'))) as string[]).length, 2);
  assert.equal(((await soeg('', efter('', 'fælles', 'vest'))) as string[]).length, 1);
  assert.deepEqual([await soeg('', efter('vest', 'nord')), await soeg('', efter('', 'ukendt'))], [44, 44]);
  const efterKode = (kode: string) =>
    `<sd:SoegRegistrering><sd:LivscyklusKode>${kode}</sd:LivscyklusKode></sd:SoegRegistrering>`;
  await kald(el('PassiverInput', uuid(alle[0]!)));
  assert.deepEqual(await soeg('', efterKode('Passiveret')), [alle[0]]);
  assert.deepEqual([await soeg('', efterKode('Slettet')), await soeg('')], [44, alle.slice(1, 4)]);
  const samlet = await kald(el('ListInput', alle.map(uuid).join('')));
  assert.deepEqual([samlet.kode, samlet.tekster('UUIDIdentifikator').filter((id) => alle.includes(id))], [20, alle]);
  for (const id of alle) await slet(id);
});

test('limits and rules are refused with the place and without the values', async () => {
  const id = await nyListe('grænser', ...'123456789');
  const cpr = '0404049999';
  for (const [body, regel, sted] of [
    [vaerdier('TilfoejVaerdierInput', id, 'x', 'y'), 'vaerdier-for-mange', 'TilfoejVaerdierInput'],
    [
      vaerdier('TilfoejVaerdierInput', id, ...Array(11).fill(cpr)),
      'vaerdier-for-mange',
      'TilfoejVaerdierInput/Vaerdier',
    ],
    [vaerdier('TilfoejVaerdierInput', id, cpr, ' '), 'vaerdi-tegn', 'Vaerdier[2]'],
    [vaerdier('TilfoejVaerdierInput', id, cpr.repeat(26)), 'vaerdi-tegn', 'Vaerdier[1]'],
    [vaerdier('TilfoejVaerdierInput', id, `<b>${cpr}</b>`), 'element-ukendt', 'Vaerdier'],
    [el('OpretInput', `${cpr}${lister('x', [cpr])}`), 'tekst-uventet', 'OpretInput'],
    [el('OpretInput', lister('x', Array(11).fill(cpr))), 'vaerdier-for-mange', 'Vaerdi'],
    [el('OpretInput', lister('', [cpr])), 'vaerdi-tegn', 'Navn'],
    [el('OpretInput', '<AttributListe/><TilstandListe/><RelationListe/>'), 'vaerdiliste-egenskab', 'AttributListe'],
    [el('OpretInput', ''), 'element-mangler', 'OpretInput'],
    [importInput(newUuid(), lister('x', [cpr]), 2), 'vaerdiliste-egenskab', 'Registrering'],
    [importInput(cpr, lister('x', [])), 'vaerdi-moenster', 'UUIDIdentifikator'],
    [el('LaesInput', uuid(cpr)), 'vaerdi-moenster', 'UUIDIdentifikator'],
  ] as const) {
    const svar = await kald(body);
    assert.equal(svar.kode, 40, svar.tekst);
    const [tekst] = svar.tekster('FejlbeskedTekst');
    assert.ok(tekst!.includes(`(regel ${regel})`) && tekst!.includes(sted), tekst);
    assert.ok(!tekst!.includes(cpr), tekst);
  }
  assert.deepEqual(await vaerdierI(id), [...'123456789'], 'nothing of what was refused is there');
  const mange = [];
  for (let n = 0; n < 11; n++) mange.push(await nyListe(`nr ${n}`));
  const afvist = await kald(el('OpretInput', lister('en for meget', [])));
  assert.match(afvist.tekst, /vaerdilister-for-mange/);
  const anden = mange.pop()!;
  await kald(vaerdier('TilfoejVaerdierInput', anden, 'x', 'y'));
  assert.match((await kald(el('ListInput', uuid(id) + uuid(anden)))).tekst, /vaerdier-for-mange/);
  for (const en of [...mange, anden, id]) await slet(en);
});
