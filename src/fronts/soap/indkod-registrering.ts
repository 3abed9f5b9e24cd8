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
  const [foer, efter] = [`<${tag}>`, `</${tag}>`];
  return (tekst) => foer + escapeText(tekst) + efter;
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

/** An element that holds a reference. Its tags are put together once: an answer has thousands of them. */
function idElement(tag: string): (id: UnikId) => string {
  const [uuidFoer, uuidEfter] = [`<${tag}><${SD}:UUIDIdentifikator>`, `</${SD}:UUIDIdentifikator></${tag}>`];
  const [urnFoer, urnEfter] = [`<${tag}><${SD}:URNIdentifikator>`, `</${SD}:URNIdentifikator></${tag}>`];
  return (id) => ('uuid' in id ? uuidFoer + id.uuid + uuidEfter : urnFoer + escapeText(id.urn) + urnEfter);
}

const note = tekstElement(`${SD}:NoteTekst`);
const aktoerRef = idElement(`${SD}:AktoerRef`);
const brugerRef = idElement(`${SD}:BrugerRef`);
const referenceId = idElement(`${SD}:ReferenceID`);
const rolle = idElement(`${SD}:Rolle`);
const relationstype = idElement(`${SD}:Type`);

function skrivVirkning(periode: Virkning): string {
  let ud = `<${SD}:Virkning>${ende('fra', periode.fra)}${ende('til', periode.til)}`;
  if (periode.aktoerRef) ud += aktoerRef(periode.aktoerRef);
  if (periode.aktoerTypeKode) ud += `<${SD}:AktoerTypeKode>${periode.aktoerTypeKode}</${SD}:AktoerTypeKode>`;
  if (periode.noteTekst !== undefined) ud += note(periode.noteTekst);
  return `${ud}</${SD}:Virkning>`;
}

let sidste: { readonly periode: Virkning; readonly skrevet: string } | undefined;

/** A period; the entries of a registration share one, so the last one is remembered. */
function virkning(periode: Virkning): string {
  if (sidste?.periode !== periode) sidste = { periode, skrevet: skrivVirkning(periode) };
  return sidste.skrevet;
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

function relationSkriver(tag: string): Skriver<Relation> {
  const [foer, efter] = [`<${tag}>`, `</${tag}>`];
  return (post) => {
    let ud = foer + virkning(post.virkning);
    if (post.reference) ud += referenceId(post.reference);
    if (post.rolle) ud += rolle(post.rolle);
    if (post.type) ud += relationstype(post.type);
    if (post.indeks !== undefined) ud += indeksElement(post.indeks);
    return ud + efter;
  };
}

/** The lists of a registration, each in its element. */
function listeSkriver(objekttype: ObjektType): Skriver<Registrering> {
  const p = typePrefiks(objekttype);
  const skrivEgenskab = egenskabSkriver(objekttype);
  const skrivTilstand = tilstandSkriver(objekttype);
  const relationer = objekttyper[objekttype].relationer.map(({ relation: { navn } }) => ({
    navn,
    skriv: relationSkriver(`${SD}:${navn}`),
  }));
  return ({ egenskaber, tilstande, relationer: lister }) => {
    let ud = `<${p}:AttributListe>`;
    for (const post of egenskaber) ud += skrivEgenskab(post);
    ud += `</${p}:AttributListe><${p}:TilstandListe>`;
    for (const post of tilstande) ud += skrivTilstand(post);
    ud += `</${p}:TilstandListe><${p}:RelationListe>`;
    for (const { navn, skriv } of relationer) {
      const poster = lister[navn];
      if (poster) for (const post of poster) ud += skriv(post);
    }
    return `${ud}</${p}:RelationListe>`;
  };
}

function billedeSkriver(objekttype: ObjektType): Skriver<Oejebliksbillede> {
  const p = typePrefiks(objekttype);
  const skrivLister = listeSkriver(objekttype);
  return ({ uuid, registreringer }) => {
    let ud = `<${p}:ObjektType><${SD}:UUIDIdentifikator>${uuid}</${SD}:UUIDIdentifikator></${p}:ObjektType>`;
    for (const registrering of registreringer) {
      ud += `<${p}:Registrering>`;
      if (registrering.noteTekst !== undefined) ud += note(registrering.noteTekst);
      ud += `<${SD}:Tidspunkt>${formatDanish(registrering.tidspunkt)}</${SD}:Tidspunkt>`;
      ud += `<${SD}:LivscyklusKode>${registrering.livscyklusKode}</${SD}:LivscyklusKode>`;
      if (registrering.brugerRef) ud += brugerRef(registrering.brugerRef);
      ud += `${skrivLister(registrering)}</${p}:Registrering>`;
    }
    return ud;
  };
}

const billedeSkrivere = new Map(objekttypeNavne.map((navn) => [navn, billedeSkriver(navn)]));

/**
 * A `FiltreretOejebliksbillede`. `ydrePrefiks` is the prefix of the service that answers: in a hierarchy the element is
 * that service's, while what is inside belongs to the object type (spec sf1500 §1.1).
 */
export function filtreretOejebliksbillede(
  objekttype: ObjektType,
  ydrePrefiks: string,
  billede: Oejebliksbillede,
): string {
  const indhold = billedeSkrivere.get(objekttype)!(billede);
  return `<${ydrePrefiks}:FiltreretOejebliksbillede>${indhold}</${ydrePrefiks}:FiltreretOejebliksbillede>`;
}
