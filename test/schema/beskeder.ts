/** Makes valid requests from the schema components, the same ones from the same seed. */
import { anmodningselementer } from '../../src/standard/anmodninger.ts';
import type { ElementKomponent, KompleksType, Partikel, SimpelType } from '../../src/standard/komponenter.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { UUID_MOENSTER } from '../../src/standard/skema-sagdok.ts';

/** An element that can be changed; the shape is that of XmlElement. */
export interface Knude {
  ns: string;
  navn: string;
  attributter: { ns: string; navn: string; vaerdi: string }[];
  boern: Knude[];
  tekst: string;
  linje: number;
}

export type Tilfaeldig = (under: number) => number;

/** mulberry32: whole numbers below the argument. */
export function tilfaeldigOf(seed: number): Tilfaeldig {
  let tilstand = seed;
  return (under) => {
    tilstand = (tilstand + 0x6d2b79f5) | 0;
    let t = Math.imul(tilstand ^ (tilstand >>> 15), 1 | tilstand);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * under);
  };
}

export function vaelg<T>(tilfaeldig: Tilfaeldig, af: readonly T[]): T {
  return af[tilfaeldig(af.length)] as T;
}

const cifre = (tilfaeldig: Tilfaeldig, antal: number) => Array.from({ length: antal }, () => tilfaeldig(10)).join('');
const hex = (tilfaeldig: Tilfaeldig, antal: number) =>
  Array.from({ length: antal }, () => vaelg(tilfaeldig, [...'0123456789abcdefABCDEF'])).join('');

/** A value for each pattern of the contract. */
const MOENSTRE: Readonly<Record<string, (tilfaeldig: Tilfaeldig) => string>> = {
  [UUID_MOENSTER]: (t) => [8, 4, 4, 4, 12].map((antal) => hex(t, antal)).join('-'),
  '[0-9]{10}': (t) => cifre(t, 10),
  '[0-9]{8}': (t) => cifre(t, 8),
  '[0-9]{3}|[0-9]{4}': (t) => cifre(t, 3 + t(2)),
  '(100)|[1-9]\\d?': (t) => String(1 + t(100)),
};

const TEKSTER = ['', ' ', 'Børn & Unge', 'a<b>"c"', '😀😀', 'linje 1\nlinje 2\t', ' æøå ', 'x'.repeat(40)];
const TIDER = [
  '2026-01-01T00:00:00.000+01:00',
  '2019-05-07T10:15:38.2737102+02:00',
  '2024-02-29T24:00:00Z',
  '1900-12-31T23:59:59',
  '-0004-02-29T00:00:00-14:00',
];

export function gyldigVaerdi(tilfaeldig: Tilfaeldig, { type, fast }: ElementKomponent & { type: SimpelType }): string {
  if (fast !== undefined) return vaelg(tilfaeldig, [fast, fast, '']);
  if (type.koder) return vaelg(tilfaeldig, type.koder);
  if (type.moenster !== undefined) return MOENSTRE[type.moenster]!(tilfaeldig);
  if (type.base === 'boolean') return vaelg(tilfaeldig, ['true', 'false', '1', '0', ' true\n']);
  if (type.base === 'integer') return vaelg(tilfaeldig, ['0', '-7', '+500', ' 12 ']);
  if (type.base === 'dateTime') return vaelg(tilfaeldig, TIDER);
  if (type.tegnMax !== undefined && tilfaeldig(8) === 0) return '😀'.repeat(type.tegnMax);
  return vaelg(tilfaeldig, TEKSTER);
}

function antalOf(tilfaeldig: Tilfaeldig, { min, max }: Partikel): number {
  return Math.min(max, min + tilfaeldig(max > 1 ? 3 : 2));
}

function boernOf(tilfaeldig: Tilfaeldig, type: KompleksType): Knude[] {
  if (type.model === 'fri') return signaturindhold();
  const arvet = type.udvider ? boernOf(tilfaeldig, type.udvider) : [];
  const partikler = type.model === 'valg' ? [vaelg(tilfaeldig, type.indhold)] : type.indhold;
  const egne = partikler.flatMap((partikel) =>
    Array.from({ length: antalOf(tilfaeldig, partikel) }, () => gyldigt(tilfaeldig, partikel.element)),
  );
  return [...arvet, ...egne, ...fremmede(tilfaeldig, type)];
}

function knude(ns: string, navn: string, boern: Knude[], tekst = ''): Knude {
  return { ns, navn, attributter: [], boern, tekst, linje: 1 };
}

/** Elements that the schema does not look into, with attributes and text beside children. */
function fremmede(tilfaeldig: Tilfaeldig, { enhver }: KompleksType): Knude[] {
  if (enhver === undefined) return [];
  const navnerum = ['urn:eksempel:fremmed', 'http://eksempel.dk/', ...(enhver === '##any' ? [NS.sd, ''] : [])];
  return Array.from({ length: tilfaeldig(3) }, () => {
    const under = tilfaeldig(2) === 0 ? [] : [knude(vaelg(tilfaeldig, navnerum), 'Under', [], ' x ')];
    const attributter = [{ ns: '', navn: 'content-type', vaerdi: 'text/xml' }];
    return { ...knude(vaelg(tilfaeldig, navnerum), 'Fremmed', under, vaelg(tilfaeldig, TEKSTER)), attributter };
  });
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';

/** What a type that is anything at all holds in our schemas: a signature. */
function signaturindhold(): Knude[] {
  const metode = (navn: string) => ({
    ...knude(DS, navn, []),
    attributter: [{ ns: '', navn: 'Algorithm', vaerdi: 'urn:eksempel:algoritme' }],
  });
  const reference = knude(DS, 'Reference', [metode('DigestMethod'), knude(DS, 'DigestValue', [], 'AAAA')]);
  const info = [metode('CanonicalizationMethod'), metode('SignatureMethod'), reference];
  return [knude(DS, 'SignedInfo', info), knude(DS, 'SignatureValue', [], 'AAAA')];
}

/** A valid element. */
export function gyldigt(tilfaeldig: Tilfaeldig, erklaering: ElementKomponent): Knude {
  const { ns, navn, type } = erklaering;
  const boern = type.art === 'kompleks' ? boernOf(tilfaeldig, type) : [];
  const tekst = type.art === 'simpel' ? gyldigVaerdi(tilfaeldig, { ...erklaering, type }) : '';
  return { ns, navn, attributter: [], boern, tekst, linje: 1 };
}

function soap(navn: string, boern: Knude[]): Knude {
  return { ns: NS.soap12, navn, attributter: [], boern, tekst: '', linje: 1 };
}

/** An envelope round a request. */
export function konvolut(indhold: Knude): Knude {
  return soap('Envelope', [soap('Body', [indhold])]);
}

/** A valid request of a random kind, with its declaration. */
export function gyldigAnmodning(tilfaeldig: Tilfaeldig): {
  readonly indhold: Knude;
  readonly erklaering: ElementKomponent;
} {
  const erklaering = vaelg(tilfaeldig, anmodningselementer);
  return { indhold: gyldigt(tilfaeldig, erklaering), erklaering };
}
