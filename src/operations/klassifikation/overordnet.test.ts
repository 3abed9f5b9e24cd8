import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { newUuid } from '../../base/uuid.ts';
import { KOMBIT, Verden } from '../verden.testing.ts';
import { AAR, Klasser, paa } from './klasser.testing.ts';

let verden: Verden;
let k: Klasser;
let facet: string;
before(async () => {
  verden = await Verden.ny({ klasseNiveauerMax: 4 });
  k = new Klasser(verden);
  facet = await k.facet();
});
after(() => verden[Symbol.asyncDispose]());

const under = (over: string, fra?: number, til?: number) => ({
  Facet: [paa(facet)],
  OverordnetKlasse: [paa(over, fra, til)],
});
const ret = (uuid: string, over: string, fra?: number, til?: number) =>
  k.ret(uuid, { OverordnetKlasse: [paa(over, fra, til)] });

test('a parent is there, has not been ended, and is in the same facet', async () => {
  const hvor = 'Registrering/OverordnetKlasse';
  assert.equal(await k.importer(under(newUuid())), `40 reference-ukendt ${hvor}`);
  const urn = { reference: { urn: 'urn:klasse:1' }, virkning: { fra: AAR(2000) } };
  assert.equal(await k.importer({ Facet: [paa(facet)], OverordnetKlasse: [urn] }), `40 reference-ukendt ${hvor}`);
  const [anden, endt] = [await k.klasse(await k.facet()), await k.klasse(facet)];
  assert.equal(await k.importer(under(anden)), `40 overordnet-facet ${hvor}`);
  const barn = await k.klasse(facet, endt);
  await verden.kald({ verbum: 'passiver', objekttype: 'Klasse', uuid: endt });
  assert.equal(await k.importer(under(endt)), `40 reference-ukendt ${hvor}`);
  assert.equal(await ret(barn, endt, AAR(2000), AAR(2010)), '20', 'what was so already is not looked at');
  assert.equal(await k.importer(under(await k.klasse(facet, undefined, KOMBIT))), '20');
});

test('parents make no circle, at no time: also not through a class that was ended or deleted', async () => {
  const kreds = '40 overordnet-kreds OverordnetKlasse';
  const a = await k.klasse(facet);
  const b = await k.klasse(facet, a);
  const c = await k.klasse(facet, b);
  assert.deepEqual([await ret(a, a), await ret(a, b), await ret(a, c)], [kreds, kreds, kreds]);
  assert.equal(await ret(b, c), kreds);
  assert.equal(await ret(a, c, AAR(1990), AAR(2000)), '20', 'before the others are below it');
  assert.equal(await ret(a, c, AAR(1999), AAR(2000) + 1), kreds, 'for a millisecond');
  await verden.kald({ verbum: 'passiver', objekttype: 'Klasse', uuid: b });
  assert.equal(await ret(a, c, AAR(2000)), kreds);
  const d = await k.klasse(facet);
  const e = await k.klasse(facet, d);
  await verden.kald({ verbum: 'slet', objekttype: 'Klasse', uuid: d });
  assert.equal(await k.importer(under(e), { uuid: d }), '40 overordnet-kreds Registrering/OverordnetKlasse');
  assert.equal(await k.importer(under(a), { uuid: d }), '20');
});

test('three classes that lie below each other at different times make no circle', async () => {
  const [a, c] = [await k.klasse(facet), await k.klasse(facet)];
  const b = await k.klasse(facet, c);
  assert.equal(await ret(c, a, AAR(2000), AAR(2010)), '20');
  assert.equal(await ret(a, b, AAR(2010)), '20');
});

test('a class has no more levels above it than the limit; whoever is deep already can be changed otherwise', async () => {
  let over = await k.klasse(facet);
  const top = over;
  for (let niveau = 0; niveau < 4; niveau++) over = await k.klasse(facet, over);
  assert.equal(await k.importer(under(over)), '40 overordnet-dybde Registrering/OverordnetKlasse');
  assert.equal(await ret(top, await k.klasse(facet)), '20', 'what hangs below is not counted');
  assert.equal(await k.ret(over, { Sideordnede: [paa(top)] }), '20');
  assert.equal(await ret(over, top), '20');
});

