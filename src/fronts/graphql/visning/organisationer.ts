/** Organisation, and the Myndighed and the Virksomhed that say which authority it is. */
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import { relationsfelt, tekstfelt } from './kanter.ts';
import type { Knude } from './udsyn.ts';

/** The field `uuid` of what is an object itself. */
export const UUID: Felt<Knude> = { type: 'UUID!', om: 'Its UUID' };

const CVR = /^\d{8}$/;

/** Some have the number as their key alone, as the guideline says (spec sf1500 §4.2). */
function cvrNummer(virksomhed: Knude): string | null {
  const numre = [virksomhed.tekst('CVR-NummerTekst'), virksomhed.tekst('BrugervendtNoegleTekst')];
  return numre.find((nummer) => nummer !== undefined && CVR.test(nummer)) ?? null;
}

export const organisationstyper: Readonly<Record<string, Objekttype>> = {
  Organisation: {
    om: 'A legal entity, most often a municipality',
    felter: felter<Knude>({
      uuid: UUID,
      organisationsnavn: tekstfelt('String!', 'OrganisationNavn', 'Its name'),
      brugervendtNoegle: tekstfelt('String!', 'BrugervendtNoegleTekst', 'Key that its source gave it'),
      myndighed: relationsfelt('Myndighed', 'Myndighed', 'Myndighed', 'The public authority that it is'),
      virksomhed: relationsfelt('Virksomhed!', 'Virksomhed', 'Virksomhed', 'The business that it is'),
      organisationEnhed: relationsfelt('OrganisationEnhed!', 'OrganisationEnhed', 'Overordnet', 'Its root unit'),
    }),
  },
  Myndighed: {
    om: 'A public authority',
    felter: felter<Knude>({
      uuid: UUID,
      myndighedskode: tekstfelt('String!', 'MyndighedsKode', 'Its number, of three or four digits'),
    }),
  },
  Virksomhed: {
    om: 'A business of the central business register',
    felter: felter<Knude>({
      uuid: UUID,
      cvrNummerTekst: { type: 'CVR!', om: 'Its CVR number', vaerdi: cvrNummer },
    }),
  },
};
