/** What a server that asks for tokens prints; with `--secure` everything that a client must be told, and a call that fetches a token. */
import { resolve } from 'node:path';
import { filerAf } from '../administration/pki/mappe.ts';
import { laesPem, signerende } from '../administration/pki/noegler.ts';
import type { Proeveaftale } from '../administration/proeveaftale.ts';
import { findService } from '../administration/servicetabel.ts';
import { stsRuter } from '../fronts/sts/ruter.ts';
import { KORSBAEK_CVR } from '../standard/koder.ts';
import { stsIssuer } from './access.ts';
import { clientUrl, shellWord } from './announcement.ts';
import { pkiFolder } from './pki-folder.ts';
import { demoFiles, isPasswordRight } from './secure.ts';
import type { Settings } from './settings.ts';

/** How the addresses of the token service are told, by the name that each has there. */
const STS: readonly (readonly [string, string])[] = [
  ['wstrust', 'token service, SOAP'],
  ['rest', 'token service, REST'],
  ['oauth', 'token service, JWT'],
  ['certs', '  its certificates'],
];

/** The path of an address of the token service. */
function stsSti(navn: string): string {
  return stsRuter.find((rute) => rute.navn === navn)!.sti;
}

const ENTITY_ID = findService('organisation')!.entityId;

/**
 * Where tokens come from, for a server that asks for them. Two of the three ways to one know their caller by the client
 * certificate of TLS.
 */
export function tokenLines(
  settings: Pick<Settings, 'sts' | 'tls' | 'public-url' | 'trusted-issuers'>,
  url: string,
): string {
  const base = baseOf(settings, url);
  const named = settings.tls === 'on' ? STS : STS.filter(([navn]) => navn === 'wstrust');
  const ours = named.map(([navn, name]) => `  ${name.padEnd(27)}${base}${stsSti(navn)}`);
  const others =
    settings['trusted-issuers']?.split(',').map((issuer) => `  issued by                  ${issuer}`) ?? [];
  const lines = [...(settings.sts === 'on' ? ours : []), ...others];
  return `Whoever calls brings a token (docs/guides/security.md):\n${lines.join('\n')}\n`;
}

/** What clients put before the paths. */
function baseOf(settings: Pick<Settings, 'public-url'>, url: string): string {
  return (settings['public-url'] ?? clientUrl(url)).replace(/\/$/, '');
}

/** The lines for a server that answers at `url`. */
export function secureAnnouncement(
  settings: Settings,
  url: string,
  { system, aftaleUuid, status }: Proeveaftale,
): string {
  const base = baseOf(settings, url);
  const issuer = stsIssuer(settings, base);
  const folder = resolve(pkiFolder(settings));
  const files = demoFiles({ ...settings, pki: folder });
  const [ca, sts, service] = ['ca', signerende(folder), 'service'].map((name) => filerAf(folder, name).certifikat);
  const thumbprint = (file: string) => laesPem(file).sha1;
  const password = isPasswordRight(settings) ? settings['client-password'] : '(what it was made with)';
  const rows: readonly (readonly [string, string])[] = [
    ...STS.map(([navn, name]) => [name, base + stsSti(navn)] as const),
    ['  its issuer', issuer],
    ['  its certificate', sts!],
    ['Organisation, entity id', ENTITY_ID],
    ['  its certificate', service!],
    ['TLS is signed by', ca!],
    ['authority (CVR)', KORSBAEK_CVR],
    ['client certificate', files.p12],
    ['  its password', password],
    ['  the same in PEM', `${files.certifikat} and ${files.noegle}`],
    ['system', `${system.navn}, ${system.uuid}`],
    ['agreement', `${aftaleUuid} (${status})`],
  ];
  return [
    'Secure environment for tests. What a client needs:',
    ...rows.map(([name, value]) => `  ${name.padEnd(26)}${value}`),
    '',
    '.NET (Digst.OioIdws), thumbprints of certificates that you have put into the store; ca.pem among the roots:',
    `  StsEndpointAddress = "${base}${stsSti('wstrust')}"`,
    `  StsEntityIdentifier = "${issuer}"`,
    `  StsCertificate = ${thumbprint(sts!)}   ServiceCertificate = ${thumbprint(service!)}`,
    `  ClientCertificate = ${thumbprint(files.certifikat)}`,
    `  WspEndpointID = "${ENTITY_ID}"   WspSoapVersion = "1.2"   Cvr = "${KORSBAEK_CVR}"`,
    'Java (CXF): the .p12 is the keystore; a truststore, with the token service too (its answers name it by key alone):',
    `  keytool -importcert -noprompt -alias fkorg-ca -file ${shellWord(ca!)} -keystore truststore.p12 -storepass changeit`,
    `  keytool -importcert -noprompt -alias fkorg-sts -file ${shellWord(sts!)} -keystore truststore.p12 -storepass changeit`,
    `  myndighedCvr=${KORSBAEK_CVR}   anvenderSystemUuid=${system.uuid}   AppliesTo ${ENTITY_ID}`,
    `PHP: openssl.cafile=${ca} in php.ini; authority_cvr ${KORSBAEK_CVR}, sts_applies_to ${ENTITY_ID}`,
    `Python: REQUESTS_CA_BUNDLE=${ca}; cert=(the .pem, the .key); or one file of both:`,
    `  cat ${shellWord(files.certifikat)} ${shellWord(files.noegle)} > cert.pem`,
    '',
    'Fetch a JWT, from another terminal:',
    `  ${curlOfJwt(base, ca!, files.certifikat, files.noegle)}`,
    '',
    'How a client moves to the real service and back, and what a fault means: docs/guides/security.md',
    '',
  ].join('\n');
}

function curlOfJwt(base: string, ca: string, cert: string, key: string): string {
  const form = [
    `client_id=${ENTITY_ID}`,
    'grant_type=client_credentials',
    `scope=entityid:${ENTITY_ID},anvenderkontekst:${KORSBAEK_CVR}`,
  ];
  const files = `--cacert ${shellWord(ca)} --cert ${shellWord(cert)} --key ${shellWord(key)}`;
  return `curl -s ${files} ${form.map((pair) => `--data-urlencode ${shellWord(pair)}`).join(' ')} ${base}${stsSti('oauth')}`;
}
