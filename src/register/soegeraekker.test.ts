import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TIL_ALTID } from '../base/instant.ts';
import { felter } from '../standard/felter.ts';
import { objekttypeNavne, objekttyper } from '../standard/objekttyper.ts';
import { relationer } from '../standard/relationer.ts';
import { matcher } from './match.ts';
import { idNoegle, type Registrering, TOMT_INDHOLD } from './model.ts';
import { soegefeltNr } from './soegefelter.ts';
import { type Soegeraekke, soegeraekker } from './soegeraekker.ts';
import type { Kriterium } from './soegning.ts';
import { tekstnoegle } from './tekstnoegle.ts';

const seed = Number(process.env.FKORG_SEED ?? Date.now() % 0x7fffffff);
const A = '0000000a-0000-4000-8000-000000000001';
const virkning = { fra: 5, til: TIL_ALTID };
const hoved = { tidspunkt: 1, livscyklusKode: 'Importeret' } as const;

test('a row for each text, state and entry, with its period', () => {
  const rows = soegeraekker('OrganisationEnhed', {
    ...hoved,
    egenskaber: [{ felter: { BrugervendtNoegleTekst: ' ', EnhedNavn: 'Ærø' }, virkning }],
    tilstande: [{ vaerdi: 'Aktiv', virkning }],
    relationer: {
      Overordnet: [{ reference: { urn: A.toUpperCase() }, virkning: { fra: 6, til: 7 } }],
      Adresser: [{ reference: { urn: 'urn:X' }, rolle: { uuid: A }, type: { uuid: A }, indeks: '1', virkning }],
    },
  });
  assert.deepEqual(rows, [
    { art: 'tekst', nr: 11, noegle: 'ærø', ...virkning },
    { art: 'tekst', nr: 33, noegle: 'aktiv', ...virkning },
    { art: 'relation', nr: 109, reference: A, fra: 6, til: 7 },
    { art: 'relation', nr: 101, reference: 'urn=urn:X', rolle: A, type: A, indeks: '1', ...virkning },
  ] satisfies Soegeraekke[]);
});

test('the parts of a Soegeord have numbers of their own', () => {
  const soegeord = { SoegeordIdentifikator: 'i', BeskrivelseTekst: 'del', SoegeordKategoriTekst: 'k' };
  const rows = soegeraekker('Klasse', {
    ...hoved,
    ...TOMT_INDHOLD,
    egenskaber: [{ felter: { BeskrivelseTekst: 'felt', Soegeord: [soegeord] }, virkning }],
  });
  assert.deepEqual(
    rows.map((row) => [row.nr, row.art === 'tekst' && row.noegle]),
    [
      [19, 'felt'],
      [31, 'i'],
      [30, 'del'],
      [32, 'k'],
    ],
  );
});

test('nothing is searched where nothing is held, and a passive object keeps its rows', () => {
  assert.deepEqual(soegeraekker('Adresse', { ...hoved, ...TOMT_INDHOLD, livscyklusKode: 'Slettet' }), []);
  const adresse = { ...TOMT_INDHOLD, egenskaber: [{ felter: { AdresseTekst: 'x' }, virkning }] };
  assert.equal(soegeraekker('Adresse', { ...hoved, ...adresse, livscyklusKode: 'Passiveret' }).length, 1);
});

