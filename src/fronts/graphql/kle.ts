/**
 * KLE numbers as the schema has them: `xx`, `xx.xx` and `xx.xx.xx`; in a filter also the beginning of one and `*`, or `*`
 * alone (spec organisationhent; neighbours §2.4).
 */

const NUMMER = /^\d\d(\.\d\d){0,2}$/;
/** What can come before the `*`: a number up to any of its characters. */
const BEGYNDELSE = /^(\d|\d\d\.?|\d\d\.\d|\d\d\.\d\d\.?|\d\d\.\d\d\.\d|\d\d\.\d\d\.\d\d)?$/;

export function isKleNummer(tekst: string): boolean {
  return NUMMER.test(tekst);
}

/** True for what a filter may ask for. */
export function isKleMoenster(tekst: string): boolean {
  return tekst.endsWith('*') ? BEGYNDELSE.test(tekst.slice(0, -1)) : isKleNummer(tekst);
}
