/** Header blocks that must be understood and are not (SOAP 1.2 part 1, §5.4.8; SOAP 1.1 §4.2). */
import type { RigtElement } from '../../xml/rig.ts';
import { NS } from '../navnerum.ts';

/** A block that is not understood here, by its name. */
export interface Hovedblok {
  readonly ns: string;
  readonly navn: string;
}

export class IkkeForstaaet extends Error {
  /** Those that the fault tells of; one with a long name is not among them. */
  readonly blokke: readonly Hovedblok[];

  constructor(blokke: readonly Hovedblok[]) {
    super('A header block that must be understood is not understood');
    this.name = 'IkkeForstaaet';
    this.blokke = blokke;
  }
}

const HEADER = 'http://kombit.dk/xml/schemas/RequestHeader/1/';
const ROLLER = `${NS.soap12}/role`;
/** The roles that we have, of SOAP 1.2 and the one actor of 1.1; a block without one is for us. */
const VORES: ReadonlySet<string> = new Set([
  '',
  `${ROLLER}/ultimateReceiver`,
  `${ROLLER}/next`,
  'http://schemas.xmlsoap.org/soap/actor/next',
]);
/** Blocks told of at most, and characters of a name that is told: nobody is known yet, and what he wrote comes back to him. */
const BLOKKE_MAX = 10;
const NAVN_TEGN_MAX = 200;

function isForstaaet({ ns, navn }: RigtElement): boolean {
  if (ns === NS.wsa || ns === NS.sbf) return true;
  return (ns === NS.wsse && navn === 'Security') || (ns === HEADER && navn === 'RequestHeader');
}

/** An attribute of the SOAP version that the block's header is of. */
function soapAttribut({ attributter, foraelder }: RigtElement, navn: string): string {
  return attributter.find((attribut) => attribut.ns === foraelder?.ns && attribut.navn === navn)?.vaerdi.trim() ?? '';
}

/** True where a header block is for the one who answers. */
export function erTilOs(blok: RigtElement): boolean {
  return VORES.has(soapAttribut(blok, blok.foraelder?.ns === NS.soap11 ? 'actor' : 'role'));
}

/** Throws IkkeForstaaet where a block for us must be understood and is not. */
export function assertForstaaet(header: RigtElement): void {
  const blokke = header.boern.filter(
    (blok) => /^(true|1)$/.test(soapAttribut(blok, 'mustUnderstand')) && erTilOs(blok) && !isForstaaet(blok),
  );
  if (blokke.length === 0) return;
  const korte = blokke.filter(({ ns, navn }) => ns.length + navn.length <= NAVN_TEGN_MAX);
  throw new IkkeForstaaet(korte.slice(0, BLOKKE_MAX).map(({ ns, navn }) => ({ ns, navn })));
}
