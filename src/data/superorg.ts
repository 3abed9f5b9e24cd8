/**
 * The shared master data ("SuperOrg", spec sf1500 §4.1): for each authority its Organisation, Virksomhed and Myndighed,
 * kept by KOMBIT and seen by all, and a root unit of its own (§4.2, §4.3).
 */
import type { Instant } from '../base/instant.ts';
import type { Indhold } from '../register/model.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import type { Myndighedspost, Skrivning } from '../store/store.ts';
import { egenskab, indhold, nytObjekt, relation, stempelAf, tilstand } from './byg.ts';
import { KOMBIT, KOMBIT_ORGANISATION, KOMMUNER_98, KORSBAEK, type Myndighedskilde } from './kommuner.ts';
import { fastUuid } from './navnerum.ts';

/** From when master data is true: 2007-01-01, Danish midnight (the municipal reform; spec sf1500 §2.6). */
export const STAMDATA_FRA: Instant = Date.UTC(2006, 11, 31, 23);

/** `BrugervendtNoegleTekst` may be 50 characters long. */
const NOEGLE_TEGN_MAX = 50;

/** The authority with all its UUIDs: the known ones, and else UUIDs that follow from the CVR. */
export function myndighedspost(kilde: Myndighedskilde): Myndighedspost {
  return {
    organisationUuid: fastUuid('organisation', kilde.cvr),
    virksomhedUuid: fastUuid('virksomhed', kilde.cvr),
    myndighedUuid: fastUuid('myndighed', kilde.cvr),
    rodenhedUuid: fastUuid('rodenhed', kilde.cvr),
    ...kilde,
  };
}

/** KOMBIT, the 98 municipalities in the order of their codes, and Korsbæk. */
export const MYNDIGHEDER: readonly Myndighedspost[] = [KOMBIT, ...KOMMUNER_98, KORSBAEK].map(myndighedspost);

/** Korsbæk Kommune, whose objects the demo data set makes. */
export const KORSBAEK_POST: Myndighedspost = myndighedspost(KORSBAEK);

/** A text cut to what a BrugervendtNoegleTekst may hold. */
export function brugervendtNoegle(tekst: string): string {
  return [...tekst].slice(0, NOEGLE_TEGN_MAX).join('').trim();
}

/**
 * The four objects of an authority, new to the store: Organisation, Virksomhed and Myndighed owned by KOMBIT, and the
 * root unit owned by the authority itself. Also for a test authority of one's own.
 *
 * @param tidspunkt Registration time of the four; they are true from `STAMDATA_FRA` on.
 */
export function myndighedsObjekter(post: Myndighedspost, tidspunkt: Instant): readonly Skrivning[] {
  const vedKombit = stempelAf(KOMBIT_ORGANISATION, 'Organisation')(STAMDATA_FRA);
  const vedMyndighed = stempelAf(post.organisationUuid, 'Organisation')(STAMDATA_FRA);
  const ny = (ejer: string, objekttype: Skrivning['objekttype'], uuid: string, content: Indhold) =>
    nytObjekt({ ejer, objekttype, uuid }, { tidspunkt, brugerRef: { uuid: KOMBIT_ORGANISATION }, indhold: content });

  const organisation = indhold(
    [egenskab(vedKombit, { BrugervendtNoegleTekst: brugervendtNoegle(post.navn), OrganisationNavn: post.navn })],
    [tilstand(vedKombit, 'Aktiv')],
    {
      Myndighed: [relation(vedKombit, post.myndighedUuid)],
      Overordnet: [relation(vedKombit, post.rodenhedUuid)],
      Virksomhed: [relation(vedKombit, post.virksomhedUuid)],
    },
  );
  const virksomhed = indhold([
    egenskab(vedKombit, { BrugervendtNoegleTekst: post.cvr, 'CVR-NummerTekst': post.cvr, NavnTekst: post.navn }),
  ]);
  const myndighed = indhold([
    egenskab(vedKombit, {
      'CVR-NummerTekst': post.cvr,
      NavnTekst: post.navn,
      ...(post.kommunekode === undefined ? {} : { MyndighedsKode: post.kommunekode }),
    }),
  ]);
  const rodenhed = indhold(
    [egenskab(vedMyndighed, { BrugervendtNoegleTekst: brugervendtNoegle(post.navn), EnhedNavn: post.navn })],
    [tilstand(vedMyndighed, 'Aktiv')],
    { Tilhoerer: [relation(vedMyndighed, post.organisationUuid)] },
  );
  return [
    ny(KOMBIT_CVR, 'Organisation', post.organisationUuid, organisation),
    ny(KOMBIT_CVR, 'Virksomhed', post.virksomhedUuid, virksomhed),
    ny(KOMBIT_CVR, 'Myndighed', post.myndighedUuid, myndighed),
    ny(post.cvr, 'OrganisationEnhed', post.rodenhedUuid, rodenhed),
  ];
}

/** The whole SuperOrg. */
export function superOrgObjekter(tidspunkt: Instant): readonly Skrivning[] {
  return MYNDIGHEDER.flatMap((post) => myndighedsObjekter(post, tidspunkt));
}