test('more steps upwards than are taken are too many, however few the levels', async () => {
  const aar = (nr: number) => AAR(1000) + nr * 1000;
  const [a, b] = [await k.klasse(facet), await k.klasse(facet)];
  const perioder = (antal: number) =>
    Array.from({ length: antal }, (_, nr) => paa(nr % 2 ? a : b, aar(nr), aar(nr + 1)));
  const svar = (antal: number) => k.importer({ Facet: [paa(facet)], OverordnetKlasse: perioder(antal) });
  assert.equal(await svar(1000), '20');
  assert.equal(await svar(1001), '40 overordnet-dybde Registrering/OverordnetKlasse');
});

test('of changes at once that would make a circle together one is refused, also on two servers', async () => {
  const anden = new Klasser(verden.andenServer());
  for (let runde = 0; runde < 3; runde++) {
    const klasser = [await k.klasse(facet), await k.klasse(facet), await k.klasse(facet)];
    const svar = await Promise.all(
      klasser.map((uuid, nr) => (nr % 2 ? k : anden).ret(uuid, { OverordnetKlasse: [paa(klasser[(nr + 1) % 3]!)] })),
    );
    assert.deepEqual(svar.toSorted(), ['20', '20', '40 overordnet-kreds OverordnetKlasse']);
  }
});

test('a class that is made or gets a parent while its facet or that parent is ended is decided again', async () => {
  const egen = await k.facet('11111111');
  const [barn, over] = [await k.klasse(facet), await k.klasse(facet)];
  const moedt = async (objekttype: 'Facet' | 'Klasse', uuid: string, hvad: (her: Klasser) => Promise<string>) => {
    let gange = 0;
    const anden = verden.andenServer(undefined, async () => {
      gange += 1;
      if (gange === 1) assert.equal((await verden.kald({ verbum: 'slet', objekttype, uuid })).status, 20);
    });
    assert.match(await hvad(new Klasser(anden)), /^40 reference-ukendt /);
    assert.equal(gange, 1);
  };
  await moedt('Facet', egen, (her) => her.importer({ Facet: [paa(egen)] }));
  await moedt('Klasse', over, (her) => her.ret(barn, { OverordnetKlasse: [paa(over)] }));
});

test('random parents at random times: nobody is ever below itself, and what is refused would have been', async () => {
  const TIDER = [0, 1, 2, 3, 4].map((nr) => AAR(2000 + nr));
  const trin = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3));
  const egenskab = fc.asyncProperty(fc.array(trin, { minLength: 4, maxLength: 12 }), async (alle) => {
    const klasser: string[] = [];
    for (let nr = 0; nr < 4; nr++) klasser.push(await k.klasse(facet));
    // What each class has above it in each year.
    const over = klasser.map(() => [-1, -1, -1, -1]);
    const naar = (fra: number, hver: (tid: number) => boolean) => [0, 1, 2, 3].slice(fra).some(hver);
    for (const [barn, far, fra] of alle) {
      const nye = over.map((raekke, nr) =>
        nr === barn ? raekke.map((gammel, t) => (t < fra ? gammel : far)) : raekke,
      );
      const isKreds = naar(0, (t) => {
        let nr = barn;
        for (let op = 0; op < 5 && nr >= 0; op++) nr = nye[nr]![t]!;
        return nr >= 0;
      });
      const poster = nye[barn]!.flatMap((uuid, t) => (uuid < 0 ? [] : paa(klasser[uuid]!, TIDER[t]!, TIDER[t + 1])));
      const svar = await k.ret(klasser[barn]!, { OverordnetKlasse: poster });
      assert.equal(svar, isKreds ? '40 overordnet-kreds OverordnetKlasse' : '20');
      if (!isKreds) over[barn] = nye[barn]!;
    }
  });
  await fc.assert(egenskab, { numRuns: 25 });
});
