/** `organisationEnhedListe`: the units of an authority in a state, by their tasks and it-systems. */
import type { Opslag } from '../../../operations/opslag/opslag.ts';
import { matcher } from '../../../register/match.ts';
import type { Kriterium } from '../../../register/soegning.ts';
import type { KleFilter } from '../inddata.ts';
import type { Session, TilstandStatus } from '../tabel.ts';
import { enhederMedSystem } from './itsystemer.ts';
import { feltkriterium, findForFilter, relationskriterium, statuskriterium } from './kriterier.ts';
import { myndighedMed } from './myndighed.ts';
import { type Forbindelse, forbindelseOf, type Sideargumenter, sideBlandt, sidevalgOf } from './sider.ts';
import type { Udsyn } from './udsyn.ts';

export interface Enhedslistevalg extends Sideargumenter {
  readonly cvr: string;
  readonly status: TilstandStatus;
  readonly opgaver?: KleFilter | null;
  readonly itSystemer?: readonly string[] | null;
}

/** The root unit at the point; that of the register of authorities where the caller does not see the Organisation. */
async function rodenhed(
  udsyn: Udsyn,
  { organisationUuid, rodenhedUuid }: { readonly organisationUuid: string; readonly rodenhedUuid: string },
): Promise<string> {
  await udsyn.hent('Organisation', [organisationUuid]);
  return udsyn.knude('Organisation', organisationUuid)?.peger('Overordnet')[0] ?? rodenhedUuid;
}

/** One criterion for each class whose number fits; a unit with any of them fits. */
async function opgavekriterier(
  udsyn: Udsyn,
  opslag: Opslag,
  cvr: string,
  { rolle, kleNummer }: KleFilter,
): Promise<readonly Kriterium[]> {
  if (kleNummer.includes('*')) return [relationskriterium(udsyn, 'Opgaver', { rolle })];
  const numre = kleNummer.map((nummer) => feltkriterium(udsyn, 'BrugervendtNoegleTekst', nummer));
  const klasser = numre.length === 0 ? [] : await findForFilter(opslag, cvr, 'Klasse', numre, udsyn.punkt);
  return [...klasser].map((uuid) => relationskriterium(udsyn, 'Opgaver', { uuid, rolle }));
}

export async function enhedssvar(valg: Enhedslistevalg, udsyn: Udsyn, { opslag }: Session): Promise<Forbindelse> {
  const { cvr, status, opgaver, itSystemer } = valg;
  const side = sidevalgOf(valg);
  const foerst = await rodenhed(udsyn, await myndighedMed(cvr, opslag));
  const kriterier = [statuskriterium(udsyn, status)];
  if (opgaver) {
    const medOpgave = await opgavekriterier(udsyn, opslag, cvr, opgaver);
    if (medOpgave.length === 0) return forbindelseOf([], { harFoer: false, harEfter: false });
    kriterier.push(...medOpgave);
  }
  if (itSystemer) {
    const med = await enhederMedSystem(udsyn, itSystemer);
    const alle = med.filter(
      ({ objekt }) => objekt.ejer === cvr && matcher(objekt.registrering, 'OrganisationEnhed', kriterier),
    );
    const { objekter, ...rest } = sideBlandt(alle, side, foerst);
    return forbindelseOf(objekter, rest);
  }
  const { objekter, ...rest } = await opslag.side({
    ejer: cvr,
    objekttype: 'OrganisationEnhed',
    kriterier,
    punkt: udsyn.punkt,
    foerst,
    ...side,
  });
  return forbindelseOf(udsyn.optag(objekter), rest);
}
