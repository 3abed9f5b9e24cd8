/** From the XML of an answer to what the auditor compares. */
import { parseXml, type XmlElement } from '../../src/xml/parse.ts';
import { type Entry, FOR_EVER, FROM_EVER, type Registrering } from './forms.ts';

const LIMITS = { depthMax: 64, elementsMax: 10_000_000, attributesMax: 64 };

const childOf = (element: XmlElement | undefined, navn: string) => element?.boern.find((child) => child.navn === navn);
const childrenOf = (element: XmlElement | undefined, navn: string) =>
  (element?.boern ?? []).filter((child) => child.navn === navn);
/** The UUID below an element, as UUIDIdentifikator. */
const uuidIn = (element: XmlElement | undefined) => childOf(element, 'UUIDIdentifikator')?.tekst ?? '';

/** The body element of an answer, or its Fault. */
export function bodyOf(tekst: string): XmlElement {
  const { rod } = parseXml(Buffer.from(tekst), LIMITS);
  const body = childOf(rod, 'Body')?.boern[0];
  if (!body) throw new Error('an answer without a body');
  return body;
}

/** StatusKode and FejlbeskedTekst; 20 where there is one for each object instead. */
export function outcomeOf(body: XmlElement): { status: number; tekst: string } {
  const outcome = childOf(body, 'StandardRetur') ?? body;
  if (outcome === body && childOf(body, 'UnikRetur')) return { status: 20, tekst: '' };
  return statusOf(outcome);
}

function statusOf(outcome: XmlElement): { status: number; tekst: string } {
  return {
    status: Number(childOf(outcome, 'StatusKode')?.tekst),
    tekst: childOf(outcome, 'FejlbeskedTekst')?.tekst ?? '',
  };
}

/** What became of each object of a system import, by UUID. */
export const oneByOne = (body: XmlElement): ReadonlyMap<string, { status: number; tekst: string }> =>
  new Map(childrenOf(body, 'UnikRetur').map((outcome) => [uuidIn(outcome), statusOf(outcome)]));

/** The new UUID of an `opret`. */
export const newUuidOf = (body: XmlElement) => uuidIn(body);

export const idListe = (body: XmlElement) =>
  childrenOf(childOf(body, 'IdListe'), 'UUIDIdentifikator').map(({ tekst }) => tekst);

export interface Snapshot {
  readonly uuid: string;
  readonly registreringer: readonly Registrering[];
}

/** The snapshots directly below an element. */
export function snapshots(element: XmlElement | undefined): Snapshot[] {
  return childrenOf(element, 'FiltreretOejebliksbillede').map((snapshot) => ({
    uuid: uuidIn(childOf(snapshot, 'ObjektType')),
    registreringer: childrenOf(snapshot, 'Registrering').map(registrering),
  }));
}

/** The snapshots of a hierarchy by the name of their container. */
export function containers(body: XmlElement): ReadonlyMap<string, readonly Snapshot[]> {
  return new Map(body.boern.filter(({ navn }) => navn !== 'StandardRetur').map((e) => [e.navn, snapshots(e)]));
}

function time(element: XmlElement | undefined, open: number): number {
  const indhold = element?.boern[0];
  if (!indhold) return Number.NaN;
  return indhold.navn === 'GraenseIndikator' ? open : Date.parse(indhold.tekst);
}

function entry(element: XmlElement): Entry {
  const virkning = childOf(element, 'Virkning');
  const aktoer = uuidIn(childOf(virkning, 'AktoerRef'));
  return {
    fra: time(childOf(virkning, 'FraTidspunkt'), FROM_EVER),
    til: time(childOf(virkning, 'TilTidspunkt'), FOR_EVER),
    parts: Object.fromEntries(element.boern.filter(({ navn }) => navn !== 'Virkning').map(part)),
    ...(aktoer !== '' && { aktoer }),
  };
}

/** The names that the auditor gives to parts of relations and states; attributes keep theirs. */
const NAMES: Readonly<Record<string, string>> = {
  GyldighedStatusKode: 'kode',
  ReferenceID: 'reference',
  Rolle: 'rolle',
  Type: 'type',
  Indeks: 'indeks',
};

const part = (element: XmlElement) =>
  [NAMES[element.navn] ?? element.navn, element.boern.length > 0 ? uuidIn(element) : element.tekst] as const;

function registrering(element: XmlElement): Registrering {
  const lists = ['AttributListe', 'TilstandListe', 'RelationListe'].flatMap(
    (navn) => childOf(element, navn)?.boern ?? [],
  );
  const indhold: Record<string, Entry[]> = {};
  for (const e of lists) {
    indhold[e.navn] ??= [];
    indhold[e.navn]!.push(entry(e));
  }
  return {
    time: Date.parse(childOf(element, 'Tidspunkt')?.tekst ?? ''),
    kode: childOf(element, 'LivscyklusKode')?.tekst ?? '',
    note: childOf(element, 'NoteTekst')?.tekst ?? '',
    bruger: uuidIn(childOf(element, 'BrugerRef')),
    indhold,
  };
}