/** A registration of any type with up to two entries in each place, and criteria that may fit it. */
const verden = fc.constantFrom(...objekttypeNavne).chain((objekttype) => {
  const type = objekttyper[objekttype];
  const periode = fc.tuple(fc.nat(4), fc.nat(4)).map(([a, b]) => ({ fra: Math.min(a, b), til: Math.max(a, b) + 1 }));
  const tekst = fc.constantFrom('a', 'A', 'b', '', 'x'.repeat(201), 'X'.repeat(201), 'x'.repeat(202));
  const reference = fc.constantFrom({ uuid: A }, { urn: A.toUpperCase() }, { urn: 'b' }, { urn: 'B' });
  const feltnavne = type.felter.filter(({ felt }) => felt.art === 'tekst').map(({ felt }) => felt.navn);
  const relationsnavne = type.relationer.map(({ relation }) => relation.navn as string);
  const egenskab = fc.record({ felter: fc.dictionary(fc.constantFrom(...feltnavne), tekst), virkning: periode });
  const relation = fc.record(
    { reference, virkning: periode, rolle: reference, type: reference, indeks: fc.constantFrom('1', '2') },
    { requiredKeys: ['reference', 'virkning'] },
  );
  const registrering: fc.Arbitrary<Registrering> = fc.record({
    tidspunkt: fc.constant(1),
    livscyklusKode: fc.constant('Importeret' as const),
    egenskaber: fc.array(egenskab, { maxLength: 2 }),
    tilstande: type.tilstand
      ? fc.array(fc.record({ vaerdi: fc.constantFrom('Aktiv', 'Inaktiv'), virkning: periode }), { maxLength: 2 })
      : fc.constant([]),
    relationer:
      relationsnavne.length > 0
        ? fc.dictionary(fc.constantFrom(...relationsnavne), fc.array(relation, { minLength: 1, maxLength: 2 }))
        : fc.constant({}),
  });
  const kriterium: fc.Arbitrary<Kriterium>[] = [
    fc.record({
      art: fc.constant('felt' as const),
      navn: fc.constantFrom(...feltnavne),
      vaerdi: tekst,
      virkning: periode,
    }),
  ];
  if (type.tilstand) {
    const vaerdi = fc.constantFrom('Aktiv', 'Inaktiv', 'aktiv');
    kriterium.push(
      fc.record({ art: fc.constant('tilstand' as const), navn: fc.constant(type.tilstand), vaerdi, virkning: periode }),
    );
  }
  if (relationsnavne.length > 0) {
    kriterium.push(
      fc.record(
        {
          art: fc.constant('relation' as const),
          navn: fc.constantFrom(...relationsnavne),
          reference,
          rolle: reference,
          type: reference,
          indeks: fc.constantFrom('1', '2'),
          virkning: periode,
        },
        { requiredKeys: ['art', 'navn', 'virkning'] },
      ),
    );
  }
  return fc.tuple(fc.constant(objekttype), registrering, fc.oneof(...kriterium));
});

/** Whether the rows alone say that the criterion fits. */
function isFundet(rows: readonly Soegeraekke[], krav: Kriterium): boolean {
  return rows.some((row) => {
    if (row.fra >= krav.virkning.til || krav.virkning.fra >= row.til) return false;
    if (krav.art === 'relation') {
      return (
        row.art === 'relation' &&
        row.nr === relationer.get(krav.navn as never)!.nr &&
        (!krav.reference || row.reference === idNoegle(krav.reference)) &&
        (!krav.rolle || row.rolle === idNoegle(krav.rolle)) &&
        (!krav.type || row.type === idNoegle(krav.type)) &&
        (krav.indeks === undefined || row.indeks === krav.indeks)
      );
    }
    return row.art === 'tekst' && row.nr === soegefeltNr(krav.navn) && row.noegle === tekstnoegle(krav.vaerdi);
  });
}

test(`the rows say what looking through the document says (FKORG_SEED=${seed})`, () => {
  let fundne = 0;
  fc.assert(
    fc.property(verden, ([objekttype, registrering, krav]) => {
      const ventet = matcher(registrering, objekttype, [krav]);
      if (ventet) fundne++;
      assert.equal(isFundet(soegeraekker(objekttype, registrering), krav), ventet);
    }),
    { seed, numRuns: 1500 },
  );
  assert.ok(fundne > 50, `${fundne} hits`);
});

test('no two things are searched under one number', () => {
  const navne = [...felter.keys()].filter((navn) => navn !== 'Soegeord' && !navn.startsWith('Soegeord'));
  const dele = ['SoegeordIdentifikator', 'BeskrivelseTekst', 'SoegeordKategoriTekst'].map((del) => `Soegeord/${del}`);
  const numre = [...navne, ...dele].map((navn) => soegefeltNr(navn));
  assert.ok(numre.every((nr) => nr !== undefined));
  assert.equal(new Set(numre).size, numre.length);
});
