/** What the store does for messages, on PGlite and on PostgreSQL: every promise of `src/store/beskeder/beskeder.ts`. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { Beskeder, NyBesked } from '../../src/store/beskeder/beskeder.ts';
import type { Dueslagspost } from '../../src/store/beskeder/dueslag.ts';
import type { Store } from '../../src/store/store.ts';
import { registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const NABO = '29189978';
const NU = Date.UTC(2026, 5, 2);
const MODTAGERE = ['urn:oio:cvr-nr:11111111'];
const SHA = 'ab'.repeat(32);

export function dueslagspost(andet: Partial<Dueslagspost> = {}): Dueslagspost {
  const graenser = { beskederMax: 100, bytesMax: 1_000_000, alderMaxMs: 3_600_000 };
  return { uuid: newUuid(), navn: 'Løn "æ"', cvr: EJER, maade: 'hent', ...graenser, ...andet };
}

/** A message that some dueslag take. */
export function besked(dueslag: readonly string[], andet: Partial<NyBesked> = {}): NyBesked {
  const leveringer = dueslag.map((dueslagUuid) => ({
    dueslagUuid,
    abonnementUuid: newUuid(),
    tilladteModtagere: MODTAGERE,
  }));
  return { beskedId: newUuid(), indhold: '<besked>Æ "\\</besked>', sha256: SHA, modtaget: NU, leveringer, ...andet };
}

