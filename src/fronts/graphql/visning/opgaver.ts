/** Tasks of units: the entries of the relation Opgaver, each a KLE class in a role; and those of contact places. */
import { uuidOf } from '../../../register/model.ts';
import { isKleNummer } from '../kle.ts';
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import { type Klassifikationspost, klassifikationspost } from './adresser.ts';
import { advarOmKlasse, titelfelt, vedPunkter } from './kanter.ts';
import type { Knude, Udsyn } from './udsyn.ts';

export interface Opgavepost {
  readonly udsyn: Udsyn;
  /** UUID of the class. */
  readonly uuid: string;
  /** Absent for the tasks of a contact place. */
  readonly klassifikation?: Klassifikationspost;
}

function opgaverVed(knude: Knude): readonly Opgavepost[] {
  return knude.husk('opgaver', () =>
    knude.poster('Opgaver').flatMap((relation) => {
      const uuid = uuidOf(relation.reference!);
      return uuid === undefined ? [] : [{ udsyn: knude.udsyn, uuid, klassifikation: klassifikationspost(relation) }];
    }),
  );
}

/** The field `opgaver` of a unit. */
export const OPGAVER: Felt<Knude> = { type: '[Opgave!]!', om: 'Its tasks', vaerdi: opgaverVed };

/** A class whose number is none of KLE gives null with a warning: the schema promises the form of KLE. */
const KLE_EMNE_NUMMER: Felt<Opgavepost> = {
  type: 'KLE',
  om: 'Its KLE number',
  kant: (forekomster) =>
    vedPunkter(forekomster, (udsyn, opgaver) => udsyn.hentTekster(opgaver.map(({ uuid }) => uuid))),
  vaerdi({ udsyn, uuid }, _argumenter, _session, sted) {
    const noegle = udsyn.klassetekst(uuid)?.noegle;
    if (noegle !== undefined && isKleNummer(noegle)) return noegle;
    if (noegle === undefined) advarOmKlasse(sted, uuid);
    else sted.advar('ValidationError', `Nøglen på klassen ${uuid} er ikke et KLE-nummer.`);
    return null;
  },
};

export const opgavetyper: Readonly<Record<string, Objekttype>> = {
  Opgave: {
    om: 'A task of a unit or a contact place, as a class of KLE',
    felter: felter<Opgavepost>({
      uuid: { type: 'UUID!', om: 'UUID of the class' },
      kleEmneNummer: KLE_EMNE_NUMMER,
      kleEmneTitel: titelfelt('What the class is called in Klassifikation', ({ uuid }) => uuid),
      opgaveRolleTitel: titelfelt(
        'What the role is called in Klassifikation; not for contact places',
        ({ klassifikation }) => klassifikation?.rolle ?? undefined,
      ),
      klassifikation: {
        type: 'KlassifikationRelation',
        om: 'Role, type and index; not for contact places',
        vaerdi: ({ klassifikation }) => klassifikation ?? null,
      },
    }),
  },
};
