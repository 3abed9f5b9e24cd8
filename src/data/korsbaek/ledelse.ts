/** The functions that belong to one unit and not to one user: its leader, vacancies, temps (spec sf1500 §4.3). */
import type { Indhold } from '../../register/model.ts';
import { laegOver } from '../../register/tidslinje.ts';
import type { Skrivning } from '../../store/store.ts';
import { relation } from '../byg.ts';
import { fastUuid } from '../navnerum.ts';
import { LEDERTITLER } from './domaener.ts';
import { funktion } from './funktioner.ts';
import { brugerUuid } from './personer.ts';
import { enhedstraek, kanLede } from './saertraek.ts';
import type { Enhed } from './trae.ts';
import { type Dagstrin, FOERSTE_DAG, type Verden } from './verden.ts';

/** Those users of a unit who can lead it, the leader first. */
export function lederkandidater(verden: Verden, enhed: Enhed): readonly number[] {
  return verden.fordeling.brugereI(enhed.ordinal).filter(kanLede);
}

export function ledelse(verden: Verden, enhed: Enhed): readonly Skrivning[] {
  if (enhedstraek(enhed, verden.trae) === 'lukket') return [];
  return [lederfunktion(verden, enhed), ...vikarer(verden, enhed), ...ledigStilling(verden, enhed)];
}

function lederfunktion(verden: Verden, enhed: Enhed): Skrivning {
  const kandidater = lederkandidater(verden, enhed).map(brugerUuid);
  const [leder, anden] = kandidater;
  const isKommende = enhedstraek(enhed, verden.trae) === 'kommende';
  const hadAnother = anden !== undefined && enhed.ordinal % 7 === 4;
  const foerste = hadAnother ? anden : leder;
  const trin: Dagstrin[] = [];
  if (hadAnother) trin.push(lederskifte(verden, -370, -365, leder!));
  if (anden !== undefined && enhed.ordinal % 9 === 5) trin.push(lederskifte(verden, -8, 35, anden));
  return funktion(
    verden,
    {
      uuid: fastUuid('korsbaek', 'leder', enhed.sti),
      type: 'OrganisationFunktion.Type.Lederrolle',
      noegle: `leder-${enhed.sti === '' ? 'rod' : enhed.sti}`,
      navn: LEDERTITLER[enhed.niveau - 1]!,
      fraDag: isKommende ? 30 : FOERSTE_DAG,
      enheder: [enhed.uuid],
      brugere: foerste === undefined ? [] : [foerste],
    },
    isKommende ? { dag: -15 } : {},
    trin,
  );
}

/** From a day on another leads; until then those who did. */
function lederskifte(verden: Verden, registreretDag: number, fraDag: number, brugerId: string): Dagstrin {
  const fra = verden.kalender.dag(fraDag);
  return {
    dag: registreretDag,
    noteTekst: 'Lederskifte',
    aendr: (foer: Indhold) => ({
      relationer: {
        ...foer.relationer,
        TilknyttedeBrugere: laegOver(foer.relationer.TilknyttedeBrugere ?? [], [
          relation(verden.stempel(fra), brugerId),
        ]),
      },
    }),
  };
}

/** One function that several users share: the loose coupling of the guideline. */
function vikarer(verden: Verden, enhed: Enhed): readonly Skrivning[] {
  const brugere = lederkandidater(verden, enhed).slice(-2).map(brugerUuid);
  if (enhed.niveau !== 4 || enhed.nr % 7 !== 2 || brugere.length < 2) return [];
  return [
    funktion(verden, {
      uuid: fastUuid('korsbaek', 'vikarer', enhed.sti),
      type: 'OrganisationFunktion.Type.Enhedsrolle',
      noegle: `vikarer-${enhed.sti}`,
      navn: 'Tilkaldevikar',
      fraDag: -800,
      enheder: [enhed.uuid],
      brugere,
    }),
  ];
}

/** A function without a user is a vacancy. This one was made with opret. */
function ledigStilling(verden: Verden, enhed: Enhed): readonly Skrivning[] {
  if (enhed.ordinal % 10 !== 6) return [];
  return [
    funktion(
      verden,
      {
        uuid: fastUuid('korsbaek', 'ledig', enhed.sti),
        type: 'OrganisationFunktion.Type.Enhedsrolle',
        noegle: `ledig-${enhed.sti}`,
        navn: enhed.domaene.stillinger[0]!,
        fraDag: -40,
        enheder: [enhed.uuid],
      },
      { livscyklusKode: 'Opstaaet' },
    ),
  ];
}
