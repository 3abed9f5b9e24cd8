/**
 * Writes an assertion exactly as the token service of the platform does (spec security §2): the default namespace, ID first,
 * one line without white space between elements, because clients take it apart by text and put it together anew
 * (spec security §3.4). The text is its own exclusive canonical form.
 */
import { kanoniskTekst, kanoniskVaerdi } from '../../xml/kanonisk-tegn.ts';
import { NS } from '../navnerum.ts';
import { skrivTid } from '../tid.ts';
import type { Tokenindhold } from '../tokenindhold.ts';
import type { Usigneret } from '../xmldsig/underskriv.ts';
import { ATTRIBUT, BASIC, ENTITY, HOLDER_OF_KEY, X509_KLASSE, X509_SUBJECT } from './navne.ts';
import { skrivPrivilegier } from './privilegier.ts';

function attribut(navn: string, vaerdi: string): string {
  return (
    `<Attribute Name="${navn}" NameFormat="${BASIC}"><AttributeValue>` +
    `${kanoniskTekst(vaerdi)}</AttributeValue></Attribute>`
  );
}

function attributter({ cvr, privilegier }: Tokenindhold): string {
  return [
    attribut(ATTRIBUT.cvr, cvr),
    attribut(ATTRIBUT.niveau, '3'),
    attribut(ATTRIBUT.specVer, 'DK-SAML-2.0'),
    attribut(ATTRIBUT.kombitSpecVer, '1.0'),
    ...(privilegier.length === 0 ? [] : [attribut(ATTRIBUT.privilegier, skrivPrivilegier(privilegier))]),
  ].join('');
}

/** The assertion without its signature, which comes between the two parts. Without privileges there is no such attribute. */
export function skrivAssertion(ny: Tokenindhold): Usigneret {
  const [fra, til] = [skrivTid(ny.fra), skrivTid(ny.til)];
  const service = ny.entityId;
  const foer =
    `<Assertion xmlns="${NS.saml}" ID="${ny.id}" IssueInstant="${fra}" Version="2.0">` +
    `<Issuer Format="${ENTITY}">${kanoniskTekst(ny.udsteder)}</Issuer>`;
  const efter =
    `<Subject><NameID Format="${X509_SUBJECT}">${kanoniskTekst(ny.certifikat.emne)}</NameID>` +
    `<SubjectConfirmation Method="${HOLDER_OF_KEY}"><SubjectConfirmationData xmlns:xsi="${NS.xsi}" NotBefore="${fra}"` +
    ` NotOnOrAfter="${til}" Recipient="${kanoniskVaerdi(service)}" xsi:type="KeyInfoConfirmationDataType">` +
    `<KeyInfo xmlns="${NS.ds}"><X509Data><X509Certificate>${ny.certifikat.base64}</X509Certificate></X509Data></KeyInfo>` +
    `</SubjectConfirmationData></SubjectConfirmation></Subject>` +
    `<Conditions NotBefore="${fra}" NotOnOrAfter="${til}"><AudienceRestriction>` +
    `<Audience>${kanoniskTekst(service)}</Audience></AudienceRestriction></Conditions>` +
    `<AttributeStatement>${attributter(ny)}</AttributeStatement>` +
    `<AuthnStatement AuthnInstant="${fra}"><AuthnContext><AuthnContextClassRef>${X509_KLASSE}</AuthnContextClassRef>` +
    `</AuthnContext></AuthnStatement></Assertion>`;
  return { id: ny.id, foer, efter };
}
