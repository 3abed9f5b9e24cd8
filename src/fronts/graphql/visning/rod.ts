/** Query: an organisation by its CVR, units and users by their UUIDs, and the lists of an authority. */
import type { ObjektType } from '../../../standard/objekttyper.ts';
import { Feltfejl, type Objekttype } from '../tabel.ts';
import { type Brugerlistevalg, brugersvar } from './brugerliste.ts';
import { type Enhedslistevalg, enhedssvar } from './enhedsliste.ts';
import { myndighedMed } from './myndighed.ts';
import { rodfelt } from './rodfelt.ts';
import { SIDEARGUMENTER, sideantal } from './sider.ts';
import type { Udsyn } from './udsyn.ts';

/** The same, whether there is no such object or the caller does not see it. */
function ikkeFundet(objekttype: ObjektType, uuid: string): Feltfejl {
  return new Feltfejl('NotFound', `${objekttype} ${uuid} findes ikke, eller kalderen kan ikke se objektet.`);
}

/** Objects by UUID, each in its place; an error in the place of one that cannot be had. */
function efterUuid(navn: string, objekttype: ObjektType, om: string) {
  return rodfelt<{ readonly uuid: readonly string[] }>(navn, {
    type: `[${objekttype}]`,
    argumenter: { uuid: '[UUID!]!' },
    om,
    antal: ({ uuid }) => Math.max(uuid.length, 1),
    async svar({ uuid: uuids }, udsyn: Udsyn) {
      await udsyn.hent(objekttype, uuids);
      return uuids.map((uuid) => udsyn.knude(objekttype, uuid) ?? ikkeFundet(objekttype, uuid));
    },
  });
}

export const rodtype: Objekttype = {
  om: 'What can be asked for; as it is now, or at another point of either time axis',
  felter: {
    organisation: rodfelt<{ readonly cvr: string }>('organisation', {
      type: 'Organisation',
      argumenter: { cvr: 'CVR!' },
      om: 'The organisation with a CVR',
      async svar({ cvr }, udsyn, { opslag }) {
        const { organisationUuid } = await myndighedMed(cvr, opslag);
        await udsyn.hent('Organisation', [organisationUuid]);
        return udsyn.knude('Organisation', organisationUuid) ?? ikkeFundet('Organisation', organisationUuid);
      },
    }),
    organisationEnhedListe: rodfelt<Enhedslistevalg>('organisationEnhedListe', {
      type: 'OrganisationEnhedConnection',
      argumenter: {
        cvr: 'CVR!',
        status: 'TilstandStatus!',
        opgaver: 'KleFilter',
        itSystemer: '[UUID!]',
        ...SIDEARGUMENTER,
      },
      om: 'The units of an authority in a state; the root unit comes first where it is one of them',
      antal: sideantal,
      svar: enhedssvar,
    }),
    organisationEnhed: efterUuid('organisationEnhed', 'OrganisationEnhed', 'Units by their UUIDs'),
    bruger: efterUuid('bruger', 'Bruger', 'Users by their UUIDs'),
    brugerListe: rodfelt<Brugerlistevalg>('brugerListe', {
      type: 'BrugerConnection',
      argumenter: { cvr: 'CVR!', status: 'TilstandStatus!', brugerFilter: 'BrugerFilter', ...SIDEARGUMENTER },
      om: 'The users of an authority in a state',
      antal: sideantal,
      svar: brugersvar,
    }),
  },
};
