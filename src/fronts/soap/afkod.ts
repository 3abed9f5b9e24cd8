/**
 * From the body element of a request to the neutral operation, one small function a verb (spec sf1500 §1.3, §1.5).
 */
import type { LaesFilter, Operation, SoegRamme } from '../../operations/operation.ts';
import { hierarkier } from '../../standard/hierarkier.ts';
import type { LivscyklusKode } from '../../standard/koder.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { OperationRaekke, Tjeneste, Verbum } from '../../standard/tjenester.ts';
import { findTypeversion } from '../../standard/versioner.ts';
import type { XmlElement } from '../../xml/parse.ts';
import { egenskab, egenskaber, indhold, objekt, relationer, tilstande } from './afkod-lister.ts';
import { barn, barnTekst, heltal, tidspunkt, unikId, uuidTekst, virkning } from './afkod-vaerdier.ts';

type Afkoder = (element: XmlElement, tjeneste: Tjeneste) => Operation;

function note(element: XmlElement): { noteTekst?: string } {
  const noteTekst = barnTekst(element, 'NoteTekst');
  return noteTekst === undefined ? {} : { noteTekst };
}

/** The object type of an object service. */
function typeOf(tjeneste: Tjeneste): ObjektType {
  if (!tjeneste.objekttype) throw new Error(`${tjeneste.navn} serves no object type`);
  return tjeneste.objekttype;
}

function uuidOfObjekt(element: XmlElement): string {
  return uuidTekst(barn(element, 'UUIDIdentifikator')!);
}

function givet(fra: number | undefined, til: number | undefined) {
  return { ...(fra !== undefined && { fra }), ...(til !== undefined && { til }) };
}

function laesFilter(element: XmlElement): LaesFilter {
  const ende = (navn: string, side: 'fra' | 'til') => tidspunkt(barn(element, navn), side);
  return {
    virkning: givet(ende('VirkningFraFilter', 'fra'), ende('VirkningTilFilter', 'til')),
    registrering: givet(ende('RegistreringFraFilter', 'fra'), ende('RegistreringTilFilter', 'til')),
  };
}

function soegRamme(element: XmlElement): SoegRamme {
  const foerste = heltal(barn(element, 'FoersteResultatReference'));
  const antal = heltal(barn(element, 'MaksimalAntalKvantitet'));
  const reg = barn(element, 'SoegRegistrering');
  const soegVirkning = virkning(barn(element, 'SoegVirkning'));
  return {
    ...(foerste !== undefined && { foerste }),
    ...(antal !== undefined && { antal }),
    ...(reg && { soegRegistrering: soegRegistrering(reg) }),
    ...(soegVirkning && { soegVirkning }),
  };
}

function soegRegistrering(element: XmlElement): NonNullable<SoegRamme['soegRegistrering']> {
  const livscyklusKode = barnTekst(element, 'LivscyklusKode') as LivscyklusKode | undefined;
  const brugerRef = unikId(barn(element, 'BrugerRef'));
  return {
    ...givet(tidspunkt(barn(element, 'FraTidspunkt'), 'fra'), tidspunkt(barn(element, 'TilTidspunkt'), 'til')),
    ...(livscyklusKode && { livscyklusKode }),
    ...(brugerRef && { brugerRef }),
  };
}

/** An empty DataEjer asks for nothing. */
function dataEjer(element: XmlElement | undefined): { dataEjer?: string } {
  const cvr = element && barnTekst(element, 'CVR');
  return cvr === undefined ? {} : { dataEjer: cvr };
}

function ret(element: XmlElement, tjeneste: Tjeneste): Operation {
  const objekttype = typeOf(tjeneste);
  const attributter = barn(element, 'AttributListe');
  const tilstandListe = barn(element, 'TilstandListe');
  const relationListe = barn(element, 'RelationListe');
  const { usagt } = findTypeversion(objekttype, tjeneste.version);
  return {
    verbum: 'ret',
    objekttype,
    uuid: uuidOfObjekt(element),
    ...note(element),
    aendring: {
      ...(attributter && { egenskaber: egenskaber(attributter, objekttype) }),
      ...(tilstandListe && { tilstande: tilstande(tilstandListe) }),
      ...(relationListe && { relationer: relationer(relationListe) }),
    },
    ...(usagt && { usagt }),
  };
}

