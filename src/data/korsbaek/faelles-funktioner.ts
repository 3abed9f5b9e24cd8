/** The functions that serve many units: one payout unit, and a contact place in each part of the work (spec sf1500 §4.3). */
import type { Skrivning } from '../../store/store.ts';
import { emnenummer, kleUuid } from '../kle.ts';
import { fastUuid } from '../navnerum.ts';
import { adresse, adresserelation } from './adresser.ts';
import { funktion } from './funktioner.ts';
import { ascii, DOMAENENAVN } from './navne.ts';
import type { Enhed } from './trae.ts';
import { FOERSTE_DAG, type Verden } from './verden.ts';

const UDBETALING = fastUuid('korsbaek', 'udbetalende-enhed');

/** The parts of the work that pay money out. */
const MED_UDBETALING = ['92.10', '96.10', '98.10'];

function henvendelsessted(kle: string): string {
  return fastUuid('korsbaek', 'henvendelsessted', kle);
}

/** The functions that a unit of the second or third level points at. */
export function betjenendeFunktioner(enhed: Enhed): readonly string[] {
  if (enhed.niveau !== 2 && enhed.niveau !== 3) return [];
  const kle = enhed.domaene.kle;
  return [henvendelsessted(kle), ...(MED_UDBETALING.includes(kle) ? [UDBETALING] : [])];
}

/** The first department below the unit `nr` of the second level. */
function foersteAfdeling(verden: Verden, nr: number): Enhed {
  const { trae } = verden;
  return trae.enhed(trae.paaNiveau(3, Math.ceil((nr * trae.stoerrelse(3)) / trae.stoerrelse(2))));
}

/** The functions themselves, and the address of each contact place. */
export function faellesFunktioner(verden: Verden): readonly Skrivning[] {
  const steder = Array.from({ length: verden.trae.stoerrelse(2) }, (_, nr) => foersteAfdeling(verden, nr));
  return [
    funktion(verden, {
      uuid: UDBETALING,
      type: 'OrganisationFunktion.Type.UdbetalendeEnhed',
      noegle: 'udbetalende-enhed',
      navn: 'Udbetaling',
      fraDag: FOERSTE_DAG,
      enheder: [foersteAfdeling(verden, 1).uuid],
    }),
    ...steder.flatMap((sted) => {
      const { navn, kle } = sted.domaene;
      const url = fastUuid('korsbaek', 'henvendelsessted', kle, 'url');
      const gaelder = verden.stempel(verden.kalender.dag(FOERSTE_DAG));
      return [
        adresse(verden, url, `https://www.${DOMAENENAVN}/kontakt/${ascii(navn)}`),
        funktion(verden, {
          uuid: henvendelsessted(kle),
          type: 'OrganisationFunktion.Type.Henvendelsessted',
          noegle: `henvendelsessted-${kle}`,
          navn: `Henvendelse om ${navn}`,
          fraDag: FOERSTE_DAG,
          enheder: [sted.uuid],
          opgaver: [kleUuid(kle), kleUuid(emnenummer(kle, 1))],
          adresser: [adresserelation(gaelder, url, 'OrganisationFunktion.Adresse.URL', 'OrgFunktionAdresse', '1')],
        }),
      ];
    }),
  ];
}
