/** `brugerListe`: the users of an authority in a state, by name, type, address and person. */
import { afgraensningOf } from '../../../access/personfelter.ts';
import type { Opslag } from '../../../operations/opslag/opslag.ts';
import type { Kriterium } from '../../../register/soegning.ts';
import type { BrugerFilter } from '../inddata.ts';
import { Feltfejl, type Session, type TilstandStatus } from '../tabel.ts';
import { feltkriterium, findForFilter, relationskriterium, statuskriterium } from './kriterier.ts';
import { myndighedMed } from './myndighed.ts';
import { type Forbindelse, forbindelseOf, type Sideargumenter, sidevalgOf } from './sider.ts';
import type { Udsyn } from './udsyn.ts';

export interface Brugerlistevalg extends Sideargumenter {
  readonly cvr: string;
  readonly status: TilstandStatus;
  readonly brugerFilter?: BrugerFilter | null;
}

/** Where the criteria of a filter are made: whose objects are searched, and at which point. */
interface Sted {
  readonly udsyn: Udsyn;
  readonly opslag: Opslag;
  readonly cvr: string;
}

/** The UUIDs of the objects with these texts. Throws Feltfejl where the caller may not search for them. */
async function uuiderMed(
  { udsyn, opslag, cvr }: Sted,
  objekttype: 'Adresse' | 'Person',
  tekster: Readonly<Record<string, string | null | undefined>>,
): Promise<readonly string[] | undefined> {
  const kriterier = Object.entries(tekster).flatMap(([felt, tekst]) =>
    typeof tekst === 'string' ? [feltkriterium(udsyn, felt, tekst)] : [],
  );
  if (kriterier.length === 0) return undefined;
  const fundne = await findForFilter(opslag, cvr, objekttype, kriterier, udsyn.punkt);
  if (typeof fundne !== 'string') return fundne;
  const navn = afgraensningOf(fundne);
  throw new Feltfejl('Unauthorized', `personFilter kræver dataafgrænsningen ${navn} med værdien Ja.`);
}

/** The criteria of each part of the filter that is there; an empty part is one that nobody fits. */
async function dele(sted: Sted, filter: BrugerFilter): Promise<readonly (readonly Kriterium[])[]> {
  const { udsyn } = sted;
  const { brugernavn, brugerTypeUuid, adresseRolleFilter, personFilter } = filter;
  const fundne: (readonly Kriterium[])[] = [];
  if (typeof brugernavn === 'string') fundne.push([feltkriterium(udsyn, 'BrugerNavn', brugernavn)]);
  if (brugerTypeUuid) fundne.push([relationskriterium(udsyn, 'BrugerTyper', { uuid: brugerTypeUuid })]);
  if (personFilter) {
    const { navn, cpr } = personFilter;
    const personer = await uuiderMed(sted, 'Person', { NavnTekst: navn, 'CPR-NummerTekst': cpr });
    if (personer) fundne.push(personer.map((uuid) => relationskriterium(udsyn, 'TilknyttedePersoner', { uuid })));
  }
  if (adresseRolleFilter) {
    const { rolle, tekst } = adresseRolleFilter;
    const adresser = await uuiderMed(sted, 'Adresse', { AdresseTekst: tekst });
    fundne.push((adresser ?? []).map((uuid) => relationskriterium(udsyn, 'Adresser', { uuid, rolle })));
  }
  return fundne;
}

export async function brugersvar(valg: Brugerlistevalg, udsyn: Udsyn, { opslag }: Session): Promise<Forbindelse> {
  const { cvr, status, brugerFilter } = valg;
  const side = sidevalgOf(valg);
  await myndighedMed(cvr, opslag);
  const krav = brugerFilter ? await dele({ udsyn, opslag, cvr }, brugerFilter) : [];
  if (krav.some((del) => del.length === 0)) return forbindelseOf([], { harFoer: false, harEfter: false });
  const { objekter, ...rest } = await opslag.side({
    ejer: cvr,
    objekttype: 'Bruger',
    kriterier: [statuskriterium(udsyn, status), ...krav.flat()],
    punkt: udsyn.punkt,
    ...side,
  });
  return forbindelseOf(udsyn.optag(objekter), rest);
}
