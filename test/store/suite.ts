/** The one suite of the store, run on PGlite and on PostgreSQL: every promise of `src/store/store.ts`. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../src/base/instant.ts';
import { newUuid } from '../../src/base/uuid.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { Registreringskrav } from '../../src/register/soegning.ts';
import { type ObjektType, objekttypeNavne } from '../../src/standard/objekttyper.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { facit, foer, kriterierOf, NABO, type Objekt } from './facit.ts';
import { clock, maal, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const KOMBIT = '19435075';
const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const OBJECTS_PER_TYPE = 24;

function skrivning(objekttype: ObjektType, { ejer, uuid, historik }: Objekt): Skrivning {
  return { ejer, objekttype, uuid, verbum: 'importer', forventetNr: 0, nye: historik };
}

/** Declares the suite; `open` gives an empty store. */
export function storeSuite(name: string, open: () => Promise<Store>): void {
  let store: Store;
  const verden = new Map<ObjektType, Objekt[]>();

  before(async () => {
    store = await open();
    const tal = tilfaeldig(SEED);
    for (const objekttype of objekttypeNavne) {
      const objekter = Array.from({ length: OBJECTS_PER_TYPE }, (_, nr) => ({
        ejer: [EJER, EJER, EJER, KOMBIT, NABO][nr % 5]!,
        uuid: newUuid(),
        historik: TIDER.slice(0, 1 + tal(3)).map((tid) => registrering(tal, objekttype, tid)),
      }));
      verden.set(objekttype, objekter);
      assert.ok(await store.gem(objekter.map((objekt) => skrivning(objekttype, objekt))));
    }
  });
  after(() => store.close());

  test(`${name}: every type comes back as it was saved, now and at every registration time`, async () => {
    for (const [objekttype, objekter] of verden) {
      const uuids = objekter.map(({ uuid }) => uuid);
      const nu = await store.hent([EJER, KOMBIT, NABO], objekttype, uuids, 'nuvaerende');
      assert.equal(nu.length, objekter.length);
      for (const fundet of nu) {
        const { historik, ejer } = objekter.find(({ uuid }) => uuid === fundet.uuid)!;
        assert.deepEqual([fundet.ejer, fundet.nr, fundet.registreringer], [ejer, historik.length, [historik.at(-1)]]);
      }
      for (const tid of TIDER) {
        const dengang = await store.hent([EJER], objekttype, uuids, { fra: tid, til: tid + 1 });
        for (const fundet of dengang) {
          const { historik } = objekter.find(({ uuid }) => uuid === fundet.uuid)!;
          assert.deepEqual(fundet.registreringer, [foer(historik, tid + 1)]);
        }
      }
      const alle = await store.hent([EJER], objekttype, uuids, { fra: FRA_ALTID, til: TIL_ALTID });
      for (const { uuid, registreringer } of alle) {
        assert.deepEqual(registreringer, objekter.find((objekt) => objekt.uuid === uuid)!.historik);
      }
    }
  });

  test(`${name}: one object alone is what it is among many, in every part of its history`, async () => {
    const ejere = [EJER, KOMBIT];
    const uuids = verden.get('Bruger')!.map(({ uuid }) => uuid);
    const dele = [FRA_ALTID, ...TIDER].flatMap((fra) => [...TIDER, TIL_ALTID].map((til) => ({ fra, til })));
    for (const udsnit of [...dele, 'nuvaerende'] as const) {
      const mange = await store.reads.hent(ejere, 'Bruger', uuids, udsnit);
      for (const uuid of uuids) {
        const en = await store.reads.hent(ejere, 'Bruger', [uuid], udsnit);
        assert.deepEqual(
          en,
          mange.filter((objekt) => objekt.uuid === uuid),
        );
      }
    }
  });

  test(`${name}: soeg finds what brute force finds, for every element of every type (seed ${SEED})`, async () => {
    const tal = tilfaeldig(SEED + 1);
    let hits = 0;
    for (const [objekttype, objekter] of verden) {
      const enkelte = kriterierOf(tal, objekttype).map((kriterium) => [kriterium]);
      const par = enkelte.map(([a], i) => [a!, ...(enkelte[(i + 1) % enkelte.length] ?? [])]);
      const samme = enkelte.flatMap(([a]) =>
        a!.art === 'relation' ? [[a!, { ...a!, reference: { uuid: maal(tal(3)) } }]] : [],
      );
      const aktoer = enkelte.map(([a]) => [{ ...a!, virkning: { ...a!.virkning, aktoerTypeKode: 'Bruger' as const } }]);
      for (const kriterier of [[], ...enkelte, ...par, ...samme, ...aktoer.slice(0, 2)]) {
        const senestFoer = [TIL_ALTID, TIDER[1]! + 1, TIDER[0]! + 1][tal(3)]!;
        const krav: Registreringskrav = {
          registreretFra: tal(4) === 0 ? TIDER[1]! : FRA_ALTID,
          senestFoer,
          ...(tal(6) === 0 && { livscyklusKode: 'Passiveret' as const }),
        };
        const fundet = await store.soeg([EJER, KOMBIT], {
          objekttype,
          kriterier,
          registrering: krav,
          foerste: 0,
          antal: 1000,
        });
        const ventet = facit(objekttype, objekter, kriterier, krav);
        assert.deepEqual(fundet, ventet, `${objekttype} ${JSON.stringify({ kriterier, krav })}`);
        hits += ventet.length;
      }
    }
    assert.ok(hits > 500, `${hits} hits`);
  });

  test(`${name}: pages lie beside one another, and soegObjekter gives the registration that was looked at`, async () => {
    const soegning = {
      objekttype: 'Bruger' as const,
      kriterier: [],
      registrering: { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID },
    };
    const hele = await store.soeg([EJER, KOMBIT], { ...soegning, foerste: 0, antal: 1000 });
    const sider: string[] = [];
    for (let foerste = 0; foerste < hele.length + 5; foerste += 5) {
      sider.push(...(await store.soeg([EJER, KOMBIT], { ...soegning, foerste, antal: 5 })));
    }
    assert.deepEqual(sider, hele);
    const objekter = await store.soegObjekter([EJER, KOMBIT], { ...soegning, foerste: 0, antal: 1000 });
    assert.deepEqual(
      objekter.map(({ uuid }) => uuid),
      hele,
    );
    for (const { uuid, registreringer } of objekter) {
      assert.deepEqual(registreringer, [
        verden
          .get('Bruger')!
          .find((o) => o.uuid === uuid)!
          .historik.at(-1),
      ]);
    }
  });

  test(`${name}: a page with a key goes on where the one before ended, whatever is written meanwhile`, async () => {
    const tal = tilfaeldig(SEED + 5);
    const soegning = {
      objekttype: 'Facet' as const,
      kriterier: [],
      registrering: { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID },
      noegle: 'alle facetter',
    };
    const side = (foerste: number, antal = 4) => store.soeg([EJER, KOMBIT], { ...soegning, foerste, antal });
    const hele = await store.soeg([EJER, KOMBIT], { ...soegning, foerste: 0, antal: 1000 });
    assert.deepEqual([await side(0), await side(4), await side(6, 3)].flat(), [
      ...hele.slice(0, 8),
      ...hele.slice(6, 9),
    ]);
    const foran = '00000000-0000-4000-8000-000000000001';
    const ny = { ...registrering(tal, 'Facet', clock()), livscyklusKode: 'Importeret' as const };
    const skrivning = { ejer: EJER, objekttype: 'Facet' as const, uuid: foran, verbum: 'importer' as const };
    assert.ok(await store.gem([{ ...skrivning, forventetNr: 0, nye: [ny] }]));
    assert.deepEqual(await side(8), hele.slice(8, 12));
    assert.deepEqual((await side(0))[0], foran);
    assert.deepEqual(await side(4), hele.slice(3, 7));
  });

  test(`${name}: of writers on one object one goes first, and nothing is half there`, async () => {
    const tal = tilfaeldig(SEED + 2);
    const uuid = newUuid();
    const ny = (tid: Instant) => registrering(tal, 'Adresse', tid);
    const foerste = ny(clock());
    const opret = {
      ejer: EJER,
      objekttype: 'Adresse' as const,
      uuid,
      verbum: 'importer' as const,
      forventetNr: 0,
      nye: [foerste],
    };
    const svar = await Promise.all(Array.from({ length: 6 }, () => store.gem([opret])));
    assert.equal(svar.filter(Boolean).length, 1);
    const ret = { ...opret, verbum: 'ret' as const, forventetNr: 1, forrige: foerste };
    const rettet = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => store.gem([{ ...ret, nye: [ny(clock() + n)] }])),
    );
    assert.equal(rettet.filter(Boolean).length, 1);
    const andet = { ...opret, uuid: newUuid() };
    assert.equal(await store.gem([andet, opret]), false);
    assert.deepEqual(await store.hent([EJER], 'Adresse', [andet.uuid], 'nuvaerende'), []);
    const [gemt] = await store.hent([EJER], 'Adresse', [uuid], { fra: FRA_ALTID, til: TIL_ALTID });
    assert.equal(gemt?.registreringer.length, 2);
  });

  test(`${name}: what a change was decided from must be as it was, and two that spoil each other never wait for ever`, async () => {
    const tal = tilfaeldig(SEED + 6);
    const klasser = [newUuid(), newUuid()].toSorted();
    const noegler = klasser.map((uuid) => ({ ejer: EJER, objekttype: 'Klasse' as const, uuid }));
    const ny = (noegle: (typeof noegler)[number]): Skrivning => ({
      ...{ ...noegle, verbum: 'importer', forventetNr: 0, nye: [registrering(tal, 'Klasse', clock())] },
    });
    const [a, b] = noegler.map(ny) as [Skrivning, Skrivning];
    assert.ok(await store.gem([a, b]));
    const [c, d] = [newUuid(), newUuid()].map((uuid) => ny({ ...noegler[0]!, uuid })) as [Skrivning, Skrivning];
    const fra = (nr: number, vedNr: number) => [{ ...noegler[nr]!, nr: vedNr }];
    assert.equal(await store.gem([{ ...c, forudsatte: fra(0, 2) }]), false);
    assert.equal(await store.gem([c, { ...d, forudsatte: fra(0, 2) }]), false);
    assert.ok(await store.gem([c, { ...d, forudsatte: fra(0, 1) }]));
    // Each changes one and was decided from the other: one goes first, and the other is told.
    let [foer, nr] = [
      [a.nye[0]!, b.nye[0]!],
      [1, 1],
    ];
    for (let runde = 0; runde < 10; runde++) {
      const nye = noegler.map(() => registrering(tal, 'Klasse', clock() + 1 + runde));
      const aendring = (egen: number): Skrivning => ({
        ...{ ...noegler[egen]!, verbum: 'ret', forventetNr: nr[egen]!, forrige: foer[egen]!, nye: [nye[egen]!] },
        forudsatte: fra(1 - egen, nr[1 - egen]!),
      });
      const svar = await Promise.all([store.gem([aendring(0)]), store.gem([aendring(1)])]);
      assert.equal(svar.filter(Boolean).length, 1);
      foer = foer.map((en, i) => (svar[i] ? nye[i]! : en));
      nr = nr.map((en, i) => (svar[i] ? en + 1 : en));
    }
  });

  test(`${name}: one UUID is an object of its own in each authority, and one's own comes first`, async () => {
    const tal = tilfaeldig(SEED + 3);
    const uuid = newUuid();
    for (const ejer of [EJER, NABO, KOMBIT]) {
      const nye = [registrering(tal, 'Adresse', clock())];
      assert.ok(await store.gem([{ ejer, objekttype: 'Adresse', uuid, verbum: 'importer', forventetNr: 0, nye }]));
    }
    assert.deepEqual(
      (await store.hent([NABO, KOMBIT], 'Adresse', [uuid], 'nuvaerende')).map(({ ejer }) => ejer),
      [NABO],
    );
    assert.deepEqual(
      (await store.hent([KOMBIT], 'Adresse', [uuid], 'nuvaerende')).map(({ ejer }) => ejer),
      [KOMBIT],
    );
  });

  test(`${name}: omskriv leaves nothing of what was, and the whole store checks out`, async () => {
    const [offer] = verden.get('Person')!;
    const tal = tilfaeldig(SEED + 4);
    const registreringer = offer!.historik.map(({ tidspunkt }) => registrering(tal, 'Person', tidspunkt));
    const noegle = { ejer: offer!.ejer, objekttype: 'Person' as const, uuid: offer!.uuid };
    const forMange = [...registreringer, registrering(tal, 'Person', clock())];
    const forkert = {
      ...noegle,
      forventetNr: forMange.length,
      verbum: 'anonymiser' as const,
      registreringer: forMange,
    };
    assert.equal(await store.omskriv([forkert]), false);
    assert.equal(
      await store.omskriv([{ ...noegle, forventetNr: offer!.historik.length, verbum: 'anonymiser', registreringer }]),
      true,
    );
    const [nu] = await store.hent([noegle.ejer], 'Person', [noegle.uuid], { fra: FRA_ALTID, til: TIL_ALTID });
    assert.deepEqual(nu?.registreringer, registreringer);
    // Somebody who read it before must not bring back what went.
    const aendring = (forrige: Registrering): Skrivning => ({
      ...noegle,
      verbum: 'ret',
      forventetNr: registreringer.length,
      forrige,
      nye: [{ ...forrige, tidspunkt: clock() }],
    });
    assert.equal(await store.gem([aendring(offer!.historik.at(-1)!)]), false);
    assert.equal(await store.gem([aendring(registreringer.at(-1)!)]), true);
    const fejl: string[] = [];
    for await (const linje of store.kontroller()) fejl.push(linje);
    assert.deepEqual(fejl, []);
  });

  test(`${name}: the check tells how many objects it has read, and can be stopped`, async () => {
    const laest: number[] = [];
    for await (const linje of store.kontroller((objekter) => laest.push(objekter))) assert.fail(linje);
    const ialt = [...(await store.antal()).values()].reduce((a, b) => a + b, 0);
    assert.ok(ialt > 0);
    assert.equal(laest.at(-1), ialt);
    const stop = () => {
      throw new Error('enough');
    };
    await assert.rejects(async () => {
      for await (const linje of store.kontroller(stop)) assert.fail(linje);
    }, /enough/);
    assert.equal((await store.antal()).size > 0, true);
  });

  test(`${name}: fjernAlle takes everything of one owner but what is named, and nothing of another`, async () => {
    const blivende = verden.get('OrganisationEnhed')!.find(({ ejer }) => ejer === NABO)!;
    const foerNabo = [...(await store.antal(NABO)).values()].reduce((a, b) => a + b, 0);
    const foerEgne = await store.antal(EJER);
    assert.equal(await store.fjernAlle(NABO, [{ objekttype: 'OrganisationEnhed', uuid: blivende.uuid }]), foerNabo - 1);
    assert.deepEqual([...(await store.antal(NABO))], [['OrganisationEnhed', 1]]);
    assert.deepEqual(await store.antal(EJER), foerEgne);
    const alle: string[] = [];
    for await (const { uuid } of store.alle({ ejer: NABO })) alle.push(uuid);
    assert.deepEqual(alle, [blivende.uuid]);
  });
}
