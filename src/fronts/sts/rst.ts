/** What a RequestSecurityToken asks for (WS-Trust 1.3 §3.1; spec security §1.2). The order of its parts is free, and many may be missing. */
import type { Instant } from '../../base/instant.ts';
import { type Afvis, alle, attributAf, er, hoejstEn, praecisEn, tekstAf } from '../../identity/element.ts';
import { NS } from '../../identity/navnerum.ts';
import { laesTid } from '../../identity/tid.ts';
import { type Certifikat, laesCertifikat } from '../../identity/trust/certifikat.ts';
import type { RigtElement } from '../../xml/rig.ts';
import { laesBst } from './sikkerhed.ts';
import { Stsfejl } from './stsfejl.ts';
import { CVR_CLAIM, GODTAGET, WSP, WST } from './wstrust.ts';

export interface Rst {
  /** Entity id of the service. */
  readonly entityId: string;
  readonly cvr: string | undefined;
  /** What the token is to be bound to. */
  readonly certifikat: Certifikat | undefined;
  readonly oensketTil: Instant | undefined;
  /** To be echoed. */
  readonly context: string | undefined;
}

const TEGN_MAX = 1000;

const afvis: Afvis = (tekst) => {
  throw new Stsfejl('InvalidRequest', tekst);
};
/** The checks of structure speak English for the log; here they speak to the caller. */
const afvisForm: Afvis = () => afvis('RequestSecurityToken er ikke bygget, som WS-Trust 1.3 siger');

/** Reads the body of a message that has been verified. Throws Stsfejl where it asks for something that cannot be had. */
export function laesRst(body: RigtElement): Rst {
  const [rst] = body.boern;
  if (!rst || body.boern.length !== 1 || !er(rst, WST, 'RequestSecurityToken')) {
    return afvis('Body skal indeholde præcis ét RequestSecurityToken i WS-Trust 1.3');
  }
  if (rst.boern.some(({ navn }) => navn === 'OnBehalfOf' || navn === 'ActAs')) {
    throw new Stsfejl('RequestFailed', 'Et token på vegne af andre (OnBehalfOf) udstedes ikke her');
  }
  for (const navn of Object.keys(GODTAGET) as (keyof typeof GODTAGET)[]) assertGodtaget(rst, navn);
  const context = attributAf(rst, 'Context');
  if (context !== undefined && context.length > TEGN_MAX) afvis(`Context er længere end ${TEGN_MAX} tegn`);
  return {
    entityId: laesAppliesTo(rst),
    cvr: laesCvr(rst),
    certifikat: laesUseKey(rst),
    oensketTil: laesLevetid(rst),
    context,
  };
}

function assertGodtaget(rst: RigtElement, navn: keyof typeof GODTAGET): void {
  const element = hoejstEn(rst, WST, navn, afvisForm);
  if (!element) {
    if (navn === 'RequestType') afvis('RequestType mangler');
    return;
  }
  if (!GODTAGET[navn].has(tekstAf(element, afvisForm))) {
    afvis(`${navn} kendes ikke; det skal være ${[...GODTAGET[navn]][0]}`);
  }
}

function laesAppliesTo(rst: RigtElement): string {
  const [appliesTo, ...flere] = WSP.flatMap((ns) => alle(rst, ns, 'AppliesTo'));
  if (!appliesTo || flere.length > 0) return afvis('AppliesTo skal være der præcis én gang');
  const reference = praecisEn(appliesTo, NS.wsa, 'EndpointReference', afvisForm);
  const adresse = tekstAf(praecisEn(reference, NS.wsa, 'Address', afvisForm), afvisForm);
  return adresse !== '' && adresse.length <= TEGN_MAX ? adresse : afvis('Address i AppliesTo er tom eller for lang');
}

/** The one claim. The Java samples write its Value without a namespace. */
function laesCvr(rst: RigtElement): string | undefined {
  const claims = hoejstEn(rst, WST, 'Claims', afvisForm);
  if (!claims) return undefined;
  const cvr = alle(claims, NS.auth, 'ClaimType').filter((claim) => attributAf(claim, 'Uri') === CVR_CLAIM);
  if (cvr.length > 1) afvis(`${CVR_CLAIM} må stå én gang`);
  if (!cvr[0]) return undefined;
  const vaerdier = cvr[0].boern.filter((barn) => er(barn, NS.auth, 'Value') || er(barn, '', 'Value'));
  return vaerdier.length === 1 ? tekstAf(vaerdier[0]!, afvisForm) : afvisForm('');
}

/** The certificate itself, or in a KeyInfo as WS-Trust clients of CXF write it where nobody tells them otherwise. */
function laesUseKey(rst: RigtElement): Certifikat | undefined {
  const useKey = hoejstEn(rst, WST, 'UseKey', afvisForm);
  if (!useKey) return undefined;
  const bst = hoejstEn(useKey, NS.wsse, 'BinarySecurityToken', afvisForm);
  if (bst) return laesBst(bst);
  const keyInfo = praecisEn(useKey, NS.ds, 'KeyInfo', afvisForm);
  const x509 = praecisEn(keyInfo, NS.ds, 'X509Data', afvisForm);
  return laesCertifikat(tekstAf(praecisEn(x509, NS.ds, 'X509Certificate', afvisForm), afvisForm));
}

function laesLevetid(rst: RigtElement): Instant | undefined {
  const lifetime = hoejstEn(rst, WST, 'Lifetime', afvisForm);
  const expires = lifetime && hoejstEn(lifetime, NS.wsu, 'Expires', afvisForm);
  return expires && (laesTid(tekstAf(expires, afvisForm)) ?? afvis('Expires i Lifetime er intet tidspunkt'));
}
