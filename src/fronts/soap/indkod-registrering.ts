/**
 * From a registration to XML, for every object type by the same table (spec sf1500 §1.3 to §1.5). The order of the
 * elements is the schema's; both ends of every Virkning are always written (§2.6); the three lists are always there.
 *
 * Templates are made once for each type and version, so that writing is joining strings.
 */
import { formatDanish } from '../../base/copenhagen.ts';
import type { Labels, Oejebliksbillede } from '../../operations/operation.ts';
import type { Egenskab, Registrering, Soegeord, Tilstand } from '../../register/model.ts';
import { SOEGEORD_DELE } from '../../standard/felter.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { type Typeversion, typeversioner, type Versionsnr } from '../../standard/versioner.ts';
import { kendtIdElement, tekstElement } from './elementer.ts';
import { relationSkriver, virkning } from './indkod-relation.ts';
import { PREFIKS, typePrefiks } from './prefikser.ts';

const SD = PREFIKS.sd;

const note = tekstElement(`${SD}:NoteTekst`);
const brugerRef = kendtIdElement(`${SD}:BrugerRef`);

type Skriver<T> = (vaerdi: T) => string;
type SkriverMedLabels<T> = (vaerdi: T, labels: Labels) => string;

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

function egenskabSkriver(type: Typeversion): Skriver<Egenskab> {
  const prefiks = typePrefiks(type.navn);
  const ordSkriver = soegeord(prefiks);
  const felter = type.felter.map(({ felt }) => {
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

function tilstandSkriver({ navn, tilstand }: Typeversion): Skriver<Tilstand> {
  const isGyldighed = tilstand === 'Gyldighed';
  const ydre = isGyldighed ? `${PREFIKS.orgfaelles}:Gyldighed` : `${typePrefiks(navn)}:PubliceretStatus`;
  const indre = isGyldighed ? `${PREFIKS.orgfaelles}:GyldighedStatusKode` : `${SD}:ErPubliceretIndikator`;
  return ({ virkning: periode, vaerdi }) =>
    `<${ydre}>${virkning(periode)}${vaerdi === undefined ? '' : `<${indre}>${vaerdi}</${indre}>`}</${ydre}>`;
}

/** The lists of a registration, each in its element. */
function listeSkriver(type: Typeversion): SkriverMedLabels<Registrering> {
  const p = typePrefiks(type.navn);
  const skrivEgenskab = egenskabSkriver(type);
  const skrivTilstand = tilstandSkriver(type);
  const relationer = type.relationer.map(({ relation }) => ({
    navn: relation.navn,
    skriv: relationSkriver(relation, type.version),
  }));
  return ({ egenskaber, tilstande, relationer: lister }, labels) => {
    let ud = `<${p}:AttributListe>`;
    for (const post of egenskaber) ud += skrivEgenskab(post);
    ud += `</${p}:AttributListe><${p}:TilstandListe>`;
    for (const post of tilstande) ud += skrivTilstand(post);
    ud += `</${p}:TilstandListe><${p}:RelationListe>`;
    for (const { navn, skriv } of relationer) {
      const poster = lister[navn];
      if (poster) for (const post of poster) ud += skriv(post, labels);
    }
    return `${ud}</${p}:RelationListe>`;
  };
}

function registreringSkriver(type: Typeversion): SkriverMedLabels<readonly Registrering[]> {
  const p = typePrefiks(type.navn);
  const skrivLister = listeSkriver(type);
  return (historik, labels) => {
    let ud = '';
    for (const registrering of historik) {
      ud += `<${p}:Registrering>`;
      if (registrering.noteTekst !== undefined) ud += note(registrering.noteTekst);
      ud += `<${SD}:Tidspunkt>${formatDanish(registrering.tidspunkt)}</${SD}:Tidspunkt>`;
      ud += `<${SD}:LivscyklusKode>${registrering.livscyklusKode}</${SD}:LivscyklusKode>`;
      if (registrering.brugerRef) ud += brugerRef(registrering.brugerRef);
      ud += `${skrivLister(registrering, labels)}</${p}:Registrering>`;
    }
    return ud;
  };
}

const skrivere = new Map(
  typeversioner.map((type) => {
    const registreringer = registreringSkriver(type);
    return [`${type.navn} ${type.version.nr}`, { registreringer, billede: billedeSkriverOf(type, registreringer) }];
  }),
);

function skrivereOf(objekttype: ObjektType, version: Versionsnr) {
  return skrivere.get(`${objekttype} ${version}`)!;
}

/** Writes the `Registrering` elements of objects of a type, in its namespace in a version. */
export function registreringSkriverI(
  objekttype: ObjektType,
  version: Versionsnr,
): SkriverMedLabels<readonly Registrering[]> {
  return skrivereOf(objekttype, version).registreringer;
}

type Billedskriver = (ydrePrefiks: string, billede: Oejebliksbillede, labels: Labels) => string;

function billedeSkriverOf(
  { navn, version }: Typeversion,
  registreringer: SkriverMedLabels<readonly Registrering[]>,
): Billedskriver {
  const p = typePrefiks(navn);
  const [foer, efter] = [
    `<${p}:${version.billedeId}><${SD}:UUIDIdentifikator>`,
    `</${SD}:UUIDIdentifikator></${p}:${version.billedeId}>`,
  ];
  const dataEjer = (ejer: string) => `<${p}:DataEjer><${SD}:CVR>${ejer}</${SD}:CVR></${p}:DataEjer>`;
  return (ydrePrefiks, { uuid, ejer, registreringer: historik }, labels) =>
    `<${ydrePrefiks}:FiltreretOejebliksbillede>${foer}${uuid}${efter}` +
    `${version.hasDataEjer ? dataEjer(ejer) : ''}${registreringer(historik, labels)}</${ydrePrefiks}:FiltreretOejebliksbillede>`;
}

/**
 * Writes the `FiltreretOejebliksbillede` of objects of a type. Its first argument is the prefix of the service that answers:
 * in a hierarchy the element is that service's, while what is inside belongs to the object type (spec sf1500 §1.1).
 */
export function billedeSkriver(objekttype: ObjektType, version: Versionsnr): Billedskriver {
  return skrivereOf(objekttype, version).billede;
}
