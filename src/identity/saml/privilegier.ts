/**
 * The list of privileges in an assertion: Base64 of XML (OIO-BPP 1.0.1; spec security §2.1). The list is in its namespace,
 * what it holds in none. One group for each role.
 */
import { FkorgError } from '../../base/error.ts';
import { kanoniskTekst, kanoniskVaerdi } from '../../xml/kanonisk-tegn.ts';
import { parseXml, type XmlElement } from '../../xml/parse.ts';
import { base64Tegn } from '../base64.ts';
import { NS } from '../navnerum.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import type { Privilegium } from './roller.ts';

/** Some hundreds of roles. */
export const PRIVILEGIER_TEGN_MAX = 262_144;
const PRIVILEGIER_MAX = 500;
const XML_LIMITS = { depthMax: 4, elementsMax: 5000, attributesMax: 8 };

/** Writes the list. */
export function skrivPrivilegier(privilegier: readonly Privilegium[]): string {
  const grupper = privilegier.map(({ scope, rolle, afgraensninger }) => {
    const graenser = afgraensninger.map(
      ({ navn, vaerdi }) => `<Constraint Name="${kanoniskVaerdi(navn)}">${kanoniskTekst(vaerdi)}</Constraint>`,
    );
    return (
      `<PrivilegeGroup Scope="${kanoniskVaerdi(scope)}"><Privilege>${kanoniskTekst(rolle)}</Privilege>` +
      `${graenser.join('')}</PrivilegeGroup>`
    );
  });
  const xml =
    `<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList xmlns:bpp="${NS.bpp}">` +
    `${grupper.join('')}</bpp:PrivilegeList>`;
  return Buffer.from(xml).toString('base64');
}

function afvis(detail: string, cause?: unknown): never {
  throw new Sikkerhedsfejl('InvalidSecurityToken', `privileges: ${detail}`, { cause });
}

/** Reads a list. Throws Sikkerhedsfejl where it is none, or passes a limit. */
export function laesPrivilegier(base64: string): readonly Privilegium[] {
  if (base64.length > PRIVILEGIER_TEGN_MAX) afvis(`over ${PRIVILEGIER_TEGN_MAX} characters`);
  const tegn = base64Tegn(base64) ?? afvis('no Base64');
  const rod = laes(Buffer.from(tegn, 'base64'));
  if (rod.ns !== NS.bpp || rod.navn !== 'PrivilegeList') afvis('no PrivilegeList');
  if (rod.tekst !== '') afvis('text in PrivilegeList');
  const privilegier = rod.boern.flatMap(laesGruppe);
  if (privilegier.length > PRIVILEGIER_MAX) afvis(`over ${PRIVILEGIER_MAX} privileges`);
  return privilegier;
}

function laes(bytes: Buffer): XmlElement {
  try {
    return parseXml(bytes, XML_LIMITS).rod;
  } catch (cause) {
    if (cause instanceof FkorgError) return afvis('no XML within its limits', cause);
    throw cause;
  }
}

/** A group may have several privileges; its constraints hold for each of them. */
function laesGruppe(gruppe: XmlElement): Privilegium[] {
  if (gruppe.navn !== 'PrivilegeGroup' || gruppe.ns !== '') afvis('something else than a PrivilegeGroup');
  const scope = attribut(gruppe, 'Scope');
  const roller: string[] = [];
  const afgraensninger: { navn: string; vaerdi: string }[] = [];
  for (const del of gruppe.boern) {
    if (del.ns !== '' || del.boern.length > 0) afvis('an element of another kind in a group');
    if (del.navn === 'Privilege') roller.push(del.tekst.trim());
    else if (del.navn === 'Constraint') afgraensninger.push({ navn: attribut(del, 'Name'), vaerdi: del.tekst.trim() });
    else afvis('neither Privilege nor Constraint in a group');
  }
  if (roller.length === 0) afvis('a group without a privilege');
  if (roller.length > 1 && roller.length * afgraensninger.length > XML_LIMITS.elementsMax)
    afvis('too many constraints');
  return roller.map((rolle) => ({ scope, rolle, afgraensninger }));
}

function attribut(element: XmlElement, navn: string): string {
  return element.attributter.find((a) => a.ns === '' && a.navn === navn)?.vaerdi.trim() ?? afvis(`no ${navn}`);
}
