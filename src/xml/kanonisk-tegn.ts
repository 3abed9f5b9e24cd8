/** The characters of canonical form: what is written otherwise in texts and values, and the order of names. */

const TEKST = /[&<>\r]/;
const TEKST_ALLE = /[&<>\r]/g;
const VAERDI = /[&<"\t\n\r]/;
const VAERDI_ALLE = /[&<"\t\n\r]/g;
const SURROGAT = /[\uD800-\uDFFF]/;

const SKREVET: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** The text of an element, as canonical form writes it (Canonical XML 1.0 §2.3, text nodes). */
export function kanoniskTekst(tekst: string): string {
  return TEKST.test(tekst) ? tekst.replace(TEKST_ALLE, (tegn) => SKREVET[tegn] as string) : tekst;
}

/** The value of an attribute or of a namespace declaration, without its quotes (the same, attribute nodes). */
export function kanoniskVaerdi(vaerdi: string): string {
  return VAERDI.test(vaerdi) ? vaerdi.replace(VAERDI_ALLE, (tegn) => SKREVET[tegn] as string) : vaerdi;
}

/** Compares by code points. JavaScript compares UTF-16 units, which is another order where there are surrogates. */
export function afKodepunkter(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGAT.test(a) && !SURROGAT.test(b)) return a < b ? -1 : 1;
  const [as, bs] = [[...a], [...b]];
  const at = as.findIndex((tegn, i) => tegn !== bs[i]);
  return (as[at]?.codePointAt(0) ?? -1) - (bs[at]?.codePointAt(0) ?? -1) || as.length - bs.length;
}
