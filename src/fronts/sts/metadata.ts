/**
 * What the token service tells everybody: its WSDL, in one document without policies (docs/decisions/0002), and the
 * certificates that its tokens may be signed with, in the order in which they do (docs/decisions/0039).
 */
import { aftryk } from '../../identity/jwt/udsted.ts';
import type { Certifikat } from '../../identity/trust/certifikat.ts';
import { escapeAttribute } from '../../xml/write.ts';
import { ACTION, WST } from './wstrust.ts';

export interface Dokument {
  readonly contentType: string;
  readonly text: string;
}

const TNS = 'urn:fkorg:sts:1';

function binding(version: '12' | '11'): string {
  const praefiks = version === '12' ? 'soap12' : 'soap';
  const body = `<${praefiks}:body use="literal"/>`;
  return (
    `<binding name="Sts${version}" type="tns:WSTrust13"><${praefiks}:binding transport="http://schemas.xmlsoap.org/soap/http"/>` +
    `<operation name="Issue"><${praefiks}:operation soapAction="${ACTION.issue}" style="document"/>` +
    `<input>${body}</input><output>${body}</output></operation></binding>`
  );
}

/** An element with any content. Not of `xs:anyType`: clients that read WSDLs (zeep) take an answer of that for a simple value. */
function element(navn: string): string {
  return (
    `<xs:element name="${navn}"><xs:complexType><xs:sequence><xs:any namespace="##any" processContents="lax" ` +
    'minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:anyAttribute namespace="##any" processContents="lax"/>' +
    '</xs:complexType></xs:element>'
  );
}

/** The WSDL; `adresse` is where tokens are asked for. */
export function stsWsdl(adresse: string): Dokument {
  const port = (version: '12' | '11') =>
    `<port name="Sts${version}" binding="tns:Sts${version}"><${version === '12' ? 'soap12' : 'soap'}:address ` +
    `location="${escapeAttribute(adresse)}"/></port>`;
  const text =
    `<?xml version="1.0" encoding="UTF-8"?><definitions name="SecurityTokenService" targetNamespace="${TNS}"` +
    ` xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"` +
    ` xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:tns="${TNS}" xmlns:t="${WST}"` +
    ' xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata" xmlns:xs="http://www.w3.org/2001/XMLSchema">' +
    `<types><xs:schema targetNamespace="${WST}" elementFormDefault="qualified">` +
    `${element('RequestSecurityToken')}${element('RequestSecurityTokenResponseCollection')}</xs:schema></types>` +
    '<message name="Rst"><part name="request" element="t:RequestSecurityToken"/></message>' +
    '<message name="Rstrc"><part name="response" element="t:RequestSecurityTokenResponseCollection"/></message>' +
    '<portType name="WSTrust13"><operation name="Issue">' +
    `<input message="tns:Rst" wsam:Action="${ACTION.issue}"/><output message="tns:Rstrc" wsam:Action="${ACTION.issueFinal}"/>` +
    `</operation></portType>${binding('12')}${binding('11')}` +
    `<service name="SecurityTokenService">${port('12')}${port('11')}</service></definitions>`;
  return { contentType: 'text/xml; charset=utf-8', text };
}

/** The certificates as a JSON Web Key Set (RFC 7517); each with the certificate itself in x5c. */
export function jwks(certifikater: readonly Certifikat[]): Dokument {
  const keys = certifikater.map(({ noegle, sha1, base64 }) => {
    const { kty, n, e } = noegle.export({ format: 'jwk' });
    const kid = aftryk(sha1);
    return { kty, use: 'sig', alg: 'PS256', kid, x5t: kid, n, e, x5c: [base64] };
  });
  return { contentType: 'application/json; charset=utf-8', text: `${JSON.stringify({ keys })}\n` };
}

/** The same in PEM, one after the other, for keystores and configurations. */
export function pem(certifikater: readonly Certifikat[]): Dokument {
  const blokke = certifikater.map(
    ({ base64 }) => `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
  );
  return { contentType: 'application/x-pem-file', text: blokke.join('') };
}
