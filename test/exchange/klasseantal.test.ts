/** How much an edition asks of the database: by the parcel for what it reads and for what is new, one for each change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Emne, Klasseverden, kleXml } from './klasser.ts';

const KLASSER = 1500;
const OBJEKTER_PER_KALD = 500;

function emner(titel: string): readonly Emne[] {
  const nr = (n: number) => String(n).padStart(2, '0');
  const under = Array.from({ length: KLASSER }, (_, n) => ({
    nr: `91.${nr(10 + Math.floor(n / 90))}.${nr(n % 90)}`,
    titel: `${titel} ${n}`,
  }));
  const grupper = [...new Set(under.map((emne) => emne.nr.slice(0, 5)))].map((gruppe) => ({ nr: gruppe, titel: 'G' }));
  return [{ nr: '91', titel: 'H' }, ...grupper, ...under];
}

test('classes are read and new ones saved by the parcel; each that is changed is one statement', async () => {
  let antal = 0;
  const verden = await Klasseverden.ny({
    watch: {
      begin: () => {
        antal += 1;
        return () => undefined;
      },
    },
  });
  try {
    for (const [dag, titel, art] of [
      ['2026-02-01', 'A', 'ny'],
      ['2026-05-01', 'B', 'aendret'],
    ] as const) {
      antal = 0;
      const { forskelle } = await verden.kle(dag, kleXml(dag, emner(titel)));
      assert.ok(forskelle.filter((en) => en.art === art).length >= KLASSER);
      const aendrede = forskelle.filter((en) => en.art !== 'ny').length;
      const parceller = Math.ceil(forskelle.length / OBJEKTER_PER_KALD);
      assert.ok(antal <= aendrede + 15 + 15 * parceller, `${antal} statements for ${forskelle.length} differences`);
    }
  } finally {
    await verden.store.close();
  }
});
