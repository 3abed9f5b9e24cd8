/** One unit of the tree as an OrganisationEnhed with its history (spec sf1500 §4.2, §4.3, §4.9). */
import type { Indhold, Relation, Virkning } from '../../register/model.ts';
import { laegOver } from '../../register/tidslinje.ts';
import type { Skrivning } from '../../store/store.ts';
import { egenskab, indhold, luk, relation, tilstand } from '../byg.ts';
import { klasseUuid } from '../klasser.ts';
import { emnenummer, kleUuid } from '../kle.ts';
import { brugervendtNoegle, KORSBAEK_POST, STAMDATA_FRA } from '../superorg.ts';
import { bygning } from './adresser.ts';
import { enhedsadresser } from './enhedsadresser.ts';
import { betjenendeFunktioner } from './faelles-funktioner.ts';
import { systemerI } from './itsystemer.ts';
import { enhedstraek } from './saertraek.ts';
import { tilfaeldig } from './tilfaeldig.ts';
import type { Enhed } from './trae.ts';
import { type Dagstrin, objekt, type Start, type Verden } from './verden.ts';

/** The unit, its addresses, and the building where it is the first in it. */
export function enhedsobjekter(verden: Verden, enhed: Enhed): readonly Skrivning[] {
  const traek = enhedstraek(enhed, verden.trae);
  const isKommende = traek === 'kommende';
  const fraDag = isKommende ? 30 : enhed.niveau <= 2 ? -5000 : tal(verden, enhed, -4500, -1600);
  const gaelder = verden.stempel(enhed.niveau === 1 ? STAMDATA_FRA : verden.kalender.dag(fraDag));
  const adresser = enhedsadresser(verden, enhed, fraDag);
  const navn = foersteNavn(verden, enhed);

  const foerste = indhold([egenskab(gaelder, navnefelter(navn))], [tilstand(gaelder, 'Aktiv')], {
    Adresser: adresser.relationer,
    Enhedstype: enhedstype(enhed, gaelder),
    Opgaver: opgaver(verden, enhed, gaelder),
    Overordnet: foersteOverordnet(verden, enhed).map((uuid) => relation(gaelder, uuid)),
    Tilhoerer: [relation(gaelder, KORSBAEK_POST.organisationUuid)],
    TilknyttedeFunktioner: betjenendeFunktioner(enhed).map((uuid) => relation(gaelder, uuid)),
    TilknyttedeItSystemer: systemerI(enhed).map((uuid) => relation(gaelder, uuid)),
  });
  const start: Start = isKommende ? { dag: -15, noteTekst: 'Oprettes ved ny organisationsplan' } : {};
  const hus = bygning(verden, enhed.ordinal);
  return [
    ...(hus ? [hus] : []),
    objekt(verden, 'OrganisationEnhed', enhed.uuid, foerste, start, aendringer(verden, enhed)),
    ...adresser.objekter,
  ];
}

function tal(verden: Verden, enhed: Enhed, mindst: number, hoejst: number): number {
  return tilfaeldig(verden.seed, `enhed/${enhed.sti}`).heltal(mindst, hoejst);
}

/** The guideline has the two alike (spec sf1500 §4.2). */
function navnefelter(navn: string): Readonly<Record<string, string>> {
  return { BrugervendtNoegleTekst: brugervendtNoegle(navn), EnhedNavn: navn };
}

function foersteNavn(verden: Verden, enhed: Enhed): string {
  const traek = enhedstraek(enhed, verden.trae);
  if (traek === 'omdoebt') return `${enhed.navn} (gammelt navn)`;
  return traek === 'rettet' ? `${enhed.navn}${enhed.navn.at(-1)}` : enhed.navn;
}

function foersteOverordnet(verden: Verden, enhed: Enhed): readonly string[] {
  if (enhed.overordnet === undefined) return [];
  const isFlyttet = enhedstraek(enhed, verden.trae) === 'flyttet';
  return [verden.trae.enhed(isFlyttet ? anden(verden, enhed) : enhed.overordnet).uuid];
}

/** Another unit on the level of the parent. */
function anden(verden: Verden, enhed: Enhed): number {
  const parent = verden.trae.enhed(enhed.overordnet!);
  return verden.trae.paaNiveau(parent.niveau, parent.nr + 1);
}

