/** What SOAP says of objects at a point of both time axes, as plain values: what answers of GraphQL are held against. */
import assert from 'node:assert/strict';
import { formatDanish } from '../../src/base/copenhagen.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { XmlElement } from '../../src/xml/parse.ts';
import * as b from '../soap/beskeder.ts';
import { find, findAlle, type Verden } from '../soap/verden.ts';

export interface SoapRelation {
  readonly uuid: string;
  readonly rolle?: string;
  readonly type?: string;
  readonly indeks?: string;
  /** As on the wire; absent where the end is open. */
  readonly fra?: string;
  readonly til?: string;
}

export interface SoapObjekt {
  readonly uuid: string;
  readonly felter: Readonly<Record<string, string>>;
  readonly status?: { readonly kode: string; readonly fra?: string; readonly til?: string };
  relation(navn: string): readonly SoapRelation[];
}

export interface SoapPunkt {
  readonly virkning: number;
  readonly registrering?: number;
}

const tekst = (element: XmlElement | undefined, navn: string) => element && find(element, navn)?.tekst;
const uuidI = (element: XmlElement | undefined) =>
  (tekst(element, 'UUIDIdentifikator') ?? tekst(element, 'URNIdentifikator'))?.toLowerCase();
const egen = (element: XmlElement, navn: string) => element.boern.find((barn) => barn.navn === navn);

function periode(element: XmlElement): { fra?: string; til?: string } {
  const virkning = egen(element, 'Virkning')!;
  const [fra, til] = ['FraTidspunkt', 'TilTidspunkt'].map((navn) => tekst(find(virkning, navn), 'TidsstempelDatoTid'));
  return { ...(fra && { fra }), ...(til && { til }) };
}

function relationOf(element: XmlElement): SoapRelation {
  const [rolle, type] = ['Rolle', 'Type'].map((navn) => uuidI(egen(element, navn)));
  const indeks = egen(element, 'Indeks')?.tekst;
  return {
    uuid: uuidI(egen(element, 'ReferenceID'))!,
    ...(rolle && { rolle }),
    ...(type && { type }),
    ...(indeks && { indeks }),
    ...periode(element),
  };
}

function objektOf(billede: XmlElement): SoapObjekt {
  const registrering = find(billede, 'Registrering')!;
  const [egenskab] = findAlle(registrering, 'Egenskab');
  const [gyldighed] = findAlle(registrering, 'Gyldighed');
  const liste = find(registrering, 'RelationListe');
  return {
    uuid: tekst(billede, 'UUIDIdentifikator')!,
    felter: Object.fromEntries((egenskab?.boern ?? []).map(({ navn, tekst: vaerdi }) => [navn, vaerdi])),
    ...(gyldighed && { status: { kode: tekst(gyldighed, 'GyldighedStatusKode')!, ...periode(gyldighed) } }),
    relation: (navn) => (liste?.boern ?? []).filter((barn) => barn.navn === navn).map(relationOf),
  };
}

/** The UUIDs of all objects of a type that `soeg` finds with an empty template, in what was known then. */
async function alleUuider(verden: Verden, type: ObjektType, { registrering }: SoapPunkt): Promise<string[]> {
  const uuids: string[] = [];
  const til = registrering === undefined ? undefined : formatDanish(registrering + 1);
  const ramme = til && {
    tid: `<sd:SoegRegistrering><sd:TilTidspunkt><sd:TidsstempelDatoTid>${til}</sd:TidsstempelDatoTid></sd:TilTidspunkt></sd:SoegRegistrering>`,
  };
  while (true) {
    const svar = await verden.kald(b.STI(type), b.soeg(type, {}, { ...ramme, foerste: uuids.length }));
    const side = findAlle(find(svar.body, 'IdListe')!, 'UUIDIdentifikator').map((id) => id.tekst);
    uuids.push(...side);
    if (side.length === 0) return uuids;
  }
}

/** The objects with these UUIDs, as `list` gives them. */
export async function liste(
  verden: Verden,
  type: ObjektType,
  uuids: readonly string[],
  { virkning, registrering }: SoapPunkt,
): Promise<ReadonlyMap<string, SoapObjekt>> {
  const ved = formatDanish(virkning);
  const kendt = registrering === undefined ? undefined : formatDanish(registrering);
  const filter = {
    virkningFra: ved,
    virkningTil: ved,
    ...(kendt && { registreringFra: kendt, registreringTil: kendt }),
  };
  const svar = await verden.kald(b.STI(type), b.list(type, uuids, filter));
  assert.ok([20, 44].includes(svar.kode), svar.tekst.slice(0, 500));
  const objekter = findAlle(svar.body, 'FiltreretOejebliksbillede').map(objektOf);
  return new Map(objekter.map((objekt) => [objekt.uuid, objekt]));
}

const TYPER = [
  'Adresse',
  'Bruger',
  'ItSystem',
  'Klasse',
  'Myndighed',
  'Organisation',
  'OrganisationEnhed',
  'OrganisationFunktion',
  'Person',
  'Virksomhed',
] as const satisfies readonly ObjektType[];

/** Everything that is not ended, by type and UUID. */
export type SoapSyn = Readonly<Record<(typeof TYPER)[number], ReadonlyMap<string, SoapObjekt>>>;

export async function soapSyn(verden: Verden, punkt: SoapPunkt): Promise<SoapSyn> {
  const typer = TYPER.map(async (type) => [
    type,
    await liste(verden, type, await alleUuider(verden, type, punkt), punkt),
  ]);
  return Object.fromEntries(await Promise.all(typer)) as SoapSyn;
}
