/** The way in to the SOAP front, as it is given to it: who a message is from is found out before anything is done with it. */
import type { Kalder } from '../../access/kalder.ts';
import type { XmlDokument, XmlLimits } from '../../xml/parse.ts';
import type { Soap } from './konvolut.ts';

/** An answer, as whoever signs it is given it. */
export interface UsigneretSvar {
  /** Absent: SOAP 1.2. */
  readonly soap?: Soap;
  readonly action: string;
  /** The MessageID of the request. */
  readonly relatesTo: string;
  /** Header blocks that are not signed, as XML text. */
  readonly usigneret: string;
  /** What stands in the body, in pieces: in canonical form, with these prefixes declared on its root. */
  readonly indhold: readonly string[];
  readonly prefikser: readonly string[];
}

/** A caller who has been let in. */
export interface Indladt {
  readonly kalder: Kalder;
  /** What is to be judged and read of the message: bytes, and what parseXml made of them. */
  readonly bytes: Uint8Array;
  readonly dokument: XmlDokument;
  /** Writes the whole answer, signed; absent where answers are not. */
  readonly underskriv?: (svar: UsigneretSvar) => Promise<string>;
}

/** A message that has been read. */
export interface LaestBesked {
  readonly dokument: XmlDokument;
  /** Who the message is from. Throws FkorgError, Sikkerhedsfejl or IkkeForstaaet where nobody is let in. */
  lukInd(): Promise<Indladt>;
}

export interface Indgang {
  /** Reads a message. Throws as `parseXml` does. */
  laes(bytes: Uint8Array, limits: XmlLimits): LaestBesked;
}
