/** Request bodies for the SOAP tests: just enough of the contract's words to say what a scenario needs. */
import { NS } from '../../src/standard/namespaces.ts';
import { type ObjektType, objekttyper } from '../../src/standard/objekttyper.ts';

export const STI = (type: ObjektType, version: 6 | 7 = 6) =>
  `/${objekttyper[type].system}/${type.toLowerCase()}/${version}`;

const xmlns = (type: ObjektType) =>
  `xmlns="${objekttyper[type].namespace}" xmlns:sd="${NS.sd}" xmlns:of="${NS.orgfaelles}" xmlns:sts="${NS.sts}"`;

/** A TidspunktType: an xs:dateTime, or `*` for the open end. */
const ende = (tag: string, tid: string | undefined) =>
  tid === undefined
    ? ''
    : `<sd:${tag}>${tid === '*' ? '<sd:GraenseIndikator>true</sd:GraenseIndikator>' : `<sd:TidsstempelDatoTid>${tid}</sd:TidsstempelDatoTid>`}</sd:${tag}>`;

export const virkning = (fra?: string, til?: string) =>
  `<sd:Virkning>${ende('FraTidspunkt', fra)}${ende('TilTidspunkt', til)}</sd:Virkning>`;
export const uuidRef = (uuid: string) =>
  `<sd:ReferenceID><sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator></sd:ReferenceID>`;

export const egenskab = (felter: string, periode = virkning('2020-01-01T00:00:00+01:00')) =>
  `<Egenskab>${periode}${felter}</Egenskab>`;
export const gyldighed = (kode: string, periode = virkning('2020-01-01T00:00:00+01:00')) =>
  `<of:Gyldighed>${periode}<of:GyldighedStatusKode>${kode}</of:GyldighedStatusKode></of:Gyldighed>`;
export const relation = (navn: string, uuid: string, periode = virkning('2020-01-01T00:00:00+01:00')) =>
  `<sd:${navn}>${periode}${uuidRef(uuid)}</sd:${navn}>`;
export const adresse = (uuid: string, rolle: string, indeks: string, periode = virkning('2020-01-01T00:00:00+01:00')) =>
  `<sd:Adresser>${periode}${uuidRef(uuid)}<sd:Rolle><sd:UUIDIdentifikator>${rolle}</sd:UUIDIdentifikator></sd:Rolle>` +
  `<sd:Type><sd:UUIDIdentifikator>9b33c0a0-a566-4ec0-8200-325cb1e5bb9a</sd:UUIDIdentifikator></sd:Type><sd:Indeks>${indeks}</sd:Indeks></sd:Adresser>`;

export interface Lister {
  readonly attributter?: string;
  readonly tilstande?: string;
  readonly relationer?: string;
}

const lister = ({ attributter = '', tilstande = '', relationer = '' }: Lister) =>
  `<AttributListe>${attributter}</AttributListe><TilstandListe>${tilstande}</TilstandListe><RelationListe>${relationer}</RelationListe>`;

export function importer(type: ObjektType, uuid: string, indhold: Lister, hoved = ''): string {
  return `<ImportInput ${xmlns(type)}><${type}><sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator><Registrering>${hoved}${lister(indhold)}</Registrering></${type}></ImportInput>`;
}

export function opret(type: ObjektType, indhold: Lister): string {
  return `<OpretInput ${xmlns(type)}>${lister(indhold)}</OpretInput>`;
}

export function ret(type: ObjektType, uuid: string, indhold: Lister): string {
  const liste = (navn: string, tekst: string | undefined) => (tekst === undefined ? '' : `<${navn}>${tekst}</${navn}>`);
  return (
    `<RetInput ${xmlns(type)}><sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator>${liste('AttributListe', indhold.attributter)}` +
    `${liste('TilstandListe', indhold.tilstande)}${liste('RelationListe', indhold.relationer)}</RetInput>`
  );
}

export function medUuid(type: ObjektType, element: 'PassiverInput' | 'SletInput', uuid: string): string {
  return `<${element} ${xmlns(type)}><sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator></${element}>`;
}

export interface Filter {
  readonly virkningFra?: string;
  readonly virkningTil?: string;
  readonly registreringFra?: string;
  readonly registreringTil?: string;
}

const filter = (f: Filter) =>
  ende('VirkningFraFilter', f.virkningFra) +
  ende('VirkningTilFilter', f.virkningTil) +
  ende('RegistreringFraFilter', f.registreringFra) +
  ende('RegistreringTilFilter', f.registreringTil);

export function laes(type: ObjektType, uuid: string, f: Filter = {}): string {
  return `<LaesInput ${xmlns(type)}><sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator>${filter(f)}</LaesInput>`;
}

export function list(type: ObjektType, uuids: readonly string[], f: Filter = {}): string {
  return `<ListInput ${xmlns(type)}>${uuids.map((u) => `<sd:UUIDIdentifikator>${u}</sd:UUIDIdentifikator>`).join('')}${filter(f)}</ListInput>`;
}

export interface Ramme {
  readonly foerste?: number;
  readonly antal?: number;
  /** XML between the paging elements and the lists. */
  readonly tid?: string;
}

const ramme = ({ foerste, antal, tid = '' }: Ramme) =>
  (foerste === undefined ? '' : `<sd:FoersteResultatReference>${foerste}</sd:FoersteResultatReference>`) +
  (antal === undefined ? '' : `<sd:MaksimalAntalKvantitet>${antal}</sd:MaksimalAntalKvantitet>`) +
  tid;

export function soeg(type: ObjektType, indhold: Lister, r: Ramme = {}): string {
  return `<SoegInput ${xmlns(type)}>${ramme(r)}${lister(indhold)}</SoegInput>`;
}

const SYSTEM_NS = {
  organisation: 'http://stoettesystemerne.dk/organisation/organisationsystem/6/',
  klassifikation: 'http://stoettesystemerne.dk/klassifikation/klassifikationsystem/6/',
};

/** `egenskaber` are fields by object type, inside that type's SoegEgenskab. */
export function hierarki(
  system: keyof typeof SYSTEM_NS,
  r: Ramme = {},
  egenskaber: readonly [ObjektType, string][] = [],
): string {
  const krav = egenskaber.map(([type, felter]) => `<${type}SoegEgenskab>${felter}</${type}SoegEgenskab>`).join('');
  return `<FremsoegObjekthierarkiInput xmlns="${SYSTEM_NS[system]}" xmlns:sd="${NS.sd}">${ramme(r)}${krav}</FremsoegObjekthierarkiInput>`;
}

/** A body of version 6 as one of another version; what only one of them has is said by the test. */
export function iVersion(type: ObjektType, version: 6 | 7, body: string): string {
  const { namespace } = objekttyper[type];
  return body.replaceAll(`"${namespace}"`, `"${namespace.replace('/6/', `/${version}/`)}"`);
}