function afslut(verbum: 'passiver' | 'slet'): Afkoder {
  return (element, tjeneste) => ({
    verbum,
    objekttype: typeOf(tjeneste),
    uuid: uuidOfObjekt(element),
    ...note(element),
  });
}

function fremsoegobjekthierarki(element: XmlElement, tjeneste: Tjeneste): Operation {
  const fundne = hierarkier[tjeneste.system].flatMap(({ soegEgenskab, objekttype }) => {
    const krav = barn(element, soegEgenskab);
    return krav ? [[objekttype, egenskab(krav, objekttype)] as const] : [];
  });
  return {
    verbum: 'fremsoegobjekthierarki',
    system: tjeneste.system,
    egenskaber: Object.fromEntries(fundne),
    version: tjeneste.version,
    ...soegRamme(element),
  };
}

function importSystem(element: XmlElement, tjeneste: Tjeneste): Operation {
  const objekter = hierarkier[tjeneste.system].flatMap(({ objekttype, importInput }) => {
    if (importInput === undefined) return [];
    const fundne = importInput === 'rod' ? [barn(element, objekttype)!] : (barn(element, importInput)?.boern ?? []);
    return fundne.map((fundet) => ({ objekttype, ...objekt(fundet, objekttype) }));
  });
  return { verbum: 'import', system: tjeneste.system, objekter };
}

function anonymiser(element: XmlElement): Operation {
  const uuid = barn(element, 'PersonUUID');
  return {
    verbum: 'anonymiser',
    person: uuid ? { uuid: uuidTekst(uuid) } : { cpr: barnTekst(element, 'PersonCPR') ?? '' },
  };
}

const AFKODERE: Readonly<Record<Verbum, Afkoder>> = {
  opret: (element, tjeneste) => ({
    verbum: 'opret',
    objekttype: typeOf(tjeneste),
    ...note(element),
    indhold: indhold(element, typeOf(tjeneste)),
  }),
  importer: (element, tjeneste) => ({
    verbum: 'importer',
    objekttype: typeOf(tjeneste),
    ...objekt(element.boern[0]!, typeOf(tjeneste)),
  }),
  ret,
  passiver: afslut('passiver'),
  slet: afslut('slet'),
  laes: (element, tjeneste) => ({
    verbum: 'laes',
    objekttype: typeOf(tjeneste),
    uuid: uuidOfObjekt(element),
    filter: laesFilter(element),
    version: tjeneste.version,
  }),
  list: (element, tjeneste) => ({
    verbum: 'list',
    objekttype: typeOf(tjeneste),
    uuids: element.boern.filter((e) => e.navn === 'UUIDIdentifikator').map(uuidTekst),
    filter: laesFilter(element),
    version: tjeneste.version,
  }),
  soeg: (element, tjeneste) => ({
    verbum: 'soeg',
    objekttype: typeOf(tjeneste),
    skabelon: indhold(element, typeOf(tjeneste)),
    ...dataEjer(barn(element, 'DataEjer')),
    ...soegRamme(element),
  }),
  fremsoegobjekthierarki,
  import: importSystem,
  anonymiser,
  fysiskslet: (element) => ({
    verbum: 'fysiskslet',
    organisationUuid: uuidTekst(barn(element, 'OrganisationUUID')!),
    organisationEnhedUuid: uuidTekst(barn(element, 'OrganisationEnhedUUID')!),
  }),
};

/**
 * The operation that a body element asks for. Takes an element that has passed the request schema of the service.
 * Throws `AfkodningsFejl` for a value that the schema lets through and the calendar does not.
 */
export function afkod(element: XmlElement, tjeneste: Tjeneste, operation: OperationRaekke): Operation {
  return AFKODERE[operation.verbum](element, tjeneste);
}
