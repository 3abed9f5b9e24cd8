/**
 * Memberships: each active function that ties a user to a unit, seen from the unit and from the user. A function with several
 * users is a membership of each; a vacancy, which has none, is not one (docs/decisions/0049).
 */
import type { Interval } from '../../../base/instant.ts';
import { type Felt, felter, type Objekttype } from '../tabel.ts';
import { funktionerVed, funktionstype } from './funktioner.ts';
import { faelles } from './gaeldende.ts';
import { naboen, titelfelt, valgte, vedPunkter } from './kanter.ts';
import { graense, type Knude, type Udsyn } from './udsyn.ts';

class Medlemskab {
  readonly funktion: Knude;
  /** UUIDs. */
  readonly enhed: string;
  readonly bruger: string;
  #periode: Interval | undefined;

  constructor(funktion: Knude, enhed: string, bruger: string) {
    this.funktion = funktion;
    this.enhed = enhed;
    this.bruger = bruger;
  }

  get udsyn(): Udsyn {
    return this.funktion.udsyn;
  }

  /** The latest start and the earliest end of the state of the function, of its pointing at the user, and at the unit. */
  get periode(): Interval {
    this.#periode ??= faelles([
      this.funktion.gyldighed?.periode,
      this.funktion.pegeperiode('TilknyttedeBrugere', this.bruger),
      this.funktion.pegeperiode('TilknyttedeEnheder', this.enhed),
    ])!;
    return this.#periode;
  }
}

function enhedens({ udsyn, uuid: enhed }: Knude): readonly Medlemskab[] {
  return funktionerVed(udsyn, 'TilknyttedeEnheder', enhed).flatMap((funktion) =>
    funktion.peger('TilknyttedeBrugere').map((bruger) => new Medlemskab(funktion, enhed, bruger)),
  );
}

function brugerens({ udsyn, uuid: bruger }: Knude): readonly Medlemskab[] {
  return funktionerVed(udsyn, 'TilknyttedeBrugere', bruger).flatMap((funktion) =>
    funktion.peger('TilknyttedeEnheder').map((enhed) => new Medlemskab(funktion, enhed, bruger)),
  );
}

function medlemskabsfelt(
  type: string,
  relation: 'TilknyttedeEnheder' | 'TilknyttedeBrugere',
  om: string,
  alleVed: (knude: Knude) => readonly Medlemskab[],
): Felt<Knude> {
  return {
    type,
    argumenter: { rolle: '[UUID!]' },
    om,
    kant: (forekomster) =>
      vedPunkter(forekomster, (udsyn, knuder) =>
        udsyn.hentPegere(
          'OrganisationFunktion',
          relation,
          knuder.map(({ uuid }) => uuid),
        ),
      ),
    vaerdi(knude, argumenter) {
      const alle = knude.husk('medlemskaber', () => alleVed(knude));
      const typer = valgte(argumenter);
      return typer ? alle.filter(({ funktion }) => typer.has(funktionstype(funktion) ?? '')) : alle;
    },
  };
}

/** The field `medlemskaber` of a unit. */
export const MEDLEMSKABER = medlemskabsfelt(
  '[OrganisationEnhedMedlemskab!]!',
  'TilknyttedeEnheder',
  'Its active members, by functions of these types or of any',
  enhedens,
);

/** The field `harMedlemskab` of a user. */
export const HAR_MEDLEMSKAB = medlemskabsfelt(
  '[BrugerMedlemskab!]!',
  'TilknyttedeBrugere',
  'The units where it is an active member, by functions of these types or of any',
  brugerens,
);

/** The fields that both kinds have. */
const FAELLES = felter<Medlemskab>({
  uuid: { type: 'UUID!', om: 'UUID of the function', vaerdi: ({ funktion }) => funktion.uuid },
  medlemskabRolleTitel: {
    type: 'String',
    om: 'Name of the function, most often a job title',
    vaerdi: ({ funktion }) => funktion.tekst('FunktionNavn') ?? null,
  },
  brugervendtNoegle: {
    type: 'String',
    om: 'Key that its source gave it',
    vaerdi: ({ funktion }) => funktion.tekst('BrugervendtNoegleTekst') ?? null,
  },
  funktionsTypeUuid: {
    type: 'UUID',
    om: 'Class of the type of the function',
    vaerdi: ({ funktion }) => funktionstype(funktion) ?? null,
  },
  funktionsTypeTitel: titelfelt('What the type is called in Klassifikation', ({ funktion }) => funktionstype(funktion)),
  start: { type: 'DateTime', om: 'From when it holds', vaerdi: (en) => graense(en.periode.fra) },
  slut: { type: 'DateTime', om: 'Until when it holds', vaerdi: (en) => graense(en.periode.til) },
});

/** The object at the other end of a membership. */
function modpart(
  type: 'Bruger' | 'OrganisationEnhed',
  om: string,
  uuidOf: (en: Medlemskab) => string,
): Felt<Medlemskab> {
  return {
    type,
    om,
    kant: (forekomster) => vedPunkter(forekomster, (udsyn, medlemskaber) => udsyn.hent(type, medlemskaber.map(uuidOf))),
    vaerdi: (en, _argumenter, _session, sted) => naboen(en.udsyn, type, uuidOf(en), type, sted),
  };
}

export const medlemskabsinterface: Objekttype = {
  om: 'What ties a user to a unit: a function of both',
  felter: FAELLES,
};

export const medlemskabstyper: Readonly<Record<string, Objekttype>> = {
  BrugerMedlemskab: {
    om: 'A membership as the user has it',
    implementerer: 'Medlemskab',
    felter: {
      ...FAELLES,
      ...felter<Medlemskab>({ medlemAf: modpart('OrganisationEnhed', 'The unit', ({ enhed }) => enhed) }),
    },
  },
  OrganisationEnhedMedlemskab: {
    om: 'A membership as the unit has it',
    implementerer: 'Medlemskab',
    felter: { ...FAELLES, ...felter<Medlemskab>({ bruger: modpart('Bruger', 'The user', ({ bruger }) => bruger) }) },
  },
};
