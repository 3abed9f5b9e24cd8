/**
 * Base64 as XML and PEM carry it: white space in it is nothing. Read in time with the length of the text, because those who
 * send it are not known yet.
 */

const SPACE = /[ \t\r\n]+/g;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The text without white space; undefined where a character of it is not of Base64. Whether groups are full is not asked. */
export function base64Tegn(tekst: string): string | undefined {
  const tegn = tekst.replace(SPACE, '');
  return BASE64.test(tegn) ? tegn : undefined;
}
