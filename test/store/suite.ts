/** The one suite of the store, run on PGlite and on PostgreSQL: every promise of `src/store/store.ts`. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../src/base/instant.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { matcher } from '../../src/register/match.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { Kriterium, Registreringskrav } from '../../src/register/soegning.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../../src/standard/objekttyper.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { clock, DAGE, maal, registrering, type Tal, TIDER, tekst, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const NABO = '29189978';
const KOMBIT = '19435075';
const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const OBJECTS_PER_TYPE = 24;

interface Objekt {
  readonly ejer: string;
  readonly uuid: string;
  readonly historik: readonly Registrering[];
}

function skrivning(objekttype: ObjektType, { ejer, uuid, historik }: Objekt): Skrivning {
  return { ejer, objekttype, uuid, verbum: 'importer', forventetNr: 0, nye: historik };
}

/** The registration in force just before an instant. */
function foer(historik: readonly Registrering[], senestFoer: Instant): Registrering | undefined {
  return historik.filter(({ tidspunkt }) => tidspunkt < senestFoer).at(-1);
}

/** What a search must give, by brute force over all objects. */
function facit(
  objekttype: ObjektType,
  objekter: readonly Objekt[],
  kriterier: readonly Kriterium[],
  krav: Registreringskrav,
): string[] {
  return objekter
    .filter(({ ejer, historik }) => {
      const reg = ejer === NABO ? undefined : foer(historik, krav.senestFoer);
      if (!reg || reg.tidspunkt < krav.registreretFra) return false;
      const isAfsluttet = reg.livscyklusKode === 'Passiveret' || reg.livscyklusKode === 'Slettet';
      if (krav.livscyklusKode ? reg.livscyklusKode !== krav.livscyklusKode : isAfsluttet) return false;
      return matcher(reg, objekttype, kriterier);
    })
    .map(({ uuid }) => uuid)
    .sort();
}

/** For each element of a type a criterion with a random value, at a random place of the virkning axis. */
function kriterierOf(tal: Tal, objekttype: ObjektType): Kriterium[] {
  const type = objekttyper[objekttype];
  const virkning = () => {
    const fra = DAGE[tal(DAGE.length)]!;
    return tal(2) === 0 ? { fra, til: fra + 1 } : { fra: FRA_ALTID, til: TIL_ALTID };
  };
  const stjerne = (vaerdi: string) =>
    [vaerdi, `${vaerdi.slice(0, 3)}*`, `*${vaerdi.slice(-3)}`, `*${vaerdi.slice(1, 4)}*`][tal(4)]!;
  return [
    ...type.felter.map(({ felt }) => ({
      art: 'felt' as const,
      navn: felt.art === 'soegeord' ? 'Soegeord/BeskrivelseTekst' : felt.navn,
      vaerdi: stjerne(tekst(tal(5))),
      virkning: virkning(),
    })),
    ...(type.tilstand
      ? [
          {
            art: 'tilstand' as const,
            navn: type.tilstand,
            vaerdi: type.tilstand === 'Gyldighed' ? 'Aktiv' : 'true',
            virkning: virkning(),
          },
        ]
      : []),
    ...type.relationer.map(({ relation }) => ({
      art: 'relation' as const,
      navn: relation.navn,
      reference: tal(4) === 0 ? { urn: `urn:x:${tal(3)}` } : { uuid: maal(tal(3)) },
      ...(relation.isDynamisk && tal(2) === 0 && { rolle: { uuid: maal(tal(2)) } }),
      virkning: virkning(),
    })),
  ];
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
