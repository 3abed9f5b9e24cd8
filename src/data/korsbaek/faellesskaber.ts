/** Two communities of interest, and the robots: users without a person (spec sf1500 §1.5, §4.4). */
import type { Skrivning } from '../../store/store.ts';
import { egenskab, indhold, relation, tilstand } from '../byg.ts';
import { klasseUuid } from '../klasser.ts';
import { fastUuid } from '../navnerum.ts';
import { KORSBAEK_POST } from '../superorg.ts';
import { funktion } from './funktioner.ts';
import { brugerUuid } from './personer.ts';
import type { Enhed } from './trae.ts';
import { FOERSTE_DAG, objekt, type Verden } from './verden.ts';

const FAELLESSKABER = [
  { navn: 'Netværk for digital post', fraDag: FOERSTE_DAG },
  { navn: 'Klimagruppen på tværs', fraDag: -300, tilDag: -30 },
] as const;

/** The communities; the second has come to its end. */
export function faellesskaber(verden: Verden): readonly Skrivning[] {
  const { kalender, stempel, trae } = verden;
  return FAELLESSKABER.map((given) => {
    const uuid = fastUuid('korsbaek', 'interessefaellesskab', given.navn);
    const til = 'tilDag' in given ? kalender.dag(given.tilDag) : undefined;
    const gaelder = stempel(kalender.dag(given.fraDag), til);
    const status = [tilstand(gaelder, 'Aktiv')];
    if (til !== undefined) status.push(tilstand(stempel(til), 'Inaktiv'));
    return objekt(
      verden,
      'Interessefaellesskab',
      uuid,
      indhold(
        [
          egenskab(stempel(kalender.dag(given.fraDag)), {
            BrugervendtNoegleTekst: given.navn,
            InteressefaellesskabNavn: given.navn,
            InteressefaellesskabTypeTekst: 'Netværk',
          }),
        ],
        status,
        {
          Interessefaellesskabstype: [relation(gaelder, klasseUuid('Interessefaellesskab.Type.Netvaerk'))],
          Tilhoerer: [relation(gaelder, KORSBAEK_POST.organisationUuid)],
          TilknyttedeBrugere: [0, 2, 3].map((nr) => relation(gaelder, brugerUuid(nr))),
          TilknyttedeEnheder: [0, 1].map((nr) => relation(gaelder, trae.enhed(trae.paaNiveau(2, nr)).uuid)),
        },
      ),
      { dag: given.fraDag },
    );
  });
}

const ENHEDER_TIL_EN_ROBOT = 60;

/** The robot of a unit: one for every sixty units, a user like others but for its type and the missing person. */
export function robotter(verden: Verden, enhed: Enhed): readonly Skrivning[] {
  if (enhed.ordinal % ENHEDER_TIL_EN_ROBOT !== 2) return [];
  const nr = String(1 + Math.floor(enhed.ordinal / ENHEDER_TIL_EN_ROBOT)).padStart(2, '0');
  const uuid = fastUuid('korsbaek', 'robot', nr);
  const gaelder = verden.stempel(verden.kalender.dag(-600));
  const navn = `robot-${nr}`;
  return [
    objekt(
      verden,
      'Bruger',
      uuid,
      indhold([egenskab(gaelder, { BrugervendtNoegleTekst: navn, BrugerNavn: navn })], [tilstand(gaelder, 'Aktiv')], {
        BrugerTyper: [relation(gaelder, klasseUuid('Bruger.Type.Robot'))],
        Tilhoerer: [relation(gaelder, KORSBAEK_POST.organisationUuid)],
      }),
      { dag: -600 },
    ),
    funktion(verden, {
      uuid: fastUuid('korsbaek', 'robotstilling', nr),
      type: 'OrganisationFunktion.Type.Enhedsrolle',
      noegle: `robotstilling-${nr}`,
      navn: 'Softwarerobot',
      fraDag: -600,
      enheder: [enhed.uuid],
      brugere: [uuid],
    }),
  ];
}
