/**
 * The published spreadsheet of roles and types ("Relationer") as CSV to an edition: a class a row, with its facet. The
 * facets that are named are whole in the file.
 */
import { FkorgError } from '../../base/error.ts';
import { isUuid } from '../../base/uuid.ts';
import { ROLLER_OG_TYPER } from '../../data/klassifikation.ts';
import { felter } from '../../standard/felter.ts';
import { findKolonner, type Hoved, type Kolonne } from '../csv-kolonner.ts';
import { raekker } from '../csv-tekst.ts';
import { Felter } from '../csv-vaerdier.ts';
import type { Afvisning } from '../indlaesning.ts';
import type { Kendt } from './kendt.ts';
import { OBJEKTER_MAX, peg, type Udgave, type Udgivet } from './udgave.ts';

export const RELATIONER_KOLONNER: readonly Kolonne[] = [
  {
    navn: 'UUID',
    ogsaa: ['Klasse UUID', 'Id'],
    isPaakraevet: true,
    eksempler: ['80b610c6-314b-485a-a014-a9a1d7070bc4', '02826f64-5613-468e-ace5-3f089cb3ed20'],
  },
  {
    navn: 'Nøgle',
    ogsaa: ['BrugervendtNøgle', 'BrugervendtNøgleTekst', 'BVN'],
    isPaakraevet: true,
    eksempler: ['OrganisationEnhed.Adresse.Postadresse', 'OrganisationEnhed.Adresse.Fastnet'],
  },
  { navn: 'Titel', ogsaa: ['TitelTekst'], isPaakraevet: true, eksempler: ['Postadresse', 'Fastnettelefon'] },
  {
    navn: 'Facet',
    ogsaa: ['Facettitel', 'Facetnøgle'],
    isPaakraevet: true,
    eksempler: ['OrganisationEnhed.Adresse', 'OrganisationEnhed.Adresse'],
  },
  { navn: 'Beskrivelse', ogsaa: ['BeskrivelseTekst'], eksempler: ['', ''] },
];

const TEGN = (navn: 'BrugervendtNoegleTekst' | 'TitelTekst' | 'BeskrivelseTekst') => felter.get(navn)!.tegnMax!;

/** The columns that the first line names; undefined where it is no such table. */
export function relationskolonner(hoved: string): Hoved | undefined {
  return findKolonner(RELATIONER_KOLONNER, hoved);
}

/** Throws `bad-file` for a row that has no end. */
export async function laesRelationer(tekst: AsyncIterable<string>, hoved: Hoved, kendt: Kendt): Promise<Udgave> {
  const facetter = new Map<string, Udgivet>();
  const klasser: Udgivet[] = [];
  const afviste: Afvisning[] = [];
  let isHoved = true;
  for await (const { linje, felter: vaerdier } of raekker(tekst, hoved.skilletegn)) {
    if (isHoved) {
      isHoved = false;
      continue;
    }
    if (klasser.length === OBJEKTER_MAX) {
      throw new FkorgError('limit-passed', `The file has more than ${OBJEKTER_MAX} classes.`);
    }
    const { kolonner } = hoved;
    const raekke = new Felter(
      new Map(kolonner.flatMap((navn, i) => (navn === undefined ? [] : [[navn, vaerdier[i] ?? '']]))),
    );
    const noegle = raekke.paakraevet('Nøgle', TEGN('BrugervendtNoegleTekst'));
    const titel = raekke.paakraevet('Titel', TEGN('TitelTekst'));
    const facetnavn = raekke.paakraevet('Facet', TEGN('BrugervendtNoegleTekst'));
    const beskrivelse = raekke.tekst('Beskrivelse', TEGN('BeskrivelseTekst'));
    const givet = raekke.form('UUID', isUuid, 'a UUID, or nothing').toLowerCase();
    if (vaerdier.length > kolonner.length) {
      const forventet = `${kolonner.length} fields as in the header, not ${vaerdier.length}`;
      raekke.brud.push({ regel: 'fil-raekke', sted: 'the row', forventet });
    }
    if (raekke.brud.length > 0) {
      afviste.push({ linje, objekttype: 'Klasse', ...(isUuid(givet) && { uuid: givet }), brud: raekke.brud });
      continue;
    }
    const facet = kendt.facetUuid(facetnavn);
    if (!facetter.has(facet)) facetter.set(facet, nyFacet(linje, facet, facetnavn));
    klasser.push({
      linje,
      objekttype: 'Klasse',
      uuid: givet || kendt.klasseUuid(facet, noegle),
      felter: {
        BrugervendtNoegleTekst: noegle,
        TitelTekst: titel,
        ...(raekke.has('Beskrivelse') && { BeskrivelseTekst: beskrivelse }),
      },
      relationer: { Facet: peg(facet) },
    });
  }
  // What the register has of these is left as it is.
  const nye = [KLASSIFIKATION, ...facetter.values()].filter(({ objekttype, uuid }) => !kendt.find(objekttype, uuid));
  return { objekter: [...nye, ...klasser], facetter: new Set(facetter.keys()), afviste, oversete: hoved.ukendte };
}

const KLASSIFIKATION: Udgivet = {
  linje: 1,
  objekttype: 'Klassifikation',
  uuid: ROLLER_OG_TYPER,
  felter: { BrugervendtNoegleTekst: 'RollerOgTyper', TitelTekst: 'Roller og typer' },
  relationer: {},
};

function nyFacet(linje: number, uuid: string, navn: string): Udgivet {
  return {
    linje,
    objekttype: 'Facet',
    uuid,
    felter: { BrugervendtNoegleTekst: navn, TitelTekst: navn },
    relationer: { FacetTilhoerer: peg(ROLLER_OG_TYPER) },
  };
}