/** Declares the suite; `open` gives an empty store. */
export function beskederSuite(name: string, open: () => Promise<Store>): void {
  let store: Store;
  let beskeder: Beskeder;
  const udfald = async (...given: Parameters<Beskeder['fordel']>) => {
    const { udfald, ...resten } = await beskeder.fordel(...given);
    return 'afviste' in resten && resten.afviste.length > 0 ? resten.afviste : udfald;
  };
  const fordel = async (...nye: NyBesked[]) => udfald(nye, await beskeder.version());
  const nyt = async (andet: Partial<Dueslagspost> = {}) => {
    const post = dueslagspost(andet);
    await beskeder.gemDueslag(post, NU);
    return post.uuid;
  };
  const ids = async (uuid: string) => (await beskeder.naeste(uuid, 1000)).map(({ beskedId }) => beskedId);

  before(async () => {
    store = await open();
    beskeder = store.beskeder;
  });
  after(() => store.close());

  test(`${name}: events have the registration that they made and the one before, whoever owns the object`, async () => {
    const tal = tilfaeldig(7);
    const start = await store.sidstePosition();
    const gem = async (ejer: string, objekttype: ObjektType, uuid: string, nye: readonly Registrering[], nr = 0) =>
      assert.ok(
        await store.gem([{ ejer, objekttype, uuid, verbum: nr === 0 ? 'opret' : 'ret', forventetNr: nr, nye }]),
      );
    const [bruger, enhed, nabo] = [newUuid(), newUuid(), newUuid()];
    const historik = TIDER.map((tid) => registrering(tal, 'Bruger', tid));
    await gem(EJER, 'Bruger', bruger, historik.slice(0, 2));
    await gem(EJER, 'Adresse', newUuid(), [registrering(tal, 'Adresse', TIDER[0]!)]);
    const andre = [registrering(tal, 'OrganisationEnhed', TIDER[0]!), registrering(tal, 'Bruger', TIDER[1]!)];
    await gem(EJER, 'OrganisationEnhed', enhed, andre.slice(0, 1));
    await gem(NABO, 'Bruger', nabo, andre.slice(1));
    const alle = await beskeder.haendelser(start, 100, ['Bruger', 'OrganisationEnhed']);
    assert.deepEqual(
      alle.haendelser.map(({ ejer, uuid, nr, registrering, forrige }) => [ejer, uuid, nr, registrering, forrige]),
      [
        [EJER, bruger, 1, historik[0], undefined],
        [EJER, bruger, 2, historik[1], historik[0]],
        [EJER, enhed, 1, andre[0], undefined],
        [NABO, nabo, 1, andre[1], undefined],
      ],
    );
    assert.deepEqual([alle.position, alle.flere], [start + 5, false]);
    const foerste = await beskeder.haendelser(start, 2, ['Bruger', 'OrganisationEnhed']);
    assert.deepEqual([foerste.haendelser.length, foerste.position, foerste.flere], [2, start + 2, true]);
    const enheder = await beskeder.haendelser(start + 2, 1, ['Bruger']);
    assert.deepEqual([enheder.haendelser[0]!.uuid, enheder.position], [nabo, start + 5]);
    // Beyond the feed there is nothing, and the position says so.
    assert.deepEqual(await beskeder.haendelser(start + 99, 5, ['Bruger']), {
      haendelser: [],
      position: start + 5,
      flere: false,
    });
    // What was deleted for good is told of without its registrations, and what comes anew under its UUID is not taken for it.
    await store.fjernAlle(NABO, []);
    await gem(NABO, 'Bruger', nabo, [registrering(tal, 'Bruger', TIDER[2]!)]);
    const { haendelser } = await beskeder.haendelser(start + 4, 10, ['Bruger']);
    assert.deepEqual(
      haendelser.map(({ uuid, nr, livscyklusKode, verbum, registrering }) => [
        uuid,
        nr,
        livscyklusKode === 'Slettet' && verbum === 'fysiskslet',
        registrering?.tidspunkt,
      ]),
      [
        [nabo, 1, false, undefined],
        [nabo, 1, true, undefined],
        [nabo, 1, false, TIDER[2]],
      ],
    );
  });

  test(`${name}: a dueslag comes back as it was said to be, and every change counts the version up`, async () => {
    const post = dueslagspost({ maade: 'webhook', adresse: 'https://x/y', noegle: 'hemmelig' });
    const [a, b] = [newUuid(), newUuid()];
    let version = await beskeder.version();
    const talt = async (venter: boolean, gjort: Promise<unknown>) => {
      const svar = await gjort;
      if (typeof svar === 'boolean') assert.equal(svar, venter);
      assert.ok((await beskeder.version()) > version);
      version = await beskeder.version();
    };
    await talt(true, beskeder.gemDueslag(post, NU));
    await talt(true, beskeder.gemAbonnement(post.uuid, { uuid: b, navn: 'B', udtryk: "x = 'y'" }));
    await talt(true, beskeder.gemAbonnement(post.uuid, { uuid: a, navn: 'A', udtryk: '1' }));
    await talt(true, beskeder.gemAbonnement(post.uuid, { uuid: a, navn: 'A', udtryk: '2' }));
    await talt(false, beskeder.gemAbonnement(newUuid(), { uuid: newUuid(), navn: 'A', udtryk: '2' }));
    await talt(false, beskeder.gemAbonnement(await nyt(), { uuid: a, navn: 'A', udtryk: '3' }));
    const abonnementer = [
      { uuid: b, navn: 'B', udtryk: "x = 'y'" },
      { uuid: a, navn: 'A', udtryk: '2' },
    ];
    const staar = { ...post, siden: NU, abonnementer, beskeder: 0, bytes: 0 };
    const aktiv = { ...staar, tilstand: 'aktiv', isLevererbar: true };
    assert.deepEqual(await beskeder.findDueslag(post.uuid), aktiv);
    await talt(true, beskeder.stop(post.uuid, 'nej', NU + 1));
    assert.deepEqual(await beskeder.findDueslag(post.uuid), {
      ...staar,
      tilstand: 'stoppet',
      grund: 'nej',
      isLevererbar: false,
      siden: NU + 1,
    });
    await beskeder.udsaet(post.uuid, NU + 5);
    assert.equal((await beskeder.findDueslag(post.uuid))!.naesteForsoeg, NU + 5);
    await talt(true, beskeder.inaktiver(post.uuid, NU));
    assert.equal((await beskeder.findDueslag(post.uuid))!.tilstand, 'inaktiv');
    await talt(true, beskeder.aktiver(post.uuid, NU));
    assert.deepEqual(await beskeder.findDueslag(post.uuid), aktiv);
    assert.deepEqual(
      (await beskeder.dueslag()).find(({ uuid }) => uuid === post.uuid),
      aktiv,
    );
    await talt(true, beskeder.fjernAbonnement(a));
    await fordel(besked([post.uuid]));
    await talt(true, beskeder.fjernDueslag(post.uuid));
    await talt(false, beskeder.fjernDueslag(post.uuid));
    assert.equal(await beskeder.findDueslag(post.uuid), undefined);
    assert.deepEqual(await ids(post.uuid), []);
  });

  test(`${name}: those that are pushed and have something to deliver are found`, async () => {
    const leverbare = async () => (await beskeder.leverbare()).map(({ uuid }) => uuid);
    const [hentet, tom, tilsendt, webhook] = [
      await nyt(),
      await nyt({ maade: 'tilsendt' }),
      await nyt({ maade: 'tilsendt' }),
      await nyt({ maade: 'webhook' }),
    ];
    await fordel(besked([hentet, tilsendt, webhook]));
    assert.deepEqual(await leverbare(), [tilsendt, webhook], tom);
    await beskeder.stop(tilsendt, 'x', NU);
    const [{ nr } = assert.fail()] = await beskeder.naeste(webhook, 1);
    await beskeder.kvitter(webhook, [nr]);
    assert.deepEqual(await leverbare(), []);
  });

  test(`${name}: messages wait in order, are counted, leave when they are received, and wait in the error queue`, async () => {
    const [a, b] = [await nyt(), await nyt()];
    const nye = [besked([a, b]), besked([a], { afsenderUuid: newUuid() }), besked([a, b])];
    assert.equal(await fordel(...nye), 'gemt');
    const venter = await beskeder.naeste(a, 10);
    assert.deepEqual(
      venter.map(({ nr: _, bytes, ...levering }) => levering),
      nye.map(({ beskedId, indhold, afsenderUuid, leveringer }) => ({
        beskedId,
        indhold,
        modtaget: NU,
        ...(afsenderUuid !== undefined && { afsenderUuid }),
        abonnementUuid: leveringer[0]!.abonnementUuid,
        tilladteModtagere: MODTAGERE,
        forsoeg: 0,
      })),
    );
    const numre = venter.map(({ nr }) => nr);
    assert.deepEqual(
      [...numre].sort((x, y) => x - y),
      numre,
    );
    assert.deepEqual(
      (await beskeder.naeste(a, 1, numre[0])).map(({ nr }) => nr),
      [numre[1]],
    );
    const bytes = Buffer.byteLength(nye[0]!.indhold);
    const staar = async (uuid: string) => {
      const dueslag = await beskeder.findDueslag(uuid);
      return [dueslag!.beskeder, dueslag!.bytes];
    };
    assert.deepEqual(
      [await staar(a), await staar(b)],
      [
        [3, 3 * bytes],
        [2, 2 * bytes],
      ],
    );
    await beskeder.forsoegt(a, [numre[0]!]);
    await beskeder.kvitter(a, [numre[1]!, numre[1]!, 999_999]);
    await beskeder.kvitter(a, [numre[1]!]);
    assert.deepEqual(
      (await beskeder.naeste(a, 10)).map(({ nr, forsoeg }) => [nr, forsoeg]),
      [
        [numre[0], 1],
        [numre[2], 0],
      ],
    );
    assert.deepEqual(await staar(a), [2, 2 * bytes]);
    assert.deepEqual(
      await beskeder.find([a, b], nye[0]!.beskedId.toUpperCase()),
      [a, b].sort().map((dueslagUuid) => ({ dueslagUuid, nr: numre[0] })),
    );
    assert.deepEqual(await beskeder.find([a], nye[1]!.beskedId), []);
    assert.equal(await beskeder.tilFejlkoe(a, numre[0]!, 'kan ikke', NU + 9), true);
    assert.equal(await beskeder.tilFejlkoe(a, numre[0]!, 'kan ikke', NU), false);
    const [fejlet, ...ingen] = await beskeder.fejlkoe(a, 10);
    assert.deepEqual(
      [fejlet!.nr, fejlet!.grund, fejlet!.flyttet, fejlet!.forsoeg, ingen],
      [numre[0], 'kan ikke', NU + 9, 1, []],
    );
    assert.deepEqual(await staar(a), [1, bytes]);
    assert.equal(await beskeder.genindsaet(a, numre[0]!, NU), true);
    assert.equal(await beskeder.genindsaet(a, numre[0]!, NU), false);
    assert.deepEqual(
      (await beskeder.naeste(a, 10)).map(({ nr }) => nr),
      [numre[0], numre[2]],
    );
    assert.deepEqual(await staar(a), [2, 2 * bytes]);
    await beskeder.tilFejlkoe(a, numre[0]!, 'kan ikke', NU);
    assert.equal(await beskeder.fjernFraFejlkoe(a, numre[0]!), true);
    assert.deepEqual(await beskeder.fejlkoe(a, 10), []);
    const { dueslag, fejlede, aeldste } = await beskeder.tal();
    assert.deepEqual([dueslag.aktiv > 1, fejlede, aeldste], [true, 0, NU]);
    assert.deepEqual(await samletKontrol(store), []);
  });

  test(`${name}: nothing is saved by whoever decided on what is no longer so, or comes with another's id`, async () => {
    const a = await nyt();
    const version = await beskeder.version();
    const sendt = besked([a]);
    assert.equal(await udfald([sendt], version - 1), 'foraeldet');
    assert.equal(await udfald([sendt], version), 'gemt');
    assert.equal(await udfald([{ ...sendt, beskedId: sendt.beskedId.toUpperCase() }], version), 'gemt');
    assert.deepEqual(await udfald([{ ...sendt, sha256: 'cd'.repeat(32) }], version), [0]);
    assert.deepEqual(await ids(a), [sendt.beskedId]);
    // The register's own come through, whatever ids others have sent.
    const egen = besked([a], { beskedId: sendt.beskedId, sha256: 'ef'.repeat(32), position: 3 });
    assert.equal(await udfald([egen], version), 'gemt');
    assert.equal((await ids(a)).length, 2);
    const begyndt = (await beskeder.position('fordeler'))!;
    assert.equal(await beskeder.flyt('fordeler', begyndt, 5), true);
    assert.equal(await beskeder.flyt('fordeler', undefined, 6), false);
    assert.equal(await udfald([besked([a])], version, { fra: 4, til: 9 }), 'flyttet');
    assert.equal(await udfald([besked([a], { position: 6 })], version, { fra: 5, til: 9 }), 'gemt');
    assert.equal(await beskeder.position('fordeler'), 9);
    assert.equal(await beskeder.flyt('fordeler', 5, 10), false);
    assert.equal(await beskeder.flyt('fordeler', 9, 5), true);
    assert.equal(await beskeder.position('andre'), undefined);
    assert.equal((await ids(a)).length, 3);
    // Of several who distribute from one position at once, one does.
    const samtidige = [1, 2, 3, 4].map((nr) => udfald([besked([a], { position: nr })], version, { fra: 5, til: 20 }));
    const deres = await Promise.all(samtidige);
    assert.deepEqual(deres.sort(), ['flyttet', 'flyttet', 'flyttet', 'gemt']);
    assert.equal((await ids(a)).length, 4);
  });

  test(`${name}: one process at a time has what is lent, until its time is out or it lets go`, async () => {
    assert.equal(await beskeder.laan('x', 'p1', 60_000), true);
    assert.equal(await beskeder.laan('x', 'p2', 60_000), false);
    assert.equal(await beskeder.laan('x', 'p1', 0), true);
    assert.equal(await beskeder.laan('x', 'p2', 60_000), true);
    await beskeder.slip('x', 'p1');
    assert.equal(await beskeder.laan('x', 'p1', 60_000), false);
    await beskeder.slip('x', 'p2');
    assert.equal(await beskeder.laan('x', 'p1', 60_000), true);
  });
}

async function samletKontrol(store: Store): Promise<string[]> {
  const linjer: string[] = [];
  for await (const linje of store.kontroller()) linjer.push(linje);
  return linjer;
}
