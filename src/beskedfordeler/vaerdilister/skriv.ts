/**
 * Changing value lists (spec neighbours §1.6): what is sent is how the list is from now on, and nothing is kept of how it was. A
 * deleted list has no values; under its UUID another can be imported.
 */
import { newUuid } from '../../base/uuid.ts';
import type { Indsendtliste, Listekald, Listeudfald } from '../../register/vaerdilistekald.ts';
import { isIKraft, type Vaerdilistekode } from '../../standard/vaerdiliste-koder.ts';
import type { Listeindhold, Vaerdiliste } from '../../store/vaerdilister/vaerdilister.ts';
import { afvis, OK, uuidAf } from './afvis.ts';
import type { Listekontekst } from './kontekst.ts';
import { billedeAf, findListe } from './laes.ts';
import { tekstAf, vaerdisaet } from './vaerdier.ts';

type Kald<Verbum extends Listekald['verbum']> = Extract<Listekald, { readonly verbum: Verbum }>;

const VAERDILISTE = 'AttributListe/Egenskab/Vaerdiliste';

/** What a list is to be, as far as it was sent. */
interface Nyt {
  readonly navn: string;
  readonly noegle?: string;
  readonly virkning: Listeindhold['virkning'];
  readonly vaerdier: readonly string[];
}

function nytAf({ limits }: Listekontekst, input: string, indsendt: readonly Indsendtliste[]): Nyt {
  const [liste, ...flere] = indsendt;
  if (!liste || flere.length > 0) {
    return afvis('vaerdiliste-egenskab', `${input}/AttributListe`, `præcis 1 (her er ${indsendt.length})`);
  }
  const sted = `${input}/${VAERDILISTE}`;
  return {
    navn: tekstAf(liste.navn, `${sted}/Navn`),
    ...(liste.noegle !== undefined && {
      noegle: tekstAf(liste.noegle, `${input}/AttributListe/Egenskab/BrugervendtNoegleTekst`),
    }),
    virkning: liste.virkning,
    vaerdier: vaerdisaet(liste.vaerdier, `${sted}/Vaerdi`, limits.vaerdilisteVaerdierMax),
  };
}

/** A list with who says so and when, and the code that the change gives it. */
function registreret(
  { brugerRef, clock }: Listekontekst,
  liste: Pick<Vaerdiliste, 'uuid' | 'navn'> & Listeindhold,
  kode: Vaerdilistekode,
  noteTekst: string | undefined,
) {
  const { uuid, navn, noegle, virkning } = liste;
  return {
    uuid,
    navn,
    ...(noegle !== undefined && { noegle }),
    virkning,
    kode,
    fra: clock(),
    ...(brugerRef && { brugerRef }),
    ...(noteTekst !== undefined && { noteTekst }),
  };
}

/** The list as it was saved, for the answer. */
async function svar(kontekst: Listekontekst, uuid: string): Promise<Listeudfald> {
  const [liste] = await kontekst.lister.hent(kontekst.ejer, [uuid]);
  return { ...OK, ...(liste && { lister: [await billedeAf(kontekst, liste)] }) };
}

/**
 * Decides and saves, again where somebody else came first.
 *
 * @param beslut Given the list as it is, what it is to be; throws Listeafvisning.
 */
async function aendr(
  kontekst: Listekontekst,
  uuid: string,
  sted: string,
  beslut: (nu: Vaerdiliste | undefined) => {
    readonly liste: ReturnType<typeof registreret>;
    readonly vaerdier?: readonly string[];
  },
): Promise<Listeudfald> {
  const { lister, ejer, limits } = kontekst;
  for (;;) {
    const [nu] = await lister.hent(ejer, [uuid]);
    const ny = beslut(nu);
    const udfald = await lister.gem({ ejer, ...ny, forventetNr: nu?.nr ?? 0, listerMax: limits.vaerdilisterMax });
    if (udfald === 'for-mange-lister') afvis('vaerdilister-for-mange', sted, `højst ${limits.vaerdilisterMax}`);
    if (udfald === 'gemt') return svar(kontekst, uuid);
  }
}

export function opret(kontekst: Listekontekst, { indsendt, noteTekst }: Kald<'opret'>): Promise<Listeudfald> {
  const { vaerdier, ...nyt } = nytAf(kontekst, 'OpretInput', indsendt);
  const uuid = newUuid();
  const liste = registreret(kontekst, { uuid, ...nyt }, 'Opstaaet', noteTekst);
  return aendr(kontekst, uuid, 'OpretInput', () => ({ liste, vaerdier }));
}

