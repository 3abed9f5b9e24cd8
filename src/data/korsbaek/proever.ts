/**
 * One specimen of each object type, with every field and every relation that the contract gives it (spec sf1500 §1.5),
 * written from the tables of the standard: whatever a client searches for, there is something to find, and one read
 * shows how everything looks on the wire. The specimens point at one another where nothing better is there.
 */
import type { Feltvaerdi, Relation, Virkning } from '../../register/model.ts';
import {
  type ObjektFelt,
  type ObjektRelation,
  type ObjektType,
  objekttypeNavne,
  objekttyper,
} from '../../standard/objekttyper.ts';
import type { Skrivning } from '../../store/store.ts';
import { egenskab, indhold, tilstand } from '../byg.ts';
import { klasseUuid } from '../klasser.ts';
import { KOMBIT_ORGANISATION } from '../kommuner.ts';
import { fastUuid } from '../navnerum.ts';
import { KORSBAEK_POST } from '../superorg.ts';
import { FOERSTE_DAG, objekt, type Verden } from './verden.ts';

/** The specimen of a type. */
export function proeveUuid(type: ObjektType): string {
  return fastUuid('korsbaek', 'proeve', type);
}

/** Values for the fields that have a form of their own; no real company has these numbers. */
const VAERDIER: Readonly<Record<string, string>> = {
  'CPR-NummerTekst': '0000000000',
  'CVR-NummerTekst': '22222222',
  'SE-NummerTekst': '33333333',
  'P-NummerTekst': '0000000000',
  MyndighedsKode: '998',
  PlanIdentifikator: '42',
  Sortering: '42',
};

export function proever(verden: Verden): readonly Skrivning[] {
  const gaelder = verden.stempel(verden.kalender.dag(FOERSTE_DAG));
  return objekttypeNavne.map((navn) => {
    const type = objekttyper[navn];
    const felter = type.felter.map((felt) => [felt.felt.navn, feltvaerdi(navn, felt)] as const);
    const relationer = type.relationer.map((entry) => [entry.relation.navn, [peg(navn, entry, gaelder)]] as const);
    return objekt(
      verden,
      navn,
      proeveUuid(navn),
      indhold(
        [egenskab(gaelder, Object.fromEntries(felter))],
        type.tilstand === undefined ? [] : [tilstand(gaelder, type.tilstand === 'Gyldighed' ? 'Aktiv' : 'true')],
        Object.fromEntries(relationer),
      ),
      { livscyklusKode: 'Opstaaet', noteTekst: 'Prøve: alle felter og relationer er udfyldt' },
    );
  });
}

function feltvaerdi(type: ObjektType, { felt, isGentaget }: ObjektFelt): Feltvaerdi {
  if (felt.art === 'soegeord') {
    return [{ SoegeordIdentifikator: 'prøve', BeskrivelseTekst: 'Et søgeord', SoegeordKategoriTekst: 'Prøver' }];
  }
  const tekst = VAERDIER[felt.navn] ?? `Prøve: ${felt.navn} af ${type}`.slice(0, felt.tegnMax);
  return isGentaget ? [tekst] : tekst;
}

function peg(type: ObjektType, { relation }: ObjektRelation, virkning: Virkning): Relation {
  const entry = { virkning, reference: { uuid: maal(type, relation.navn, relation.maal) } };
  if (relation.fra7) {
    const { rolle, type: art } = relation.fra7;
    return {
      ...entry,
      rolle: { uuid: rolle },
      type: { uuid: art },
      indeks: fastUuid('korsbaek', 'proeve', relation.navn),
    };
  }
  if (!relation.isDynamisk) return entry;
  const [rolle, art] =
    relation.navn === 'Opgaver'
      ? (['Opgave.Rolle.Ansvarlig', 'Opgave.Type.Klasse'] as const)
      : (['OrganisationEnhed.Adresse.Postadresse', 'Adresse.Type.OrgEnhedAdresse'] as const);
  return { ...entry, rolle: { uuid: klasseUuid(rolle) }, type: { uuid: klasseUuid(art) }, indeks: '1' };
}

/** The specimen unit hangs in the tree and belongs to Korsbæk, so that it is no second root. */
function maal(type: ObjektType, navn: string, maalType: string): string {
  if (navn === 'Overordnet' && type === 'OrganisationEnhed') return KORSBAEK_POST.rodenhedUuid;
  if (navn === 'Tilhoerer') return KORSBAEK_POST.organisationUuid;
  return maalType === 'Aktoer' ? KOMBIT_ORGANISATION : proeveUuid(maalType as ObjektType);
}
