/** From the XML of an answer to what the auditor compares. */
import { parseXml, type XmlElement } from '../../src/xml/parse.ts';
import { ALTID_FOER, FOR_ALTID, type Post, type Registrering } from './former.ts';

const LIMITS = { depthMax: 64, elementsMax: 10_000_000, attributesMax: 64 };

const barn = (element: XmlElement | undefined, navn: string) => element?.boern.find((child) => child.navn === navn);
const boern = (element: XmlElement | undefined, navn: string) =>
  (element?.boern ?? []).filter((child) => child.navn === navn);
/** The UUID below an element, as UUIDIdentifikator. */
const uuidI = (element: XmlElement | undefined) => barn(element, 'UUIDIdentifikator')?.tekst ?? '';

/** The body element of an answer, or its Fault. */
export function bodyOf(tekst: string): XmlElement {
  const { rod } = parseXml(Buffer.from(tekst), LIMITS);
  const body = barn(rod, 'Body')?.boern[0];
  if (!body) throw new Error('an answer without a body');
  return body;
}

/** StatusKode and FejlbeskedTekst; 20 where there is one for each object instead. */
export function returOf(body: XmlElement): { status: number; tekst: string } {
  const retur = barn(body, 'StandardRetur') ?? body;
  if (retur === body && barn(body, 'UnikRetur')) return { status: 20, tekst: '' };
  return statusAf(retur);
}

function statusAf(retur: XmlElement): { status: number; tekst: string } {
  return { status: Number(barn(retur, 'StatusKode')?.tekst), tekst: barn(retur, 'FejlbeskedTekst')?.tekst ?? '' };
}

/** What became of each object of a system import, by UUID. */
export const enkeltvis = (body: XmlElement): ReadonlyMap<string, { status: number; tekst: string }> =>
  new Map(boern(body, 'UnikRetur').map((retur) => [uuidI(retur), statusAf(retur)]));

/** The new UUID of an `opret`. */
export const nytUuid = (body: XmlElement) => uuidI(body);

export const idListe = (body: XmlElement) =>
  boern(barn(body, 'IdListe'), 'UUIDIdentifikator').map(({ tekst }) => tekst);

export interface Billede {
  readonly uuid: string;
  readonly registreringer: readonly Registrering[];
}

/** The snapshots directly below an element. */
export function billeder(element: XmlElement | undefined): Billede[] {
  return boern(element, 'FiltreretOejebliksbillede').map((billede) => ({
    uuid: uuidI(barn(billede, 'ObjektType')),
    registreringer: boern(billede, 'Registrering').map(registrering),
  }));
}

/** The snapshots of a hierarchy by the name of their container. */
export function beholdere(body: XmlElement): ReadonlyMap<string, readonly Billede[]> {
  return new Map(body.boern.filter(({ navn }) => navn !== 'StandardRetur').map((e) => [e.navn, billeder(e)]));
}

function tid(element: XmlElement | undefined, aaben: number): number {
  const indhold = element?.boern[0];
  if (!indhold) return Number.NaN;
  return indhold.navn === 'GraenseIndikator' ? aaben : Date.parse(indhold.tekst);
}

function post(element: XmlElement): Post {
  const virkning = barn(element, 'Virkning');
  const aktoer = uuidI(barn(virkning, 'AktoerRef'));
  return {
    fra: tid(barn(virkning, 'FraTidspunkt'), ALTID_FOER),
    til: tid(barn(virkning, 'TilTidspunkt'), FOR_ALTID),
    dele: Object.fromEntries(element.boern.filter(({ navn }) => navn !== 'Virkning').map(del)),
    ...(aktoer !== '' && { aktoer }),
  };
}

/** The names that the auditor gives to parts of relations and states; attributes keep theirs. */
const NAVNE: Readonly<Record<string, string>> = {
  GyldighedStatusKode: 'kode',
  ReferenceID: 'reference',
  Rolle: 'rolle',
  Type: 'type',
  Indeks: 'indeks',
};

const del = (element: XmlElement) =>
  [NAVNE[element.navn] ?? element.navn, element.boern.length > 0 ? uuidI(element) : element.tekst] as const;

function registrering(element: XmlElement): Registrering {
  const lister = ['AttributListe', 'TilstandListe', 'RelationListe'].flatMap(
    (navn) => barn(element, navn)?.boern ?? [],
  );
  const indhold: Record<string, Post[]> = {};
  for (const e of lister) {
    indhold[e.navn] ??= [];
    indhold[e.navn]!.push(post(e));
  }
  return {
    tid: Date.parse(barn(element, 'Tidspunkt')?.tekst ?? ''),
    kode: barn(element, 'LivscyklusKode')?.tekst ?? '',
    note: barn(element, 'NoteTekst')?.tekst ?? '',
    bruger: uuidI(barn(element, 'BrugerRef')),
    indhold,
  };
}
