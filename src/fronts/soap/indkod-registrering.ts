/**
 * From a registration to XML, for every object type by the same table (spec sf1500 §1.3 to §1.5). The order of the
 * elements is the schema's; both ends of every Virkning are always written (§2.6); the three lists are always there.
 *
 * Templates are made once for each type, so that writing is joining strings.
 */
import { formatDanish } from '../../base/copenhagen.ts';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../base/instant.ts';
import type { Oejebliksbillede } from '../../operations/operation.ts';
import type { Egenskab, Registrering, Relation, Soegeord, Tilstand, UnikId, Virkning } from '../../register/model.ts';
import { SOEGEORD_DELE } from '../../standard/felter.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../../standard/objekttyper.ts';
import { escapeText } from '../../xml/write.ts';
import { PREFIKS, typePrefiks } from './prefikser.ts';

const SD = PREFIKS.sd;

/** One place for the text between two tags, empty included. */
function tekstElement(tag: string): (tekst: string) => string {
  return (tekst) => `<${tag}>${escapeText(tekst)}</${tag}>`;
}

const ender = { fra: new Map<Instant, string>(), til: new Map<Instant, string>() };
const ENDER_MAX = 20_000;

/** `FraTidspunkt` or `TilTidspunkt`, remembered: the same instants come again and again. */
function ende(side: 'fra' | 'til', instant: Instant): string {
  const kendt = ender[side].get(instant);
  if (kendt !== undefined) return kendt;
  const tag = side === 'fra' ? `${SD}:FraTidspunkt` : `${SD}:TilTidspunkt`;
  const isAaben = instant === FRA_ALTID || instant === TIL_ALTID;
  const indhold = isAaben
    ? `<${SD}:GraenseIndikator>true</${SD}:GraenseIndikator>`
    : `<${SD}:TidsstempelDatoTid>${formatDanish(instant)}</${SD}:TidsstempelDatoTid>`;
  const skrevet = `<${tag}>${indhold}</${tag}>`;
  if (ender[side].size >= ENDER_MAX) ender[side].clear();
  ender[side].set(instant, skrevet);
  return skrevet;
}

function unikId(id: UnikId): string {
  return 'uuid' in id
    ? `<${SD}:UUIDIdentifikator>${id.uuid}</${SD}:UUIDIdentifikator>`
    : `<${SD}:URNIdentifikator>${escapeText(id.urn)}</${SD}:URNIdentifikator>`;
}

const note = tekstElement(`${SD}:NoteTekst`);

function virkning(periode: Virkning): string {
  let ud = `<${SD}:Virkning>${ende('fra', periode.fra)}${ende('til', periode.til)}`;
  if (periode.aktoerRef) ud += `<${SD}:AktoerRef>${unikId(periode.aktoerRef)}</${SD}:AktoerRef>`;
  if (periode.aktoerTypeKode) ud += `<${SD}:AktoerTypeKode>${periode.aktoerTypeKode}</${SD}:AktoerTypeKode>`;
  if (periode.noteTekst !== undefined) ud += note(periode.noteTekst);
  return `${ud}</${SD}:Virkning>`;
}

type Skriver<T> = (vaerdi: T) => string;

function soegeord(prefiks: string): Skriver<Soegeord> {
  const dele = SOEGEORD_DELE.map((navn) => ({ navn, skriv: tekstElement(`${SD}:${navn}`) }));
  return (ord) => {
    let ud = `<${prefiks}:Soegeord>`;
    for (const { navn, skriv } of dele) {
      const tekst = ord[navn];
      if (tekst !== undefined) ud += skriv(tekst);
    }
    return `${ud}</${prefiks}:Soegeord>`;
  };
}

function egenskabSkriver(objekttype: ObjektType): Skriver<Egenskab> {
  const prefiks = typePrefiks(objekttype);
  const ordSkriver = soegeord(prefiks);
  const felter = objekttyper[objekttype].felter.map(({ felt }) => {
    const tag = `${felt.namespace === 'objekt' ? prefiks : PREFIKS[felt.namespace]}:${felt.navn}`;
    return { navn: felt.navn, skriv: tekstElement(tag) };
  });
  return ({ virkning: periode, felter: vaerdier }) => {
    let ud = `<${prefiks}:Egenskab>${virkning(periode)}`;
    for (const { navn, skriv } of felter) {
      const vaerdi = vaerdier[navn];
      if (vaerdi === undefined) continue;
      if (typeof vaerdi === 'string') ud += skriv(vaerdi);
      else for (const del of vaerdi) ud += typeof del === 'string' ? skriv(del) : ordSkriver(del);
    }
    return `${ud}</${prefiks}:Egenskab>`;
  };
}

