import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isUuid } from '../../base/uuid.ts';
import { isXmlText } from '../../xml/write.ts';
import { laest } from './eksempel.testing.ts';
import { tidspunktPaa, vaerdierPaa } from './haendelsesbesked.ts';
import { type NyBesked, skrivHaendelsesbesked } from './skriv.ts';

const uuid = fc.uuid();
/** Texts as identifiers are: no space at the ends, which the reader takes off. */
const urn = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter((tekst) => tekst.trim() === tekst && isXmlText(tekst) && !isUuid(tekst));
const id = fc.oneof(uuid, urn);
const tid = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2199, 0, 1) });

const ny: fc.Arbitrary<NyBesked> = fc
  .record({
    beskedId: id,
    beskedtype: id,
    anvendersystem: uuid,
    tilladteModtagere: fc.array(id),
    relaterede: fc.array(fc.record({ id, type: id })),
    registrering: fc.record({
      id,
      aktoer: fc.option(uuid, { nil: undefined }),
      tidspunkt: tid,
      myndighed: id,
      objektId: id,
      objekttype: id,
      handling: id,
    }),
    dannet: tid,
    foelsomhed: id,
    gyldighedFra: fc.option(tid, { nil: undefined }),
    beskeddata: fc.constantFrom(undefined, '<a xmlns="urn:a"> &amp; <b/></a>'),
  })
  .map((post) => JSON.parse(JSON.stringify(post)) as NyBesked);

test('what is written fits the schema and is read back as it was', () => {
  fc.assert(
    fc.property(ny, (besked) => {
      const igen = laest(skrivHaendelsesbesked(besked));
      const F = ['Beskedkuvert', 'Filtreringsdata'];
      const R = [...F, 'ObjektRegistrering'];
      const [enkelt] = [(sti: string[]) => vaerdierPaa(igen, sti)[0]];
      const aktoer = enkelt([...R, 'RegistreringsAktoer']);
      const [gyldighedFra] = tidspunktPaa(igen, ['Beskedkuvert', 'GyldighedFra']);
      const typer = vaerdierPaa(igen, [...F, 'RelateretObjekt', 'ObjektType']);
      const data = /<besked:Beskeddata>(.*)<\/besked:Beskeddata>/.exec(igen.tekst)?.[1];
      assert.deepEqual(
        {
          beskedId: igen.beskedId,
          beskedtype: igen.beskedtype,
          anvendersystem: igen.beskedAnsvarligAktoer,
          tilladteModtagere: igen.tilladteModtagere,
          relaterede: vaerdierPaa(igen, [...F, 'RelateretObjekt', 'ObjektId']).map((en, i) => ({
            id: en,
            type: typer[i],
          })),
          registrering: {
            id: enkelt([...R, 'ObjektRegistreringId']),
            ...(aktoer !== undefined && { aktoer }),
            tidspunkt: tidspunktPaa(igen, [...R, 'Registreringstidspunkt'])[0],
            myndighed: igen.ansvarligeMyndigheder[0],
            objektId: enkelt([...R, 'ObjektId']),
            objekttype: enkelt([...R, 'ObjektType']),
            handling: enkelt([...R, 'ObjektHandling']),
          },
          dannet: tidspunktPaa(igen, ['Beskedkuvert', 'Leveranceinformation', 'Dannelsestidspunkt'])[0],
          foelsomhed: igen.foelsomhed,
          ...(gyldighedFra !== undefined && { gyldighedFra }),
          ...(data !== undefined && { beskeddata: data }),
        },
        besked,
      );
    }),
  );
});
