/** Bruger, and the Person that is one. */
import type { Personfelt } from '../../../access/personfelter.ts';
import { afgraensningOf } from '../../../access/personfelter.ts';
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import { ADRESSER } from './adresser.ts';
import { relationsfelt, tekstfelt, titelfelt } from './kanter.ts';
import { HAR_MEDLEMSKAB } from './medlemskaber.ts';
import { UUID } from './organisationer.ts';
import { TILSTAND } from './tilstand.ts';
import type { Knude } from './udsyn.ts';

const brugertype = (bruger: Knude) => bruger.peger('BrugerTyper')[0];

/** A field that only those see who have the restriction; null with a warning for everybody else, whatever stands there. */
function skjultFelt(type: string, navn: Personfelt, personfelt: 'SENAVN' | 'SECPR', om: string): Felt<Knude> {
  return {
    type,
    om,
    personfelt,
    vaerdi(person, _argumenter, _session, sted) {
      if (!person.objekt.skjulte.includes(navn)) return person.tekst(navn) ?? null;
      sted.advar('Unauthorized', `Feltet kræver dataafgrænsningen ${afgraensningOf(navn)} med værdien Ja.`);
      return null;
    },
  };
}

export const brugertyper: Readonly<Record<string, Objekttype>> = {
  Bruger: {
    om: 'A user: what a person, or a machine, is to an organisation',
    felter: felter<Knude>({
      uuid: UUID,
      brugernavn: tekstfelt('String!', 'BrugerNavn', 'Its name, unique in the organisation'),
      brugervendtNoegle: tekstfelt('String', 'BrugervendtNoegleTekst', 'Key that its source gave it'),
      brugerTypeUuid: { type: 'UUID', om: 'Class of its type', vaerdi: (bruger) => brugertype(bruger) ?? null },
      brugerTypeTitel: titelfelt('What the type is called in Klassifikation', brugertype),
      tilstand: TILSTAND,
      person: relationsfelt('Person', 'Person', 'TilknyttedePersoner', 'The person'),
      adresser: ADRESSER,
      harMedlemskab: HAR_MEDLEMSKAB,
    }),
  },
  Person: {
    om: 'A person; it can have several users',
    felter: felter<Knude>({
      uuid: UUID,
      navn: skjultFelt('String', 'NavnTekst', 'SENAVN', 'Name'),
      brugervendtNoegle: tekstfelt('String', 'BrugervendtNoegleTekst', 'Key that its source gave it'),
      cpr: skjultFelt('CPR', 'CPR-NummerTekst', 'SECPR', 'Person number'),
    }),
  },
};