function tilstandSkriver(objekttype: ObjektType): Skriver<Tilstand> {
  const isGyldighed = objekttyper[objekttype].tilstand === 'Gyldighed';
  const ydre = isGyldighed ? `${PREFIKS.orgfaelles}:Gyldighed` : `${typePrefiks(objekttype)}:PubliceretStatus`;
  const indre = isGyldighed ? `${PREFIKS.orgfaelles}:GyldighedStatusKode` : `${SD}:ErPubliceretIndikator`;
  return ({ virkning: periode, vaerdi }) =>
    `<${ydre}>${virkning(periode)}${vaerdi === undefined ? '' : `<${indre}>${vaerdi}</${indre}>`}</${ydre}>`;
}

const indeksElement = tekstElement(`${SD}:Indeks`);

function relation(tag: string, post: Relation): string {
  let ud = `<${tag}>${virkning(post.virkning)}`;
  if (post.reference) ud += `<${SD}:ReferenceID>${unikId(post.reference)}</${SD}:ReferenceID>`;
  if (post.rolle) ud += `<${SD}:Rolle>${unikId(post.rolle)}</${SD}:Rolle>`;
  if (post.type) ud += `<${SD}:Type>${unikId(post.type)}</${SD}:Type>`;
  if (post.indeks !== undefined) ud += indeksElement(post.indeks);
  return `${ud}</${tag}>`;
}

/** The lists of a registration, each in its element. */
function listeSkriver(objekttype: ObjektType): Skriver<Registrering> {
  const p = typePrefiks(objekttype);
  const skrivEgenskab = egenskabSkriver(objekttype);
  const skrivTilstand = tilstandSkriver(objekttype);
  const relationsnavne = objekttyper[objekttype].relationer.map(({ relation: r }) => r.navn);
  return ({ egenskaber, tilstande, relationer }) => {
    let ud = `<${p}:AttributListe>`;
    for (const post of egenskaber) ud += skrivEgenskab(post);
    ud += `</${p}:AttributListe><${p}:TilstandListe>`;
    for (const post of tilstande) ud += skrivTilstand(post);
    ud += `</${p}:TilstandListe><${p}:RelationListe>`;
    for (const navn of relationsnavne) {
      const poster = relationer[navn];
      if (poster) for (const post of poster) ud += relation(`${SD}:${navn}`, post);
    }
    return `${ud}</${p}:RelationListe>`;
  };
}

function registreringSkriver(objekttype: ObjektType): Skriver<readonly Registrering[]> {
  const p = typePrefiks(objekttype);
  const skrivLister = listeSkriver(objekttype);
  return (historik) => {
    let ud = '';
    for (const registrering of historik) {
      ud += `<${p}:Registrering>`;
      if (registrering.noteTekst !== undefined) ud += note(registrering.noteTekst);
      ud += `<${SD}:Tidspunkt>${formatDanish(registrering.tidspunkt)}</${SD}:Tidspunkt>`;
      ud += `<${SD}:LivscyklusKode>${registrering.livscyklusKode}</${SD}:LivscyklusKode>`;
      if (registrering.brugerRef) ud += `<${SD}:BrugerRef>${unikId(registrering.brugerRef)}</${SD}:BrugerRef>`;
      ud += `${skrivLister(registrering)}</${p}:Registrering>`;
    }
    return ud;
  };
}

const registreringSkrivere = new Map(objekttypeNavne.map((navn) => [navn, registreringSkriver(navn)]));

/** The `Registrering` elements of an object, in the namespace of its type. */
export function registreringer(objekttype: ObjektType, historik: readonly Registrering[]): string {
  return registreringSkrivere.get(objekttype)!(historik);
}

/**
 * A `FiltreretOejebliksbillede`. `ydrePrefiks` is the prefix of the service that answers: in a hierarchy the element is
 * that service's, while what is inside belongs to the object type (spec sf1500 §1.1).
 */
export function filtreretOejebliksbillede(
  objekttype: ObjektType,
  ydrePrefiks: string,
  billede: Oejebliksbillede,
): string {
  const p = typePrefiks(objekttype);
  const id = `<${p}:ObjektType><${SD}:UUIDIdentifikator>${billede.uuid}</${SD}:UUIDIdentifikator></${p}:ObjektType>`;
  const indhold = id + registreringer(objekttype, billede.registreringer);
  return `<${ydrePrefiks}:FiltreretOejebliksbillede>${indhold}</${ydrePrefiks}:FiltreretOejebliksbillede>`;
}
