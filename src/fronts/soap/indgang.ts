/** The way in to the SOAP front, as it is given to it: who a message is from is found out before anything is done with it. */
import type { Kalder } from '../../access/kalder.ts';
import type { XmlDokument, XmlLimits } from '../../xml/parse.ts';

/** A caller who has been let in. */
export interface Indladt {
  readonly kalder: Kalder;
}

/** A message that has been read. */
export interface LaestBesked {
  readonly dokument: XmlDokument;
  /** Who the message is from. Throws FkorgError or Sikkerhedsfejl where nobody is let in. */
  lukInd(): Promise<Indladt>;
}

export interface Indgang {
  /** Reads a message. Throws as `parseXml` does. */
  laes(bytes: Uint8Array, limits: XmlLimits): LaestBesked;
}
