/** One user: Person, Bruger, its addresses and its positions, with what befalls it (spec sf1500 §4.2, §4.3, §2.11). */
import type { Relation } from '../../register/model.ts';
import { laegOver } from '../../register/tidslinje.ts';
import type { Skrivning } from '../../store/store.ts';
import { egenskab, indhold, relation, tilstand } from '../byg.ts';
import { klasseUuid } from '../klasser.ts';
import { KORSBAEK_POST } from '../superorg.ts';
import { brugeradresser, FASTNET } from './brugeradresser.ts';
import { brugerUuid, type Personoplysninger, personoplysninger, personUuid } from './personer.ts';
import { brugertraek } from './saertraek.ts';
import { afslutning, stillinger } from './stillinger.ts';
import { tilfaeldig } from './tilfaeldig.ts';
import type { Enhed } from './trae.ts';
import { type Dagstrin, FOERSTE_DAG, objekt, type Verden } from './verden.ts';

/** What the parts of one user are made from. */
export interface Brugergrundlag {
  readonly nr: number;
  readonly enhed: Enhed;
  readonly person: Personoplysninger;
  readonly isLeder: boolean;
  /** First day at work, counted from today. */
  readonly fraDag: number;
  /** Day on which the register was told of it. */
  readonly kendtDag: number;
}

/** All objects of the user with this number. */
export function brugerobjekter(verden: Verden, enhed: Enhed, nr: number, isLeder: boolean): readonly Skrivning[] {
  const isKommende = brugertraek(nr) === 'kommende';
  const fraDag = isKommende ? 25 : tilfaeldig(verden.seed, `ansat/${nr}`).heltal(-5000, -500);
  const grundlag: Brugergrundlag = {
    nr,
    enhed,
    isLeder,
    fraDag,
    kendtDag: isKommende ? -12 : Math.max(FOERSTE_DAG, fraDag),
    person: personoplysninger(verden.seed, nr),
  };
  const adresser = brugeradresser(verden, grundlag);
  return [
    personobjekt(verden, grundlag),
    brugerobjekt(verden, grundlag, adresser.relationer),
    ...adresser.objekter,
    ...stillinger(verden, grundlag),
  ];
}

function personobjekt(verden: Verden, { nr, person, fraDag, kendtDag }: Brugergrundlag): Skrivning {
  const felter = (efternavn: string) => ({
    // Never the CPR number (spec sf1500 §4.2).
    BrugervendtNoegleTekst: person.brugernavn,
    'CPR-NummerTekst': person.cpr,
    NavnTekst: `${person.fornavn} ${efternavn}`,
  });
  const fra = verden.stempel(verden.kalender.dag(Math.min(fraDag, kendtDag)));
  const nyt = verden.stempel(verden.kalender.dag(-149));
  const trin: Dagstrin[] = [];
  if (brugertraek(nr) === 'nyt-navn') {
    const aendring = egenskab(nyt, felter(person.nytEfternavn));
    trin.push({
      dag: -150,
      noteTekst: 'Nyt efternavn',
      aendr: (foer) => ({ egenskaber: laegOver(foer.egenskaber, [aendring]) }),
    });
  }
  const foerste = indhold([egenskab(fra, felter(person.efternavn))]);
  return objekt(verden, 'Person', personUuid(nr), foerste, { dag: kendtDag }, trin);
}

function brugerobjekt(verden: Verden, grundlag: Brugergrundlag, adresser: readonly Relation[]): Skrivning {
  const { nr, person, fraDag, kendtDag } = grundlag;
  const gaelder = verden.stempel(verden.kalender.dag(fraDag));
  const type = brugertraek(nr) === 'ekstern' ? 'Bruger.Type.Ekstern' : 'Bruger.Type.Intern';
  const foerste = indhold(
    [egenskab(gaelder, { BrugervendtNoegleTekst: person.brugernavn, BrugerNavn: person.brugernavn })],
    [tilstand(gaelder, 'Aktiv')],
    {
      Adresser: adresser,
      BrugerTyper: [relation(gaelder, klasseUuid(type))],
      Tilhoerer: [relation(gaelder, KORSBAEK_POST.organisationUuid)],
      TilknyttedePersoner: [relation(gaelder, personUuid(nr))],
    },
  );
  return objekt(verden, 'Bruger', brugerUuid(nr), foerste, { dag: kendtDag }, aendringer(verden, nr));
}

/** The later registrations of the Bruger object. */
function aendringer(verden: Verden, nr: number): readonly Dagstrin[] {
  const slut = ['Tilhoerer', 'TilknyttedePersoner'];
  const status = (dag: number, fraDag: number, vaerdi: 'Aktiv' | 'Inaktiv', noteTekst: string): Dagstrin => {
    const ny = tilstand(verden.stempel(verden.kalender.dag(fraDag)), vaerdi);
    return { dag, noteTekst, aendr: (foer) => ({ tilstande: laegOver(foer.tilstande, [ny]) }) };
  };
  switch (brugertraek(nr)) {
    case 'fratraadt':
      return [afslutning(verden, -220, -210, slut)];
    case 'fratraeder':
      return [afslutning(verden, -25, 50, slut)];
    case 'orlov':
      return [status(-330, -320, 'Inaktiv', 'Orlov'), status(-100, -95, 'Aktiv', 'Tilbage fra orlov')];
    case 'slettet-telefon':
      return [
        {
          dag: -80,
          noteTekst: 'Fastnettelefon nedlagt',
          aendr: ({ relationer }) => ({
            relationer: { ...relationer, Adresser: udenRolle(relationer.Adresser ?? [], verden.kalender.dag(-79)) },
          }),
        },
      ];
    default:
      return [];
  }
}

/** The addresses, of which the one of the fixed line ends. */
function udenRolle(adresser: readonly Relation[], til: number): readonly Relation[] {
  const rolle = klasseUuid(FASTNET);
  return adresser.map((entry) =>
    entry.rolle && 'uuid' in entry.rolle && entry.rolle.uuid === rolle
      ? { ...entry, virkning: { ...entry.virkning, til } }
      : entry,
  );
}
