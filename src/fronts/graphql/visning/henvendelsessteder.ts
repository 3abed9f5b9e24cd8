/**
 * The contact places of units: active functions of type Henvendelsessted that a unit points at, or that point at it (spec
 * sf1500 §4.3). The schema has room for one task, so a function with several gives one contact place for each
 * (docs/decisions/0049).
 */
import { klasseUuid } from '../../../data/klasser.ts';
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import { funktionerVed, funktionstype } from './funktioner.ts';
import { advarOmManglende, vedPunkter } from './kanter.ts';
import type { Opgavepost } from './opgaver.ts';
import type { Knude, Udsyn } from './udsyn.ts';

const HENVENDELSESSTED = klasseUuid('OrganisationFunktion.Type.Henvendelsessted');

interface Henvendelsessted {
  readonly udsyn: Udsyn;
  readonly funktion: Knude;
  readonly opgave: Opgavepost | null;
}

function stederVed(enhed: Knude): readonly Henvendelsessted[] {
  return enhed.husk('henvendelsessteder', () => {
    const { udsyn, uuid } = enhed;
    const pegede = enhed.peger('TilknyttedeFunktioner').flatMap((en) => udsyn.knude('OrganisationFunktion', en) ?? []);
    const steder = pegede.filter((funktion) => funktion.isAktiv && funktionstype(funktion) === HENVENDELSESSTED);
    const alle = new Set([...steder, ...funktionerVed(udsyn, 'TilknyttedeEnheder', uuid, HENVENDELSESSTED)]);
    return [...alle].flatMap((funktion): Henvendelsessted[] => {
      const opgaver = funktion.peger('TilknyttedeOpgaver').map((opgave) => ({ udsyn, uuid: opgave }));
      return (opgaver.length > 0 ? opgaver : [null]).map((opgave) => ({ udsyn, funktion, opgave }));
    });
  });
}

/** The field `henvendelsessteder` of a unit. */
export const HENVENDELSESSTEDER: Felt<Knude> = {
  type: '[Henvendelsessted!]!',
  om: 'Where to turn to in matters of the unit',
  kant: (forekomster) =>
    vedPunkter(forekomster, async (udsyn, enheder) => {
      await udsyn.hentPegere(
        'OrganisationFunktion',
        'TilknyttedeEnheder',
        enheder.map(({ uuid }) => uuid),
      );
      await udsyn.hent(
        'OrganisationFunktion',
        enheder.flatMap((enhed) => enhed.peger('TilknyttedeFunktioner')),
      );
    }),
  vaerdi(enhed, _argumenter, _session, sted) {
    for (const uuid of enhed.peger('TilknyttedeFunktioner')) {
      if (!enhed.udsyn.knude('OrganisationFunktion', uuid)) advarOmManglende(sted, 'OrganisationFunktion', uuid);
    }
    return stederVed(enhed);
  },
};

export const henvendelsestyper: Readonly<Record<string, Objekttype>> = {
  Henvendelsessted: {
    om: 'A place to turn to, for one task where it has tasks',
    felter: felter<Henvendelsessted>({
      uuid: { type: 'UUID!', om: 'UUID of the function', vaerdi: ({ funktion }) => funktion.uuid },
      navn: { type: 'String!', om: 'Its name', vaerdi: ({ funktion }) => funktion.tekst('FunktionNavn') ?? null },
      henvendelsesOrganisationEnhed: {
        type: 'OrganisationEnhed!',
        om: 'The unit to turn to',
        kant: (forekomster) =>
          vedPunkter(forekomster, (udsyn, steder) =>
            udsyn.hent(
              'OrganisationEnhed',
              steder.flatMap(({ funktion }) => funktion.peger('TilknyttedeEnheder')),
            ),
          ),
        vaerdi({ udsyn, funktion }) {
          const [uuid] = funktion.peger('TilknyttedeEnheder');
          return (uuid !== undefined && udsyn.knude('OrganisationEnhed', uuid)) || null;
        },
      },
      opgave: { type: 'Opgave', om: 'The task' },
    }),
  },
};
