/**
 * The it-systems of units: those that a unit names itself, and those of the functions of type Systemrolle that point at it;
 * both are in use (spec sf1500 §4.3; docs/decisions/0049).
 */
import { klasseUuid } from '../../../data/klasser.ts';
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import { funktionerVed } from './funktioner.ts';
import { naboen, vedPunkter } from './kanter.ts';
import type { Knude, Udsyn } from './udsyn.ts';

const SYSTEMROLLE = klasseUuid('OrganisationFunktion.Type.Systemrolle');

/** What is known of an it-system by those that point at it; the object itself may be one that the caller does not see. */
interface Itsystem {
  readonly udsyn: Udsyn;
  readonly uuid: string;
}

function systemerVed(enhed: Knude): readonly Itsystem[] {
  return enhed.husk('itsystemer', () => {
    const { udsyn, uuid } = enhed;
    const roller = funktionerVed(udsyn, 'TilknyttedeEnheder', uuid, SYSTEMROLLE);
    const uuids = [enhed, ...roller].flatMap((knude) => knude.peger('TilknyttedeItSystemer'));
    return [...new Set(uuids)].map((system) => ({ udsyn, uuid: system }));
  });
}

/** The field `itSystemer` of a unit. */
export const ITSYSTEMER: Felt<Knude> = {
  type: '[ItSystem!]!',
  om: 'The it-systems that it uses',
  kant: (forekomster) =>
    vedPunkter(forekomster, (udsyn, enheder) =>
      udsyn.hentPegere(
        'OrganisationFunktion',
        'TilknyttedeEnheder',
        enheder.map(({ uuid }) => uuid),
      ),
    ),
  vaerdi: systemerVed,
};

/** The units that use at least one of the it-systems. */
export async function enhederMedSystem(udsyn: Udsyn, systemer: readonly string[]): Promise<readonly Knude[]> {
  await udsyn.hentPegere('OrganisationEnhed', 'TilknyttedeItSystemer', systemer);
  await udsyn.hentPegere('OrganisationFunktion', 'TilknyttedeItSystemer', systemer);
  const egne = systemer.flatMap((system) => udsyn.pegere('OrganisationEnhed', 'TilknyttedeItSystemer', system));
  const roller = systemer.flatMap((system) => funktionerVed(udsyn, 'TilknyttedeItSystemer', system, SYSTEMROLLE));
  const uuids = roller.flatMap((funktion) => funktion.peger('TilknyttedeEnheder'));
  await udsyn.hent('OrganisationEnhed', uuids);
  return [...new Set([...egne, ...uuids.flatMap((uuid) => udsyn.knude('OrganisationEnhed', uuid) ?? [])])];
}

export const itsystemtyper: Readonly<Record<string, Objekttype>> = {
  ItSystem: {
    om: 'A logical it-system',
    felter: felter<Itsystem>({
      uuid: { type: 'UUID!', om: 'Its UUID' },
      itSystemNavn: {
        type: 'String',
        om: 'Its name; null with a warning where the caller does not see it',
        kant: (forekomster) =>
          vedPunkter(forekomster, (udsyn, systemer) =>
            udsyn.hent(
              'ItSystem',
              systemer.map(({ uuid }) => uuid),
            ),
          ),
        vaerdi: ({ udsyn, uuid }, _argumenter, _session, sted) =>
          naboen(udsyn, 'ItSystem', uuid, 'String', sted)?.tekst('ItSystemNavn') ?? null,
      },
    }),
  },
};
