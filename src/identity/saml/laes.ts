/**
 * Reads an assertion of the token service (spec security §2; OIO-IDT 1.0): strict about its parts, and without an opinion on
 * whether it is to be believed. Whoever calls verifies its signature, its issuer, its times and its audience.
 */
import type { Identitet, Tildeling } from '../../access/rettigheder.ts';
import type { Instant, Interval } from '../../base/instant.ts';
import type { RigtElement } from '../../xml/rig.ts';
import { type Afvis, afvisMed, alle, attributAf, er, praecisEn, tekstAf } from '../element.ts';
import { NS } from '../navnerum.ts';
import { laesTid } from '../tid.ts';
import { type Certifikat, laesCertifikat } from '../trust/certifikat.ts';
import { ATTRIBUT, HOLDER_OF_KEY } from './navne.ts';
import { laesPrivilegier } from './privilegier.ts';
import { tildelingerOf } from './roller.ts';

export interface LaestAssertion {
  readonly id: string;
  readonly udsteder: string;
  /** Its own signature, the one enveloped in it. */
  readonly signatur: RigtElement;
  /** When it holds: Conditions, and what SubjectConfirmationData takes away. */
  readonly gyldig: Interval;
  /** The entity ids of the services that it is for. */
  readonly audience: readonly string[];
  /** `Recipient`, where it is there. */
  readonly modtager: string | undefined;
  /** The certificate of the key that its holder must prove. */
  readonly certifikat: Certifikat;
  /** What it says of the caller; true once the assertion has been verified. */
  readonly identitet: Identitet;
}

const afvis: Afvis = afvisMed('InvalidSecurityToken');
const SAML = NS.saml;
const ID_FORM = /^[A-Za-z_][\w.-]{0,199}$/;
const TEGN_MAX = 1024;
const ATTRIBUTTER_MAX = 100;
const AUDIENCES_MAX = 20;

/** Every part that an assertion may have, and how many. */
const DELE: readonly (readonly [ns: string, navn: string])[] = [
  [SAML, 'Issuer'],
  [NS.ds, 'Signature'],
  [SAML, 'Subject'],
  [SAML, 'Conditions'],
  [SAML, 'AttributeStatement'],
  [SAML, 'AuthnStatement'],
];

/** Reads an assertion. Throws Sikkerhedsfejl (`InvalidSecurityToken`) where it is not one of this profile. */
export function laesAssertion(element: RigtElement): LaestAssertion {
  if (!er(element, SAML, 'Assertion')) afvis('no SAML 2.0 assertion');
  if (attributAf(element, 'Version') !== '2.0') afvis('Version is not 2.0');
  const id = attributAf(element, 'ID') ?? '';
  if (!ID_FORM.test(id)) afvis('ID is missing or has another form');
  tidAf(element, 'IssueInstant');
  if (element.tekst.trim() !== '' || element.boern.length !== DELE.length)
    afvis('other parts than those of the profile');
  const [issuer, signatur, subject, conditions, attributter] = DELE.map(([ns, navn]) =>
    praecisEn(element, ns, navn, afvis),
  ) as [RigtElement, RigtElement, RigtElement, RigtElement, RigtElement, RigtElement];
  if (element.boern[0] !== issuer || element.boern[1] !== signatur) afvis('the signature does not follow the issuer');
  const emne = laesSubject(subject);
  const { gyldig, audience } = laesConditions(conditions);
  const samlet = { fra: Math.max(gyldig.fra, emne.gyldig.fra), til: Math.min(gyldig.til, emne.gyldig.til) };
  return {
    id,
    udsteder: kortTekst(issuer),
    signatur,
    gyldig: samlet,
    audience,
    modtager: emne.modtager,
    certifikat: emne.certifikat,
    identitet: {
      ...laesAttributter(attributter),
      certifikatSha256: emne.certifikat.sha256,
      systemNavn: emne.navn,
      udloeber: samlet.til,
    },
  };
}

function kortTekst(element: RigtElement): string {
  const tekst = tekstAf(element, afvis);
  if (tekst === '' || tekst.length > TEGN_MAX) afvis(`${element.navn} is empty or over ${TEGN_MAX} characters`);
  return tekst;
}

