/**
 * The subject of a certificate: its attributes, its name as a NameID of format X509SubjectName writes it, and whose it is
 * (docs/decisions/0036).
 */

export interface Navnedel {
  /** As OpenSSL names it: `CN`, `serialNumber`, `organizationIdentifier`, or an OID in digits. */
  readonly art: string;
  readonly vaerdi: string;
}

/** One entry for each relative name, in the order of the certificate; most have one part. */
export type Emne = readonly (readonly Navnedel[])[];

/** What Windows, and so the real token service, calls the attributes that OpenSSL names otherwise. */
const NAVNE: Readonly<Record<string, string>> = {
  serialNumber: 'SERIALNUMBER',
  organizationIdentifier: 'OID.2.5.4.97',
  ST: 'S',
  emailAddress: 'E',
  GN: 'G',
  street: 'STREET',
  title: 'T',
};

/** Reads what `X509Certificate.subject` gives: a line for each relative name, escaped as by RFC 2253. */
export function laesEmne(subject: string): Emne {
  return subject.split('\n').map((line) =>
    line.split(' + ').map((part) => {
      const [art = '', ...rest] = part.split('=');
      return { art, vaerdi: unescaped(rest.join('=')) };
    }),
  );
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([0-9A-F]{2})|\\(.)/g, (_, hex: string | undefined, sign: string) =>
    hex === undefined ? sign : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The name as .NET writes it: the last relative name first, quotes where a value has signs of its own. */
export function skrivEmne(emne: Emne): string {
  return emne
    .map((dele) => dele.map(({ art, vaerdi }) => `${navnAf(art)}=${quoted(vaerdi)}`).join(' + '))
    .reverse()
    .join(', ');
}

function navnAf(art: string): string {
  return NAVNE[art] ?? (/^\d/.test(art) ? `OID.${art}` : art);
}

function quoted(value: string): string {
  return /^\s|\s$|[,+="\n<>#;]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The one value of an attribute; undefined where it is not there or there more than once. */
export function vaerdiAf(emne: Emne, art: string): string | undefined {
  const [first, ...more] = emne.flat().filter((del) => del.art === art);
  return more.length === 0 ? first?.vaerdi : undefined;
}

/** The CVR of the holder: OCES3 has `NTRDK-<cvr>`, FOCES and VOCES of OCES2 `CVR:<cvr>-...`. */
export function cvrAf(emne: Emne): string | undefined {
  const oces3 = /^NTRDK-(\d{8})$/.exec(vaerdiAf(emne, 'organizationIdentifier') ?? '');
  const oces2 = /^CVR:(\d{8})-/.exec(vaerdiAf(emne, 'serialNumber') ?? '');
  return oces3?.[1] ?? oces2?.[1];
}
