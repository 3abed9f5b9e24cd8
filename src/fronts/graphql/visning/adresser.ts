/** Addresses of units and users: the entries of the relation Adresser, each with the Adresse that it points at. */
import { type Relation, type UnikId, uuidOf } from '../../../register/model.ts';
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import { advarOmManglende, titelfelt, valgte, vedPunkter } from './kanter.ts';
import type { Knude, Udsyn } from './udsyn.ts';

/** A relation entry with role, type and Indeks, and what it points at. */
export interface Adressepost {
  readonly udsyn: Udsyn;
  readonly adresse: Knude;
  readonly klassifikation: Klassifikationspost;
}

export interface Klassifikationspost {
  readonly type: string | null;
  readonly rolle: string | null;
  readonly indeks: string | null;
}

const uuidEllerNull = (id: UnikId | undefined) => (id && uuidOf(id)) ?? null;

export function klassifikationspost({ type, rolle, indeks }: Relation): Klassifikationspost {
  return { type: uuidEllerNull(type), rolle: uuidEllerNull(rolle), indeks: indeks ?? null };
}

interface Fundne {
  readonly poster: readonly Adressepost[];
  /** Addresses that cannot be had, with the role that they are pointed at in. */
  readonly manglende: readonly { readonly uuid: string; readonly rolle: string | null }[];
}

function fundneVed(knude: Knude): Fundne {
  return knude.husk('adresser', () => {
    const poster: Adressepost[] = [];
    const manglende: { uuid: string; rolle: string | null }[] = [];
    for (const relation of knude.poster('Adresser')) {
      const uuid = uuidEllerNull(relation.reference);
      if (uuid === null) continue;
      const adresse = knude.udsyn.knude('Adresse', uuid);
      const klassifikation = klassifikationspost(relation);
      if (adresse) poster.push({ udsyn: knude.udsyn, adresse, klassifikation });
      else manglende.push({ uuid, rolle: klassifikation.rolle });
    }
    return { poster, manglende };
  });
}

/** The field `adresser` of a unit or a user. An address that cannot be had is left out, with a warning. */
export const ADRESSER: Felt<Knude> = {
  type: '[Adresse!]!',
  argumenter: { rolle: '[UUID!]' },
  om: 'Its addresses, in these roles or in any',
  kant: (forekomster) =>
    vedPunkter(forekomster, (udsyn, knuder) =>
      udsyn.hent(
        'Adresse',
        knuder.flatMap((knude) => knude.peger('Adresser')),
      ),
    ),
  vaerdi(knude, argumenter, _session, sted) {
    const roller = valgte(argumenter);
    const isValgt = (rolle: string | null) => roller === undefined || (rolle !== null && roller.has(rolle));
    const { poster, manglende } = fundneVed(knude);
    for (const { uuid, rolle } of manglende) if (isValgt(rolle)) advarOmManglende(sted, 'Adresse', uuid);
    return roller ? poster.filter(({ klassifikation }) => isValgt(klassifikation.rolle)) : poster;
  },
};

export const adressetyper: Readonly<Record<string, Objekttype>> = {
  Adresse: {
    om: 'An address in the role that a unit or a user has it in',
    felter: felter<Adressepost>({
      uuid: { type: 'UUID!', om: 'Its UUID', vaerdi: ({ adresse }) => adresse.uuid },
      adresseTekst: {
        type: 'String!',
        om: 'The address: a street address, a telephone number, an e-mail address',
        vaerdi: ({ adresse }) => adresse.tekst('AdresseTekst') ?? null,
      },
      brugervendtNoegle: {
        type: 'String',
        om: 'Key that its source gave it',
        vaerdi: ({ adresse }) => adresse.tekst('BrugervendtNoegleTekst') ?? null,
      },
      adresseRolleTitel: titelfelt(
        'What the role is called in Klassifikation',
        ({ klassifikation }) => klassifikation.rolle ?? undefined,
      ),
      klassifikation: { type: 'KlassifikationRelation!', om: 'Role, type and index' },
    }),
  },
  KlassifikationRelation: {
    om: 'What a relation says beside what it points at',
    felter: felter<Klassifikationspost>({
      type: { type: 'UUID!', om: 'Class of its type' },
      rolle: { type: 'UUID!', om: 'Class of its role' },
      indeks: { type: 'String!', om: 'Its place among others in the same role, as the source wrote it' },
    }),
  },
};
