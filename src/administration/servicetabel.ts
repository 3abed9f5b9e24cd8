/**
 * The services that an agreement can be about: entity ids, versions, roles, data restrictions (spec security §2 and §2.1,
 * neighbours §1.3, §2.7, §3.1). What the public material leaves open is decided in docs/decisions/0037-administration.md.
 */
import { isUuid } from '../base/uuid.ts';

/** What a value of a data restriction may be. */
export interface Vaerdiart {
  /** English, after "takes". */
  readonly form: string;
  readonly passer: (vaerdi: string) => boolean;
}

const JA: Vaerdiart = { form: 'Ja', passer: (vaerdi) => vaerdi === 'Ja' };
const CVR: Vaerdiart = { form: 'a CVR of 8 digits, or *', passer: (vaerdi) => /^(\*|\d{8})$/.test(vaerdi) };
const UUID: Vaerdiart = { form: 'a UUID, or *', passer: (vaerdi) => vaerdi === '*' || isUuid(vaerdi) };
const KLE: Vaerdiart = {
  form: 'a KLE number such as 27.36.04, the beginning of one such as 27.*, or *',
  passer: (vaerdi) => /^(\*|\d\d(\.\d\d(\.\d\d)?)?|\d\d(\.\d\d)?\.\*)$/.test(vaerdi),
};

export interface Dataafgraensning {
  readonly art: Vaerdiart;
  /** The roles that it can go with. */
  readonly roller: readonly string[];
  /** True where only an agreement of the test environment may have it. */
  readonly isKunTest?: boolean;
  /** True where no agreement of the service is without it. */
  readonly isKraevet?: boolean;
}

export interface Service {
  /** How agreements name it. */
  readonly navn: string;
  /** Its name in the administration of the real platform. */
  readonly titel: string;
  readonly entityId: string;
  readonly versioner: readonly string[];
  readonly roller: readonly string[];
  readonly dataafgraensninger: Readonly<Record<string, Dataafgraensning>>;
}

const LAES_OG_SKRIV = ['udstil', 'rediger'];

/** The Beskedfordeler, versions 2.0 and 1.0 of both services: the older entity ids name its host. */
const BFO = 'http://entityid.kombit.dk/service/';
const BFO_1 = 'http://beskedfordeler.stoettesystemerne.dk/service/';
const MODTAG: Pick<Service, 'roller' | 'dataafgraensninger'> = {
  roller: ['modtag'],
  dataafgraensninger: {
    'afsendende-myndighed': { art: CVR, roller: ['modtag'] },
    beskedtype: { art: UUID, roller: ['modtag'], isKraevet: true },
    foelsomhed: { art: UUID, roller: ['modtag'], isKraevet: true },
    forvaltningsomraade: { art: KLE, roller: ['modtag'] },
  },
};
const AFSEND: Pick<Service, 'roller' | 'dataafgraensninger'> = {
  roller: ['afsend'],
  dataafgraensninger: { 'tilladt-myndighed': { art: CVR, roller: ['afsend'] } },
};

export const services: readonly Service[] = [
  {
    navn: 'organisation',
    titel: 'Organisation 6',
    entityId: 'http://stoettesystemerne.dk/service/organisation/3',
    versioner: ['6.0'],
    roller: LAES_OG_SKRIV,
    dataafgraensninger: {
      senavn: { art: JA, roller: LAES_OG_SKRIV },
      'secpr-nummer': { art: JA, roller: LAES_OG_SKRIV },
      anonymiser: { art: JA, roller: ['rediger'] },
      fysiskslet: { art: JA, roller: ['rediger'], isKunTest: true },
    },
  },
  {
    navn: 'klassifikation-7',
    titel: 'Klassifikation 7',
    entityId: 'http://entityid.kombit.dk/service/klassifikation/7',
    versioner: ['7.0'],
    roller: LAES_OG_SKRIV,
    dataafgraensninger: {},
  },
  {
    navn: 'klassifikation-6',
    titel: 'Klassifikation 6',
    entityId: 'http://entityid.kombit.dk/service/klassifikation/6',
    versioner: ['6.0'],
    roller: LAES_OG_SKRIV,
    dataafgraensninger: {},
  },
  { navn: 'beskedmodtag', titel: 'BeskedModtag 2.0', entityId: `${BFO}bfo_modtag/2`, versioner: ['2.0'], ...MODTAG },
  { navn: 'beskedafsend', titel: 'BeskedAfsend 2.0', entityId: `${BFO}bfo_afsend/2`, versioner: ['2.0'], ...AFSEND },
  {
    navn: 'beskedmodtag-1',
    titel: 'BeskedModtag 1.0',
    entityId: `${BFO_1}afhent/1`,
    versioner: ['1.0'],
    ...MODTAG,
  },
  {
    navn: 'beskedafsend-1',
    titel: 'BeskedAfsend 1.0',
    entityId: `${BFO_1}afsend/1`,
    versioner: ['1.0'],
    ...AFSEND,
  },
];

/** The service of a short name or an entity id. */
export function findService(navn: string): Service | undefined {
  return services.find((service) => service.navn === navn || service.entityId === navn);
}
