/**
 * From a registration to XML, for every object type by the same table (spec sf1500 §1.3 to §1.5). The order of the
 * elements is the schema's; both ends of every Virkning are always written (§2.6); the three lists are always there.
 *
 * Templates are made once for each type, so that writing is joining strings.
 */
import { formatDanish } from '../../base/copenhagen.ts';
import type { Oejebliksbillede } from '../../operations/operation.ts';
import type { Egenskab, Registrering, Relation, Soegeord, Tilstand, Virkning } from '../../register/model.ts';
import { SOEGEORD_DELE } from '../../standard/felter.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../../standard/objekttyper.ts';
import { ende, fast, idElement, kendtIdElement, tekstElement } from './elementer.ts';
import { PREFIKS, typePrefiks } from './prefikser.ts';

const SD = PREFIKS.sd;

const note = tekstElement(`${SD}:NoteTekst`);
const aktoerRef = kendtIdElement(`${SD}:AktoerRef`);
const brugerRef = kendtIdElement(`${SD}:BrugerRef`);
const referenceId = idElement(`${SD}:ReferenceID`);
const rolle = kendtIdElement(`${SD}:Rolle`);
const relationstype = kendtIdElement(`${SD}:Type`);

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
  if (sidste?.periode !== periode) sidste = { periode, skrevet: fast(skrivVirkning(periode)) };
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
      if (registrering.brugerRef) ud += brugerRef(registrering.brugerRef);
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
