/** From calls to the XML of SF1500, and nothing that the server's own writer does: instants go out in UTC. */
import { NS } from '../../src/standard/namespaces.ts';
import { objekttyper } from '../../src/standard/objekttyper.ts';
import { type Entry, type Indhold, listsOf, type Period, type Type } from './forms.ts';
import { noteOf, type Write } from './naive-object.ts';

export const pathOf = (type: Type) => `/organisation/${type.toLowerCase()}/6`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const id = (uuid: string) => `<sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator>`;
const note = (text: string) => `<sd:NoteTekst>${text}</sd:NoteTekst>`;

function bound(tag: string, instant: number | undefined): string {
  if (instant === undefined) return '';
  const indhold = Number.isFinite(instant)
    ? `<sd:TidsstempelDatoTid>${new Date(instant).toISOString()}</sd:TidsstempelDatoTid>`
    : '<sd:GraenseIndikator>true</sd:GraenseIndikator>';
  return `<sd:${tag}>${indhold}</sd:${tag}>`;
}

function virkning({ fra, til, isWithoutFra, aktoer }: Omit<Entry, 'parts'>): string {
  const who = aktoer
    ? `<sd:AktoerRef>${id(aktoer)}</sd:AktoerRef><sd:AktoerTypeKode>Organisation</sd:AktoerTypeKode>`
    : '';
  return `<sd:Virkning>${bound('FraTidspunkt', isWithoutFra ? undefined : fra)}${bound('TilTidspunkt', til)}${who}</sd:Virkning>`;
}

/** What an entry says, without its period. */
function partsXml(type: Type, navn: string, parts: Entry['parts']): string {
  if (navn === 'Gyldighed') return `<of:GyldighedStatusKode>${parts.kode}</of:GyldighedStatusKode>`;
  if (navn === 'Egenskab') {
    return objekttyper[type].felter
      .filter(({ felt }) => parts[felt.navn] !== undefined)
      .map(({ felt }) => {
        const tag = felt.namespace === 'objekt' ? felt.navn : `${felt.namespace}:${felt.navn}`;
        return `<${tag}>${escaped(parts[felt.navn]!)}</${tag}>`;
      })
      .join('');
  }
  const rolle = parts.rolle
    ? `<sd:Rolle>${id(parts.rolle)}</sd:Rolle><sd:Type>${id(parts.type!)}</sd:Type><sd:Indeks>${parts.indeks}</sd:Indeks>`
    : '';
  return `<sd:ReferenceID>${id(parts.reference!)}</sd:ReferenceID>${rolle}`;
}

function entriesXml(type: Type, indhold: Indhold, navn: string, isWithVirkning: boolean): string {
  const tag = navn === 'Egenskab' ? navn : navn === 'Gyldighed' ? 'of:Gyldighed' : `sd:${navn}`;
  return (indhold[navn] ?? [])
    .map((entry) => `<${tag}>${isWithVirkning ? virkning(entry) : ''}${partsXml(type, navn, entry.parts)}</${tag}>`)
    .join('');
}

function listsXml(type: Type, indhold: Indhold, isWithVirkning = true): string {
  const entriesOf = (navne: readonly string[]) =>
    navne.map((navn) => entriesXml(type, indhold, navn, isWithVirkning)).join('');
  const relations = listsOf(type).flatMap(({ navn }) => (navn === 'Egenskab' || navn === 'Gyldighed' ? [] : [navn]));
  return (
    `<AttributListe>${entriesOf(['Egenskab'])}</AttributListe><TilstandListe>${entriesOf(['Gyldighed'])}</TilstandListe>` +
    `<RelationListe>${entriesOf(relations)}</RelationListe>`
  );
}

export function root(type: Type, element: string, indhold: string): string {
  const { namespace } = objekttyper[type];
  return `<${element} xmlns="${namespace}" xmlns:sd="${NS.sd}" xmlns:of="${NS.orgfaelles}" xmlns:sts="${NS.sts}">${indhold}</${element}>`;
}

/** What stands in the element of an object that is imported. */
export function object(call: Write): string {
  const { type, uuid, submitted } = call;
  const registreringer = submitted.map(({ time, indhold }, i) => {
    const tidspunkt = time === undefined ? '' : `<sd:Tidspunkt>${new Date(time).toISOString()}</sd:Tidspunkt>`;
    return `<Registrering>${note(noteOf(call, i))}${tidspunkt}${listsXml(type, indhold)}</Registrering>`;
  });
  return id(uuid) + registreringer.join('');
}

export function write(call: Write): string {
  const { verbum, type, uuid, submitted } = call;
  switch (verbum) {
    case 'importer':
      return root(type, 'ImportInput', `<${type}>${object(call)}</${type}>`);
    case 'opret':
      return root(type, 'OpretInput', note(noteOf(call, 0)) + listsXml(type, submitted[0]!.indhold));
    case 'ret':
      return root(type, 'RetInput', id(uuid) + note(noteOf(call, 0)) + listsXml(type, submitted[0]!.indhold));
    case 'passiver':
    case 'slet':
      return root(type, verbum === 'slet' ? 'SletInput' : 'PassiverInput', id(uuid) + note(noteOf(call, 0)));
  }
}

/** The filters of a read; an absent one is not sent. */
export interface Filter {
  readonly virkning?: Period;
  readonly registrering?: Period;
}

const filterXml = ({ virkning: v, registrering: r }: Filter) =>
  bound('VirkningFraFilter', v?.fra) +
  bound('VirkningTilFilter', v?.til) +
  bound('RegistreringFraFilter', r?.fra) +
  bound('RegistreringTilFilter', r?.til);

export const laes = (type: Type, uuid: string, filter: Filter) => root(type, 'LaesInput', id(uuid) + filterXml(filter));
export const list = (type: Type, uuids: readonly string[], filter: Filter) =>
  root(type, 'ListInput', uuids.map(id).join('') + filterXml(filter));

/** What a search asks; the entries of `indhold` have no period of their own. */
export interface Search {
  readonly type: Type;
  readonly indhold: Indhold;
  readonly virkning?: Period;
  readonly registeredFrom?: number;
  readonly latestBefore?: number;
  readonly kode?: string;
}

export function frame(first: number | undefined, count: number | undefined, search?: Search): string {
  const { registeredFrom, latestBefore, kode, virkning: v } = search ?? {};
  const registrering = bound('FraTidspunkt', registeredFrom) + bound('TilTidspunkt', latestBefore);
  const livscyklus = kode === undefined ? '' : `<sd:LivscyklusKode>${kode}</sd:LivscyklusKode>`;
  return (
    (first === undefined ? '' : `<sd:FoersteResultatReference>${first}</sd:FoersteResultatReference>`) +
    (count === undefined ? '' : `<sd:MaksimalAntalKvantitet>${count}</sd:MaksimalAntalKvantitet>`) +
    (registrering + livscyklus === ''
      ? ''
      : `<sd:SoegRegistrering>${registrering}${livscyklus}</sd:SoegRegistrering>`) +
    (v ? `<sd:SoegVirkning>${bound('FraTidspunkt', v.fra)}${bound('TilTidspunkt', v.til)}</sd:SoegVirkning>` : '')
  );
}

export const soeg = (search: Search, first?: number, count?: number) =>
  root(search.type, 'SoegInput', frame(first, count, search) + listsXml(search.type, search.indhold, false));

export const envelope = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${NS.soap12}"><s:Body>${body}</s:Body></s:Envelope>`;