export async function importer(kontekst: Listekontekst, kald: Kald<'import'>): Promise<Listeudfald> {
  const uuid = uuidAf(kald.uuid, 'ImportInput/Vaerdiliste/UUIDIdentifikator');
  const { vaerdier, ...nyt } = nytAf(kontekst, 'ImportInput/Vaerdiliste/Registrering', kald.indsendt);
  const liste = registreret(kontekst, { uuid, ...nyt }, 'Importeret', kald.noteTekst);
  return aendr(kontekst, uuid, 'ImportInput', (nu) => {
    if (nu && isIKraft(nu.kode)) afvis('objekt-findes', 'ImportInput/Vaerdiliste', 'en ny UUID, eller ret');
    return { liste, vaerdier };
  });
}

function ikraft(nu: Vaerdiliste | undefined, sted: string): Vaerdiliste {
  if (!nu || nu.kode === 'Slettet') {
    return afvis('objekt-ukendt', sted, 'UUID på en værdiliste, som kalderen ejer, og som ikke er slettet');
  }
  if (!isIKraft(nu.kode))
    afvis('objekt-afsluttet', sted, 'en værdiliste, der ikke er passiveret; import genopliver den');
  return nu;
}

/** Without an Egenskab there is nothing to change, and the list is registered anew; with one, the list is that and nothing else. */
export async function ret(
  kontekst: Listekontekst,
  { uuid: sendt, indsendt, noteTekst }: Kald<'ret'>,
): Promise<Listeudfald> {
  const sted = 'RetInput/UUIDIdentifikator';
  const uuid = uuidAf(sendt, sted);
  const nyt = indsendt.length > 0 ? nytAf(kontekst, 'RetInput', indsendt) : undefined;
  return aendr(kontekst, uuid, 'RetInput', (foer) => {
    const nu = ikraft(foer, sted);
    if (!nyt) return { liste: registreret(kontekst, nu, 'Rettet', noteTekst) };
    const { vaerdier, ...liste } = nyt;
    return { liste: registreret(kontekst, { uuid, ...liste }, 'Rettet', noteTekst), vaerdier };
  });
}

export async function passiver(kontekst: Listekontekst, kald: Kald<'passiver' | 'slet'>): Promise<Listeudfald> {
  const sted = 'PassiverInput/UUIDIdentifikator';
  const uuid = uuidAf(kald.uuid, sted);
  return aendr(kontekst, uuid, 'PassiverInput', (nu) => ({
    liste: registreret(kontekst, ikraft(nu, sted), 'Passiveret', kald.noteTekst),
  }));
}

/** The values go with it: they may be numbers of persons. */
export async function slet(kontekst: Listekontekst, kald: Kald<'passiver' | 'slet'>): Promise<Listeudfald> {
  const sted = 'SletInput/UUIDIdentifikator';
  const uuid = uuidAf(kald.uuid, sted);
  await findListe(kontekst, uuid, sted);
  return aendr(kontekst, uuid, 'SletInput', (nu) => ({
    liste: registreret(kontekst, nu!, 'Slettet', kald.noteTekst),
    vaerdier: [],
  }));
}

export async function skift(
  kontekst: Listekontekst,
  { verbum, uuid: sendt, vaerdier }: Kald<'tilfoejvaerdier' | 'fjernvaerdier'>,
): Promise<Listeudfald> {
  const { lister, ejer, clock, limits } = kontekst;
  const isTilfoej = verbum === 'tilfoejvaerdier';
  const input = isTilfoej ? 'TilfoejVaerdierInput' : 'FjernVaerdierInput';
  const sted = `${input}/UUIDIdentifikator`;
  const uuid = uuidAf(sendt, sted);
  const vaerdierMax = limits.vaerdilisteVaerdierMax;
  const saet = vaerdisaet(vaerdier, `${input}/Vaerdier`, vaerdierMax);
  const [tilfoej, fjern] = isTilfoej ? [saet, []] : [[], saet];
  const udfald = await lister.skift({ ejer, uuid, tilfoej, fjern, vaerdierMax, fra: clock() });
  if (udfald === 'for-mange-vaerdier') afvis('vaerdier-for-mange', input, `højst ${vaerdierMax} på listen`);
  if (udfald === 'ingen') {
    ikraft((await lister.hent(ejer, [uuid]))[0], sted);
    afvis('objekt-ukendt', sted, 'en værdiliste, der ikke ændres af andre samtidig');
  }
  return OK;
}