/** Departments have a type, teams too; those of every third team stand in a URN, as one client writes them (§4.9). */
function enhedstype(enhed: Enhed, virkning: Virkning): readonly Relation[] {
  if (enhed.niveau === 3) return [relation(virkning, klasseUuid('OrganisationEnhed.Type.Afdeling'))];
  if (enhed.niveau < 5) return [];
  const uuid = klasseUuid('OrganisationEnhed.Type.Team');
  return [{ virkning, reference: enhed.nr % 3 === 0 ? { urn: uuid } : { uuid } }];
}

const OPGAVEROLLER = ['Opgave.Rolle.Ansvarlig', 'Opgave.Rolle.Udfoerende', 'Opgave.Rolle.Informeret'] as const;

/** Second level: the whole group; a parent implies its children. Below: single subjects (spec sf1500 §4.3). */
function opgaver(verden: Verden, enhed: Enhed, virkning: Virkning): readonly Relation[] {
  const gruppe = enhed.domaene.kle;
  if (enhed.niveau === 1 || enhed.niveau === 5) return [];
  const numre = enhed.niveau === 2 ? [gruppe] : [0, 1].map((at) => emnenummer(gruppe, 1 + ((enhed.nr + at) % 4)));
  return numre.map((nummer, at) => ({
    virkning,
    reference: { uuid: kleUuid(nummer) },
    rolle: { uuid: klasseUuid(at === 0 ? OPGAVEROLLER[0] : OPGAVEROLLER[tal(verden, enhed, 0, 2)]!) },
    type: { uuid: klasseUuid('Opgave.Type.Klasse') },
    indeks: String(at + 1),
  }));
}

/** The later registrations of a unit. */
function aendringer(verden: Verden, enhed: Enhed): readonly Dagstrin[] {
  const { kalender, stempel } = verden;
  const fra = (dag: number) => stempel(kalender.dag(dag));
  const hedder = (dag: number, navn: string) => (foer: Indhold) => ({
    egenskaber: laegOver(foer.egenskaber, [egenskab(fra(dag), navnefelter(navn))]),
  });
  const hoererUnder = (dag: number, ordinal: number) => (foer: Indhold) => ({
    relationer: {
      ...foer.relationer,
      Overordnet: laegOver(foer.relationer.Overordnet ?? [], [relation(fra(dag), verden.trae.enhed(ordinal).uuid)]),
    },
  });
  const er = (dag: number, status: 'Aktiv' | 'Inaktiv') => (foer: Indhold) => ({
    tilstande: laegOver(foer.tilstande, [tilstand(fra(dag), status)]),
  });

  switch (enhedstraek(enhed, verden.trae)) {
    case 'omdoebt':
      return [{ dag: -200, noteTekst: 'Nyt navn', aendr: hedder(-190, enhed.navn) }];
    case 'skal-omdoebes':
      return [{ dag: -20, noteTekst: 'Nyt navn besluttet', aendr: hedder(45, `${enhed.navn} (nyt navn)`) }];
    case 'flyttet':
      return [{ dag: -300, noteTekst: 'Flyttet', aendr: hoererUnder(-290, enhed.overordnet!) }];
    case 'skal-flyttes':
      return [{ dag: -10, noteTekst: 'Flytning besluttet', aendr: hoererUnder(60, anden(verden, enhed)) }];
    case 'rettet':
      return [
        {
          dag: -400,
          noteTekst: 'Stavefejl rettet',
          aendr: (foer) => ({
            egenskaber: foer.egenskaber.map((entry) => ({ ...entry, felter: navnefelter(enhed.navn) })),
          }),
        },
      ];
    case 'genaktiveret':
      return [
        { dag: -700, noteTekst: 'Lukket', aendr: er(-690, 'Inaktiv') },
        { dag: -500, noteTekst: 'Åbnet igen', aendr: er(-495, 'Aktiv') },
      ];
    case 'lukket':
      return [
        {
          dag: -120,
          noteTekst: 'Nedlagt',
          aendr: (foer) => ({
            ...er(-100, 'Inaktiv')(foer),
            relationer: Object.fromEntries(
              Object.entries(foer.relationer).map(([navn, entries]) => [navn, luk(entries, kalender.dag(-100))]),
            ),
          }),
        },
      ];
    default:
      return enhed.niveau === 3
        ? [{ dag: -60, brugerRef: { urn: 'CN=OS-synk (opdigtet), O=Korsbæk Kommune, SERIALNUMBER=CVR:11111111' } }]
        : [];
  }
}
