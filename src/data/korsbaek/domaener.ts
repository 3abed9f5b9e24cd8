/** What the units of Korsbæk are called, what is done in them, and what those are called who do it. All invented. */

export interface Domaene {
  /** The unit on the second level. */
  readonly navn: string;
  /** The group of the mini-KLE that its tasks are in. */
  readonly kle: string;
  /** Third level, and below each the fourth. */
  readonly afdelinger: readonly { readonly navn: string; readonly enheder: readonly string[] }[];
  /** Job titles. */
  readonly stillinger: readonly string[];
}

export const DOMAENER: readonly Domaene[] = [
  {
    navn: 'Stab og Digitalisering',
    kle: '91.10',
    afdelinger: [
      { navn: 'It og Digitalisering', enheder: ['It-drift', 'Digital Udvikling', 'Informationssikkerhed'] },
      { navn: 'Økonomi', enheder: ['Budget og Regnskab', 'Indkøb og Udbud', 'Controlling'] },
      { navn: 'HR og Løn', enheder: ['Lønkontoret', 'Rekruttering', 'Arbejdsmiljø'] },
    ],
    stillinger: ['It-konsulent', 'Økonomikonsulent', 'Lønkonsulent', 'Jurist', 'Specialkonsulent', 'Kontorassistent'],
  },
  {
    navn: 'Borger og Ydelser',
    kle: '92.10',
    afdelinger: [
      { navn: 'Ydelsescenter', enheder: ['Sygedagpenge', 'Kontanthjælp', 'Kontrolgruppen'] },
      { navn: 'Borgerservice', enheder: ['Skranken', 'Telefonsluse', 'Pas og Kørekort'] },
      { navn: 'Opkrævning', enheder: ['Ejendomsskat', 'Inddrivelse'] },
    ],
    stillinger: ['Borgerrådgiver', 'Ydelsessagsbehandler', 'Kontrolmedarbejder', 'Overassistent', 'Administrator'],
  },
  {
    navn: 'Børn og Skole',
    kle: '93.10',
    afdelinger: [
      { navn: 'Dagtilbud', enheder: ['Børnehaven Solsikken', 'Vuggestuen Spiren', 'Børnehuset Mariehønen'] },
      { navn: 'Skoler', enheder: ['Bakkeskolen', 'Åskolen', 'Korsbæk Ungdomsskole'] },
      { navn: 'PPR', enheder: ['Talepædagogerne', 'Skolepsykologerne'] },
    ],
    stillinger: ['Pædagog', 'Pædagogmedhjælper', 'Lærer', 'Skolesekretær', 'Talepædagog', 'Skolepsykolog'],
  },
  {
    navn: 'Sundhed og Ældre',
    kle: '94.10',
    afdelinger: [
      { navn: 'Plejecentre', enheder: ['Plejecenter Lindely', 'Plejecenter Havblik', 'Daghjemmet'] },
      { navn: 'Hjemmepleje', enheder: ['Hjemmeplejen Øst', 'Hjemmeplejen Vest', 'Nattevagten'] },
      { navn: 'Sygepleje og Træning', enheder: ['Sygeplejeklinikken', 'Genoptræning', 'Hjælpemiddeldepotet'] },
    ],
    stillinger: ['Social- og sundhedsassistent', 'Social- og sundhedshjælper', 'Sygeplejerske', 'Fysioterapeut'],
  },
  {
    navn: 'Teknik og Miljø',
    kle: '95.10',
    afdelinger: [
      { navn: 'Veje og Grønne Områder', enheder: ['Materielgården', 'Vejteknik', 'Parker'] },
      { navn: 'Byg og Plan', enheder: ['Byggesager', 'Lokalplaner'] },
      { navn: 'Natur og Klima', enheder: ['Vandløb', 'Affald og Genbrug'] },
    ],
    stillinger: ['Ingeniør', 'Byggesagsbehandler', 'Gartner', 'Vejmand', 'Planlægger', 'Biolog'],
  },
  {
    navn: 'Arbejdsmarked',
    kle: '96.10',
    afdelinger: [
      { navn: 'Jobcenter', enheder: ['Jobformidling', 'Ungeindsatsen', 'Fleksjobteamet'] },
      { navn: 'Virksomhedsservice', enheder: ['Rekrutteringshjælpen', 'Praktikkontoret'] },
    ],
    stillinger: ['Jobkonsulent', 'Virksomhedskonsulent', 'Socialrådgiver', 'Uddannelsesvejleder'],
  },
  {
    navn: 'Kultur og Fritid',
    kle: '97.10',
    afdelinger: [
      { navn: 'Biblioteker', enheder: ['Hovedbiblioteket', 'Bogbussen'] },
      { navn: 'Idræt og Foreninger', enheder: ['Korsbækhallen', 'Svømmehallen'] },
    ],
    stillinger: ['Bibliotekar', 'Halinspektør', 'Kulturkonsulent', 'Livredder'],
  },
  {
    navn: 'Social og Handicap',
    kle: '98.10',
    afdelinger: [
      { navn: 'Bosteder', enheder: ['Bostedet Åstedet', 'Bostedet Fyrtårnet'] },
      { navn: 'Støtte og Vejledning', enheder: ['Bostøtten', 'Værestedet'] },
    ],
    stillinger: ['Socialpædagog', 'Bostøtte', 'Visitator', 'Misbrugsbehandler'],
  },
];

/** Fifth level. */
export const HOLD = ['Team Modtagelse', 'Team Udvikling', 'Dagholdet', 'Aftenholdet', 'Team Vejledning'] as const;

/** What leaders are called, by level from 1. */
export const LEDERTITLER = ['Kommunaldirektør', 'Direktør', 'Afdelingschef', 'Leder', 'Teamleder'] as const;
