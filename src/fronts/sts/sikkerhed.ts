/**
 * Is a request for a token signed by whom it says, whole, and of now? (spec security §1.2, §4.2.) Structure is judged
 * before anything is hashed; everything that is read afterwards is among the very nodes that were signed.
 */
import type { Instant } from '../../base/instant.ts';
import { afvisMed, attributAf, er, praecisEn, tekstAf } from '../../identity/element.ts';
import { NS, TYPE } from '../../identity/navnerum.ts';
import { laesTidsstempel, SKEW_MS } from '../../identity/tidsstempel.ts';
import { type Certifikat, erGyldig, laesCertifikat } from '../../identity/trust/certifikat.ts';
import { idKort } from '../../identity/xmldsig/id-kort.ts';
import { laesSignatur } from '../../identity/xmldsig/signatur.ts';
import { tokenOf } from '../../identity/xmldsig/str.ts';
import { verificerSignatur } from '../../identity/xmldsig/verificer.ts';
import type { RigtElement } from '../../xml/rig.ts';
import type { Stskonvolut } from './konvolut.ts';
import { ACTION } from './wstrust.ts';

export interface Afsender {
  /** Of the key that signed the message. */
  readonly certifikat: Certifikat;
  readonly messageId: string;
  /** From when on the message would be refused as too old, by any clock that is near enough to ours. */
  readonly gensynIndtil: Instant;
}

const afvis = afvisMed('InvalidSecurity');
const MESSAGE_ID_TEGN_MAX = 200;

/** The blocks of WS-Addressing, each of which may be there once and is then signed. `To` is not compared with anything. */
const WSA_EN_GANG = ['Action', 'MessageID', 'To', 'ReplyTo', 'From', 'FaultTo', 'RelatesTo'];

/**
 * Verifies the message. Throws Sikkerhedsfejl where it is not to be believed. Whether its sender is known is another
 * question, and whether it was sent before: `messageId` and `certifikat` tell two messages apart.
 */
export function verificerRst({ hoved, body }: Stskonvolut, rod: RigtElement, now: Instant): Afsender {
  const sikkerheder = hoved.filter((blok) => er(blok, NS.wsse, 'Security'));
  const [security, ...flere] = sikkerheder;
  if (!security || flere.length > 0) return afvis(`${sikkerheder.length} Security headers`);
  const tidsstempel = praecisEn(security, NS.wsu, 'Timestamp', afvis);
  const bst = praecisEn(security, NS.wsse, 'BinarySecurityToken', afvis);
  const signatur = praecisEn(security, NS.ds, 'Signature', afvis);
  if (security.boern.length !== 3) afvis('something else in Security');
  const adressering = laesAdressering(hoved);
  const finder = idKort(rod);
  const keyInfo = praecisEn(signatur, NS.ds, 'KeyInfo', afvis);
  const str = praecisEn(keyInfo, NS.wsse, 'SecurityTokenReference', afvis);
  if (keyInfo.boern.length !== 1) afvis('something else in KeyInfo');
  if (tokenOf(str, finder) !== bst) afvis('the key is not that of the token in the message');
  const { oprettet } = laesTidsstempel(tidsstempel, now);
  const certifikat = laesBst(bst);
  if (!erGyldig(certifikat, now)) afvisMed('FailedAuthentication')('the certificate is not valid now');
  const laest = laesSignatur(signatur);
  const noder = laest.referencer.map(({ uri, transformation }) =>
    transformation === 'str' ? tokenOf(finder(uri), finder) : finder(uri),
  );
  assertDaekning(new Set(noder), [body, tidsstempel, ...adressering.blokke], [...hoved, bst]);
  const { elementer } = verificerSignatur(signatur, certifikat.noegle, finder, 'besked', { signatur: laest });
  if (!noder.every((node, nr) => elementer[nr] === node)) afvis('something else was signed');
  return { certifikat, messageId: adressering.messageId, gensynIndtil: oprettet + 2 * SKEW_MS };
}

/** What must be signed is, and nothing is but that and what may be. */
function assertDaekning(
  signerede: ReadonlySet<RigtElement>,
  skal: readonly RigtElement[],
  maa: readonly RigtElement[],
): void {
  if (!skal.every((element) => signerede.has(element)))
    afvis('Body, Timestamp or a header of WS-Addressing is not signed');
  const kendte = new Set([...skal, ...maa]);
  if (![...signerede].every((element) => kendte.has(element)))
    afvis('something is signed that is no part of the message');
}

/** The blocks of WS-Addressing; what the sender calls the message. */
function laesAdressering(hoved: readonly RigtElement[]): { blokke: readonly RigtElement[]; messageId: string } {
  const blokke = hoved.filter(({ ns }) => ns === NS.wsa);
  for (const navn of WSA_EN_GANG) if (blokke.filter((blok) => blok.navn === navn).length > 1) afvis(`${navn} twice`);
  const tekst = (navn: string) => {
    const blok = blokke.find((kendt) => kendt.navn === navn);
    return blok ? tekstAf(blok, afvis) : afvis(`no ${navn}`);
  };
  if (tekst('Action') !== ACTION.issue) afvis('another Action than RST/Issue');
  const messageId = tekst('MessageID');
  if (messageId === '' || messageId.length > MESSAGE_ID_TEGN_MAX) afvis('MessageID is empty or too long');
  return { blokke, messageId };
}

/** The certificate in a BinarySecurityToken. Throws Sikkerhedsfejl where there is none. */
export function laesBst(bst: RigtElement): Certifikat {
  if (attributAf(bst, 'ValueType') !== TYPE.x509) afvis('a token that is no X.509 certificate');
  if ((attributAf(bst, 'EncodingType') ?? TYPE.base64) !== TYPE.base64) afvis('a token that is not in Base64');
  return laesCertifikat(tekstAf(bst, afvis));
}

/** What the answer relates to, before anything is verified: the one MessageID of the header, where it has a decent length. */
export function messageIdOf(hoved: readonly RigtElement[]): string | undefined {
  const [blok, ...flere] = hoved.filter((kendt) => er(kendt, NS.wsa, 'MessageID'));
  const tekst = blok && flere.length === 0 && blok.boern.length === 0 ? blok.tekst.trim() : '';
  return tekst !== '' && tekst.length <= MESSAGE_ID_TEGN_MAX ? tekst : undefined;
}
