/** OrganisationEnhed: the units, up and down the tree. */
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import { ADRESSER } from './adresser.ts';
import { HENVENDELSESSTEDER } from './henvendelsessteder.ts';
import { ITSYSTEMER } from './itsystemer.ts';
import { relationsfelt, tekstfelt, vedPunkter } from './kanter.ts';
import { MEDLEMSKABER } from './medlemskaber.ts';
import { OPGAVER } from './opgaver.ts';
import { UUID } from './organisationer.ts';
import { TILSTAND } from './tilstand.ts';
import type { Knude } from './udsyn.ts';

const UNDERLIGGENDE_ENHEDER: Felt<Knude> = {
  type: '[OrganisationEnhed!]!',
  om: 'The active units right below it',
  kant: (forekomster) =>
    vedPunkter(forekomster, (udsyn, enheder) =>
      udsyn.hentPegere(
        'OrganisationEnhed',
        'Overordnet',
        enheder.map(({ uuid }) => uuid),
      ),
    ),
  vaerdi: (enhed) =>
    enhed.husk('underliggende', () =>
      enhed.udsyn.pegere('OrganisationEnhed', 'Overordnet', enhed.uuid).filter((under) => under.isAktiv),
    ),
};

export const enhedstyper: Readonly<Record<string, Objekttype>> = {
  OrganisationEnhed: {
    om: 'A unit of an organisation',
    felter: felter<Knude>({
      uuid: UUID,
      enhedsnavn: tekstfelt('String!', 'EnhedNavn', 'Its name'),
      brugervendtNoegle: tekstfelt('String', 'BrugervendtNoegleTekst', 'Key that its source gave it'),
      underliggendeEnheder: UNDERLIGGENDE_ENHEDER,
      overordnetEnhed: relationsfelt('OrganisationEnhed', 'OrganisationEnhed', 'Overordnet', 'The unit right above it'),
      tilstand: TILSTAND,
      tilhoerer: relationsfelt('Organisation!', 'Organisation', 'Tilhoerer', 'The organisation that it is part of'),
      adresser: ADRESSER,
      opgaver: OPGAVER,
      itSystemer: ITSYSTEMER,
      medlemskaber: MEDLEMSKABER,
      henvendelsessteder: HENVENDELSESSTEDER,
    }),
  },
};
