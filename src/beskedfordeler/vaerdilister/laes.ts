/** Reading value lists: as they are, and for their owner alone. What is another's, or deleted, is not there. */

import { isSameId } from '../../register/model.ts';
import { foldet } from '../../register/tekstnoegle.ts';
import type { Listebillede, Listekald, Listekrav, Listeudfald } from '../../register/vaerdilistekald.ts';
import { isIKraft } from '../../standard/vaerdiliste-koder.ts';
import type { Vaerdiliste } from '../../store/vaerdilister/vaerdilister.ts';
import { afvis, OK, uuidAf } from './afvis.ts';
import { isSammeEjer, type Listekontekst } from './kontekst.ts';
import { vaerdiAf } from './vaerdier.ts';

/** The list of the owner that is not deleted. Throws Listeafvisning. */
export async function findListe({ lister, ejer }: Listekontekst, uuid: string, sted: string): Promise<Vaerdiliste> {
  const [liste] = await lister.hent(ejer, [uuid]);
  if (liste && liste.kode !== 'Slettet') return liste;
  return afvis('objekt-ukendt', sted, 'UUID på en værdiliste, som kalderen ejer, og som ikke er slettet');
}

export async function billedeAf({ lister, ejer }: Listekontekst, liste: Vaerdiliste): Promise<Listebillede> {
  return { ...liste, vaerdier: liste.antal === 0 ? [] : await lister.vaerdier(ejer, liste.uuid) };
}

export async function laes(kontekst: Listekontekst, { uuid }: { readonly uuid: string }): Promise<Listeudfald> {
  const sted = 'LaesInput/UUIDIdentifikator';
  const liste = await findListe(kontekst, uuidAf(uuid, sted), sted);
  return { ...OK, lister: [await billedeAf(kontekst, liste)] };
}

/** Those that are there, in the order in which they were asked for; 44 where none is. */
export async function list(
  kontekst: Listekontekst,
  { uuids }: { readonly uuids: readonly string[] },
): Promise<Listeudfald> {
  const { lister, ejer, limits } = kontekst;
  if (uuids.length > limits.listUuidsMax) {
    afvis('liste-for-lang', 'ListInput', `højst ${limits.listUuidsMax} (her er ${uuids.length})`);
  }
  const spurgt = new Set(uuids.map((uuid, nr) => uuidAf(uuid, `ListInput/UUIDIdentifikator[${nr + 1}]`)));
  const kendte = new Map((await lister.hent(ejer, [...spurgt])).map((liste) => [liste.uuid, liste]));
  const fundne = [...spurgt].flatMap((uuid) => {
    const liste = kendte.get(uuid);
    return liste && liste.kode !== 'Slettet' ? [liste] : [];
  });
  if (fundne.length === 0) afvis('ingen-fundet', 'ListInput', 'UUID på mindst én værdiliste, som kalderen ejer');
  const ialt = fundne.reduce((sum, { antal }) => sum + antal, 0);
  if (ialt > limits.vaerdilisteVaerdierMax) {
    afvis(
      'vaerdier-for-mange',
      'ListInput',
      `lister med højst ${limits.vaerdilisteVaerdierMax} i alt (her er ${ialt})`,
    );
  }
  const billeder: Listebillede[] = [];
  for (const liste of fundne) billeder.push(await billedeAf(kontekst, liste));
  return { ...OK, lister: billeder };
}

/** As in searches of the register: letter case does not count, and `*` first or last is any text. */
function passer(krav: string | undefined, tekst: string | undefined): boolean {
  if (krav === undefined) return true;
  const [soegt, fundet] = [foldet(krav), foldet(tekst ?? '')];
  const [aabenFoer, aabenEfter] = [soegt.startsWith('*'), soegt.length > 1 && soegt.endsWith('*')];
  const midte = soegt.slice(aabenFoer ? 1 : 0, aabenEfter ? -1 : undefined);
  if (aabenFoer && aabenEfter) return fundet.includes(midte);
  if (aabenFoer) return fundet.endsWith(midte);
  return aabenEfter ? fundet.startsWith(midte) : fundet === midte;
}

function isSoegt(liste: Vaerdiliste, { uuid, navn, noegle, kode, brugerRef }: Listekrav): boolean {
  if (kode === undefined ? !isIKraft(liste.kode) : liste.kode !== kode) return false;
  if (uuid !== undefined && liste.uuid !== uuid.trim().toLowerCase()) return false;
  if (brugerRef && !isSameId(liste.brugerRef, brugerRef)) return false;
  return liste.kode !== 'Slettet' && passer(navn, liste.navn) && passer(noegle, liste.noegle);
}

/** The UUIDs of a page; 44 with none. Deleted lists are found by nothing, passive ones by their code. */
export async function soeg(kontekst: Listekontekst, kald: Listekald & { verbum: 'soeg' }): Promise<Listeudfald> {
  const { lister, ejer, limits } = kontekst;
  const { foerste = 0, antal = 0, krav } = kald;
  for (const [navn, tal] of [
    ['FoersteResultatReference', foerste],
    ['MaksimalAntalKvantitet', antal],
  ] as const) {
    if (tal < 0) afvis('sideantal-ugyldigt', `SoegInput/${navn}`, '0 eller større');
  }
  const soegt = [...new Set(krav.vaerdier.map(vaerdiAf))];
  if (soegt.length > limits.soegVaerdierMax) {
    afvis('soegevaerdier-for-mange', 'SoegInput', `højst ${limits.soegVaerdierMax} (her er ${soegt.length})`);
  }
  let fundne = (await lister.hent(ejer)).filter((liste) => isSoegt(liste, krav)).map(({ uuid }) => uuid);
  for (const vaerdi of soegt) {
    const med = await lister.medlemmer(fundne.map((liste) => ({ liste, vaerdi })));
    const har = new Set(med.filter((fund) => isSammeEjer(fund.ejer, ejer)).map(({ liste }) => liste));
    fundne = fundne.filter((uuid) => har.has(uuid));
  }
  const side = fundne.slice(foerste, foerste + Math.min(antal || limits.soegRowsMax, limits.soegRowsMax));
  if (side.length > 0) return { ...OK, uuids: side };
  return afvis('ingen-fundet', 'SoegInput', 'en søgning, der rammer mindst én af kalderens værdilister');
}
