/**
 * The cursor of the pages of `aendringerstart`: the position of the first page, who it was made for, and the key of the last
 * object. A text that callers hand back as they got it; it holds keys alone, so nothing is lost where somebody reads it.
 */
import { isUuid } from '../base/uuid.ts';
import type { ObjektNoegle } from '../register/model.ts';
import { type ObjektType, objekttypeNavne } from '../standard/objekttyper.ts';

export interface Markoer {
  /** The position of the change feed before the first page was read. */
  readonly position: number;
  /** CVR of the authority that reads. */
  readonly laeser: string;
  /** The last object of the page. */
  readonly sidste: ObjektNoegle;
}

/** The form of the texts below; another one gets another number. */
const FORM = '1';
const CHARS_MAX = 200;

function isObjekttype(navn: string): navn is ObjektType {
  return (objekttypeNavne as readonly string[]).includes(navn);
}

export function skrivMarkoer({ position, laeser, sidste }: Markoer): string {
  const dele = [FORM, position, laeser, sidste.ejer, sidste.objekttype, sidste.uuid];
  return Buffer.from(dele.join(' ')).toString('base64url');
}

/** What a cursor says; undefined where it is none of ours. */
export function laesMarkoer(tekst: string): Markoer | undefined {
  if (tekst.length > CHARS_MAX) return undefined;
  const dele = Buffer.from(tekst, 'base64url').toString().split(' ');
  const [form, position = '', laeser = '', ejer = '', objekttype = '', uuid = ''] = dele;
  const isKey = /^\d{8}$/.test(ejer) && isObjekttype(objekttype) && isUuid(uuid);
  if (form !== FORM || dele.length !== 6 || !/^\d{1,15}$/.test(position) || !isKey) return undefined;
  return { position: Number(position), laeser, sidste: { ejer, objekttype, uuid } };
}
