/** Schema documents as text: a small tree of elements, written with indentation and escaped attribute values. */

export interface Knude {
  readonly navn: string;
  readonly attributter: Readonly<Record<string, string>>;
  readonly boern: readonly Knude[];
}

/** An element; attributes that are undefined are left out. */
export function knude(
  navn: string,
  attributter: Readonly<Record<string, string | undefined>> = {},
  boern: readonly Knude[] = [],
): Knude {
  const givne = Object.entries(attributter).filter((par): par is [string, string] => par[1] !== undefined);
  return { navn, attributter: Object.fromEntries(givne), boern };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escapeAttribut(vaerdi: string): string {
  return vaerdi.replace(/[&<"]/g, (tegn) => ESCAPES[tegn] as string);
}

function skriv({ navn, attributter, boern }: Knude, indryk: string): string {
  const attributTekst = Object.entries(attributter)
    .map(([attribut, vaerdi]) => ` ${attribut}="${escapeAttribut(vaerdi)}"`)
    .join('');
  if (boern.length === 0) return `${indryk}<${navn}${attributTekst}/>\n`;
  const indhold = boern.map((barn) => skriv(barn, `${indryk}  `)).join('');
  return `${indryk}<${navn}${attributTekst}>\n${indhold}${indryk}</${navn}>\n`;
}

/** The text of a whole XML document, to be sent as UTF-8. */
export function skrivDokument(rod: Knude): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${skriv(rod, '')}`;
}
