/** From calls to the XML of SF1500, and nothing that the server's own writer does: instants go out in UTC. */
import { NS } from '../../src/standard/namespaces.ts';
import { objekttyper } from '../../src/standard/objekttyper.ts';
import { type Indhold, listerOf, type Periode, type Post, type Type } from './former.ts';
import { noteOf, type Skrivning } from './naivt-objekt.ts';

export const stiOf = (type: Type) => `/organisation/${type.toLowerCase()}/6`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const id = (uuid: string) => `<sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator>`;
const note = (text: string) => `<sd:NoteTekst>${text}</sd:NoteTekst>`;

function ende(tag: string, instant: number | undefined): string {
  if (instant === undefined) return '';
  const indhold = Number.isFinite(instant)
    ? `<sd:TidsstempelDatoTid>${new Date(instant).toISOString()}</sd:TidsstempelDatoTid>`
    : '<sd:GraenseIndikator>true</sd:GraenseIndikator>';
  return `<sd:${tag}>${indhold}</sd:${tag}>`;
}

function virkning({ fra, til, isUdenFra, aktoer }: Omit<Post, 'dele'>): string {
  const hvem = aktoer
    ? `<sd:AktoerRef>${id(aktoer)}</sd:AktoerRef><sd:AktoerTypeKode>Organisation</sd:AktoerTypeKode>`
    : '';
  return `<sd:Virkning>${ende('FraTidspunkt', isUdenFra ? undefined : fra)}${ende('TilTidspunkt', til)}${hvem}</sd:Virkning>`;
}

/** What an entry says, without its period. */
function dele(type: Type, navn: string, dele: Post['dele']): string {
  if (navn === 'Gyldighed') return `<of:GyldighedStatusKode>${dele.kode}</of:GyldighedStatusKode>`;
  if (navn === 'Egenskab') {
    return objekttyper[type].felter
      .filter(({ felt }) => dele[felt.navn] !== undefined)
      .map(({ felt }) => {
        const tag = felt.namespace === 'objekt' ? felt.navn : `${felt.namespace}:${felt.navn}`;
        return `<${tag}>${escaped(dele[felt.navn]!)}</${tag}>`;
      })
      .join('');
  }
  const rolle = dele.rolle
    ? `<sd:Rolle>${id(dele.rolle)}</sd:Rolle><sd:Type>${id(dele.type!)}</sd:Type><sd:Indeks>${dele.indeks}</sd:Indeks>`
    : '';
  return `<sd:ReferenceID>${id(dele.reference!)}</sd:ReferenceID>${rolle}`;
}

function poster(type: Type, indhold: Indhold, navn: string, isMedVirkning: boolean): string {
  const tag = navn === 'Egenskab' ? navn : navn === 'Gyldighed' ? 'of:Gyldighed' : `sd:${navn}`;
  return (indhold[navn] ?? [])
    .map((post) => `<${tag}>${isMedVirkning ? virkning(post) : ''}${dele(type, navn, post.dele)}</${tag}>`)
    .join('');
}

function lister(type: Type, indhold: Indhold, isMedVirkning = true): string {
  const af = (navne: readonly string[]) => navne.map((navn) => poster(type, indhold, navn, isMedVirkning)).join('');
  const relationer = listerOf(type).flatMap(({ navn }) => (navn === 'Egenskab' || navn === 'Gyldighed' ? [] : [navn]));
  return (
    `<AttributListe>${af(['Egenskab'])}</AttributListe><TilstandListe>${af(['Gyldighed'])}</TilstandListe>` +
    `<RelationListe>${af(relationer)}</RelationListe>`
  );
}

export function rod(type: Type, element: string, indhold: string): string {
  const { namespace } = objekttyper[type];
  return `<${element} xmlns="${namespace}" xmlns:sd="${NS.sd}" xmlns:of="${NS.orgfaelles}" xmlns:sts="${NS.sts}">${indhold}</${element}>`;
}

/** What stands in the element of an object that is imported. */
export function objekt(kald: Skrivning): string {
  const { type, uuid, sendte } = kald;
  const registreringer = sendte.map(({ tid, indhold }, i) => {
    const tidspunkt = tid === undefined ? '' : `<sd:Tidspunkt>${new Date(tid).toISOString()}</sd:Tidspunkt>`;
    return `<Registrering>${note(noteOf(kald, i))}${tidspunkt}${lister(type, indhold)}</Registrering>`;
  });
  return id(uuid) + registreringer.join('');
}

export function skrivning(kald: Skrivning): string {
  const { verbum, type, uuid, sendte } = kald;
  switch (verbum) {
    case 'importer':
      return rod(type, 'ImportInput', `<${type}>${objekt(kald)}</${type}>`);
    case 'opret':
      return rod(type, 'OpretInput', note(noteOf(kald, 0)) + lister(type, sendte[0]!.indhold));
    case 'ret':
      return rod(type, 'RetInput', id(uuid) + note(noteOf(kald, 0)) + lister(type, sendte[0]!.indhold));
    case 'passiver':
    case 'slet':
      return rod(type, verbum === 'slet' ? 'SletInput' : 'PassiverInput', id(uuid) + note(noteOf(kald, 0)));
  }
}

/** The filters of a read; an absent one is not sent. */
export interface Filter {
  readonly virkning?: Periode;
  readonly registrering?: Periode;
}

const filterXml = ({ virkning: v, registrering: r }: Filter) =>
  ende('VirkningFraFilter', v?.fra) +
  ende('VirkningTilFilter', v?.til) +
  ende('RegistreringFraFilter', r?.fra) +
  ende('RegistreringTilFilter', r?.til);

export const laes = (type: Type, uuid: string, filter: Filter) => rod(type, 'LaesInput', id(uuid) + filterXml(filter));
export const list = (type: Type, uuids: readonly string[], filter: Filter) =>
  rod(type, 'ListInput', uuids.map(id).join('') + filterXml(filter));

/** What a search asks; the entries of `indhold` have no period of their own. */
export interface Soegning {
  readonly type: Type;
  readonly indhold: Indhold;
  readonly virkning?: Periode;
  readonly registreretFra?: number;
  readonly senestFoer?: number;
  readonly kode?: string;
}

export function ramme(foerste: number | undefined, antal: number | undefined, soegning?: Soegning): string {
  const { registreretFra, senestFoer, kode, virkning: v } = soegning ?? {};
  const registrering = ende('FraTidspunkt', registreretFra) + ende('TilTidspunkt', senestFoer);
  const livscyklus = kode === undefined ? '' : `<sd:LivscyklusKode>${kode}</sd:LivscyklusKode>`;
  return (
    (foerste === undefined ? '' : `<sd:FoersteResultatReference>${foerste}</sd:FoersteResultatReference>`) +
    (antal === undefined ? '' : `<sd:MaksimalAntalKvantitet>${antal}</sd:MaksimalAntalKvantitet>`) +
    (registrering + livscyklus === ''
      ? ''
      : `<sd:SoegRegistrering>${registrering}${livscyklus}</sd:SoegRegistrering>`) +
    (v ? `<sd:SoegVirkning>${ende('FraTidspunkt', v.fra)}${ende('TilTidspunkt', v.til)}</sd:SoegVirkning>` : '')
  );
}

export const soeg = (soegning: Soegning, foerste?: number, antal?: number) =>
  rod(soegning.type, 'SoegInput', ramme(foerste, antal, soegning) + lister(soegning.type, soegning.indhold, false));

export const konvolut = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${NS.soap12}"><s:Body>${body}</s:Body></s:Envelope>`;