function tidAf(element: RigtElement, navn: string): Instant {
  return laesTid(attributAf(element, navn) ?? '') ?? afvis(`${navn} of ${element.navn} is missing or no time`);
}

/** The subject, and the key that it must hold. With OnBehalfOf the confirmation also names the sender, which is passed over. */
function laesSubject(subject: RigtElement) {
  const navn = kortTekst(praecisEn(subject, SAML, 'NameID', afvis));
  const bekraeftelse = praecisEn(subject, SAML, 'SubjectConfirmation', afvis);
  if (attributAf(bekraeftelse, 'Method') !== HOLDER_OF_KEY) afvis('the subject is not confirmed as holder of a key');
  const data = praecisEn(bekraeftelse, SAML, 'SubjectConfirmationData', afvis);
  const gyldig = {
    fra: attributAf(data, 'NotBefore') === undefined ? Number.NEGATIVE_INFINITY : tidAf(data, 'NotBefore'),
    til: attributAf(data, 'NotOnOrAfter') === undefined ? Number.POSITIVE_INFINITY : tidAf(data, 'NotOnOrAfter'),
  };
  return { navn, gyldig, modtager: attributAf(data, 'Recipient'), certifikat: laesNoegle(data) };
}

function laesNoegle(data: RigtElement): Certifikat {
  const keyInfo = praecisEn(data, NS.ds, 'KeyInfo', afvis);
  const x509 = praecisEn(keyInfo, NS.ds, 'X509Data', afvis);
  return laesCertifikat(tekstAf(praecisEn(x509, NS.ds, 'X509Certificate', afvis), afvis));
}

/** A condition that is not known must not be passed over (SAML core §2.5.1.1). */
function laesConditions(conditions: RigtElement): { gyldig: Interval; audience: readonly string[] } {
  const begraensning = praecisEn(conditions, SAML, 'AudienceRestriction', afvis);
  if (conditions.boern.length !== 1) afvis('conditions besides the audience');
  const audience = alle(begraensning, SAML, 'Audience');
  if (audience.length === 0 || audience.length > AUDIENCES_MAX || audience.length !== begraensning.boern.length) {
    afvis('the audience is missing, too large or something else');
  }
  return {
    gyldig: { fra: tidAf(conditions, 'NotBefore'), til: tidAf(conditions, 'NotOnOrAfter') },
    audience: audience.map(kortTekst),
  };
}

function laesAttributter(statement: RigtElement): Pick<Identitet, 'cvr' | 'tildelinger'> {
  const attributter = alle(statement, SAML, 'Attribute');
  if (attributter.length !== statement.boern.length) afvis('something else than attributes');
  if (attributter.length > ATTRIBUTTER_MAX) afvis(`over ${ATTRIBUTTER_MAX} attributes`);
  const vaerdi = (navn: string): string | undefined => {
    const [attribut, ...flere] = attributter.filter((a) => attributAf(a, 'Name') === navn);
    if (flere.length > 0) afvis('an attribute that is there twice');
    return attribut && tekstAf(praecisEn(attribut, SAML, 'AttributeValue', afvis), afvis);
  };
  const cvr = vaerdi(ATTRIBUT.cvr) ?? '';
  if (!/^\d{8}$/.test(cvr)) afvis('no CVR of 8 digits');
  const privilegier = vaerdi(ATTRIBUT.privilegier);
  return { cvr, tildelinger: privilegier === undefined ? [] : tildelingerI(privilegier) };
}

/** What the lists that were read last mean, by their text: a system has the same one in all its tokens. */
const kendte = new Map<string, readonly Tildeling[]>();
const KENDTE_MAX = 500;
/** Characters of a list that is kept: some ten roles. */
const KENDT_TEGN_MAX = 8192;

function tildelingerI(liste: string): readonly Tildeling[] {
  const kendt = kendte.get(liste);
  if (kendt) return kendt;
  const tildelinger = tildelingerOf(laesPrivilegier(liste));
  if (liste.length > KENDT_TEGN_MAX) return tildelinger;
  if (kendte.size >= KENDTE_MAX) kendte.delete(kendte.keys().next().value!);
  kendte.set(liste, tildelinger);
  return tildelinger;
}
