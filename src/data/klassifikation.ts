/**
 * The two classifications that are always there, as objects owned by KOMBIT: the roles and types of the register
 * (spec sf1500 §4.4) and the invented mini-KLE (§4.5). Every class is published.
 */
import type { Instant } from '../base/instant.ts';
import type { Feltvaerdi, Relation } from '../register/model.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Skrivning } from '../store/store.ts';
import { egenskab, indhold, nytObjekt, relation, stempelAf, tilstand } from './byg.ts';
import { KLASSEGRUPPER, klasser } from './klasser.ts';
import { emnenummer, KLE_EMNEPLAN, KLE_KLASSIFIKATION, KLEGRUPPER, kleUuid } from './kle.ts';
import { KOMBIT_ORGANISATION } from './kommuner.ts';
import { fastUuid } from './navnerum.ts';
import { STAMDATA_FRA } from './superorg.ts';

/** The classification of the roles and types. */
export const ROLLER_OG_TYPER = fastUuid('klassifikation', 'roller-og-typer');

const OPHAVSRET = 'Opdigtet til fkorg. Indeholder ingen tekst fra KLE.';

/** The Facet of a group of classes, by the key of the group. */
export function facetUuid(gruppe: string): string {
  return fastUuid('facet', gruppe);
}

const gaelder = stempelAf(KOMBIT_ORGANISATION, 'Organisation')(STAMDATA_FRA);

function peg(uuid: string): readonly Relation[] {
  return [relation(gaelder, uuid)];
}

/**
 * Klassifikation, Facet and Klasse objects, new to the store.
 *
 * @param tidspunkt Their registration time; they are true from `STAMDATA_FRA` on.
 */
export function klassifikationsObjekter(tidspunkt: Instant): readonly Skrivning[] {
  const ny = (
    objekttype: ObjektType,
    uuid: string,
    felter: Readonly<Record<string, Feltvaerdi>>,
    relationer: Readonly<Record<string, readonly Relation[]>> = {},
  ) =>
    nytObjekt(
      { ejer: KOMBIT_CVR, objekttype, uuid },
      {
        tidspunkt,
        brugerRef: { uuid: KOMBIT_ORGANISATION },
        indhold: indhold([egenskab(gaelder, felter)], [tilstand(gaelder, 'true')], {
          Ansvarlig: peg(KOMBIT_ORGANISATION),
          Ejer: peg(KOMBIT_ORGANISATION),
          ...relationer,
        }),
      },
    );

  return [
    ny('Klassifikation', ROLLER_OG_TYPER, {
      BrugervendtNoegleTekst: 'RollerOgTyper',
      TitelTekst: 'Roller og typer i Organisation',
      KaldenavnTekst: 'Roller og typer',
      BeskrivelseTekst: 'De klasser, som relationer i Organisation bruger som Rolle og Type.',
    }),
    ny('Klassifikation', KLE_KLASSIFIKATION, {
      BrugervendtNoegleTekst: 'KLE',
      TitelTekst: 'Opgaver i form af KLE (opdigtet)',
      KaldenavnTekst: 'Mini-KLE',
      OphavsretTekst: OPHAVSRET,
    }),
    ...KLASSEGRUPPER.map((gruppe) =>
      ny(
        'Facet',
        facetUuid(gruppe.noegle),
        { BrugervendtNoegleTekst: gruppe.noegle, TitelTekst: gruppe.titel },
        { FacetTilhoerer: peg(ROLLER_OG_TYPER) },
      ),
    ),
    ny(
      'Facet',
      KLE_EMNEPLAN,
      {
        BrugervendtNoegleTekst: 'Emneplan',
        TitelTekst: 'Emneplan (opdigtet)',
        OpbygningTekst: 'Gruppe NN.NN og emne NN.NN.NN',
        OphavsretTekst: OPHAVSRET,
      },
      { FacetTilhoerer: peg(KLE_KLASSIFIKATION) },
    ),
    ...klasser.map(({ noegle, titel, uuid }) =>
      ny(
        'Klasse',
        uuid,
        { BrugervendtNoegleTekst: noegle, TitelTekst: titel },
        { Facet: peg(facetUuid(noegle.slice(0, noegle.lastIndexOf('.')))) },
      ),
    ),
    ...KLEGRUPPER.flatMap((gruppe) => [
      ny(
        'Klasse',
        kleUuid(gruppe.nummer),
        { BrugervendtNoegleTekst: gruppe.nummer, TitelTekst: gruppe.titel },
        { Facet: peg(KLE_EMNEPLAN) },
      ),
      ...gruppe.emner.map((titel, at) => {
        const nummer = emnenummer(gruppe.nummer, at + 1);
        return ny(
          'Klasse',
          kleUuid(nummer),
          {
            BrugervendtNoegleTekst: nummer,
            TitelTekst: titel,
            Soegeord: [{ SoegeordIdentifikator: nummer, BeskrivelseTekst: titel.toLowerCase() }],
          },
          { Facet: peg(KLE_EMNEPLAN), OverordnetKlasse: peg(kleUuid(gruppe.nummer)) },
        );
      }),
    ]),
  ];
}
