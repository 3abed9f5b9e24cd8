/** Writes the XSD document of a namespace from its schema components (spec sf1500 §1.4 and §1.5). Door file. */
import { BESKED_NS } from './besked-namespaces.ts';
import { beskedNavnerum } from './besked-skema.ts';
import type {
  ElementKomponent,
  KompleksType,
  Navnerum,
  Partikel,
  QName,
  SimpelType,
  Skemaversion,
} from './komponenter.ts';
import { NS } from './namespaces.ts';
import { alleNavnerum, navnerumI } from './skema.ts';
import { type Knude, knude, skrivDokument } from './skema-tekst.ts';

/** Where the schema document of a namespace is, as a URL, absolute or relative to the document that refers to it. */
export type SkemaAdresse = (rum: Navnerum) => string;

const PRAEFIKSER: ReadonlyMap<string, string> = new Map([
  ...alleNavnerum.map(({ ns, dokument }) => [ns, dokument.toLowerCase()] as const),
  ...[...Object.entries(BESKED_NS), ...Object.entries(NS)].map(([praefiks, ns]) => [ns as string, praefiks] as const),
]);

/** The prefix that generated documents use for a namespace of the contract. Throws on any other namespace. */
export function praefiksOf(ns: string): string {
  const praefiks = PRAEFIKSER.get(ns);
  if (praefiks === undefined) throw new Error(`no prefix for namespace ${ns}`);
  return praefiks;
}

/** The namespace entry of a version. Throws on any other namespace: a component would refer to nothing. */
export function rumOf(ns: string, version: Skemaversion): Navnerum {
  const rum = (version === 'besked' ? beskedNavnerum : navnerumI(version)).get(ns);
  if (!rum) throw new Error(`no schema document for namespace ${ns}`);
  return rum;
}

/** The names `xs:base` of a built-in type and `prefix:navn` of a component. */
function qnavn({ ns, navn }: QName): string {
  return `${praefiksOf(ns)}:${navn}`;
}

const GRUPPER = { sekvens: 'xs:sequence', valg: 'xs:choice', alle: 'xs:all' } as const;

function antal({ min, max }: Pick<Partikel, 'min' | 'max'>): Record<string, string | undefined> {
  return {
    minOccurs: min === 1 ? undefined : String(min),
    maxOccurs: max === 1 ? undefined : max === Number.POSITIVE_INFINITY ? 'unbounded' : String(max),
  };
}

function facetter(type: SimpelType): Knude[] {
  const arvet = type.indsnaevrer;
  const facet = (navn: string, vaerdi: string | number) => knude(`xs:${navn}`, { value: String(vaerdi) });
  const knuder: Knude[] = [];
  if (type.tegnMin !== undefined && type.tegnMin !== arvet?.tegnMin) knuder.push(facet('minLength', type.tegnMin));
  if (type.tegnMax !== undefined && type.tegnMax !== arvet?.tegnMax) knuder.push(facet('maxLength', type.tegnMax));
  if (type.moenster !== undefined && type.moenster !== arvet?.moenster) knuder.push(facet('pattern', type.moenster));
  if (type.koder !== arvet?.koder) knuder.push(...(type.koder ?? []).map((kode) => facet('enumeration', kode)));
  return knuder;
}

function simpelKnude(type: SimpelType): Knude {
  const base = type.indsnaevrer?.navn ? qnavn(type.indsnaevrer.navn) : `xs:${type.base}`;
  return knude('xs:simpleType', { name: type.navn?.navn }, [knude('xs:restriction', { base }, facetter(type))]);
}

function partikelKnude(partikel: Partikel): Knude {
  if (partikel.isLokal) return elementKnude(partikel.element, antal(partikel));
  return knude('xs:element', { ref: qnavn(partikel.element), ...antal(partikel) });
}

function enhverKnude({ enhver }: KompleksType): Knude[] {
  if (enhver === undefined) return [];
  return [knude('xs:any', { namespace: enhver, processContents: 'skip', minOccurs: '0', maxOccurs: 'unbounded' })];
}

function gruppeKnude(type: KompleksType): Knude {
  if (type.model === 'fri') throw new Error('anyType is only ever named');
  if (type.model === 'vilkaarlig') {
    const enhver = { namespace: '##other', processContents: 'strict', minOccurs: '0', maxOccurs: 'unbounded' };
    return knude('xs:sequence', {}, [knude('xs:any', enhver)]);
  }
  return knude(GRUPPER[type.model], {}, [...type.indhold.map(partikelKnude), ...enhverKnude(type)]);
}

function kompleksKnude(type: KompleksType): Knude {
  const navn = { name: type.navn?.navn };
  if (!type.udvider) return knude('xs:complexType', navn, [gruppeKnude(type)]);
  const base = type.udvider.navn && qnavn(type.udvider.navn);
  const udvidelse = knude('xs:extension', { base }, type.indhold.length > 0 ? [gruppeKnude(type)] : []);
  return knude('xs:complexType', navn, [knude('xs:complexContent', {}, [udvidelse])]);
}

function typeKnude(type: SimpelType | KompleksType): Knude {
  return type.art === 'simpel' ? simpelKnude(type) : kompleksKnude(type);
}

/** The name that an element can refer to its type by; undefined where the type must be written on the spot. */
function typeNavn(type: SimpelType | KompleksType): string | undefined {
  if (type.navn) return qnavn(type.navn);
  if (type.art === 'kompleks') return type.model === 'fri' ? 'xs:anyType' : undefined;
  return facetter(type).length === 0 ? `xs:${type.base}` : undefined;
}

function elementKnude({ navn, type, fast }: ElementKomponent, forekomst: Record<string, string | undefined>): Knude {
  const typeRef = typeNavn(type);
  return knude(
    'xs:element',
    { name: navn, type: typeRef, fixed: fast, ...forekomst },
    typeRef ? [] : [typeKnude(type)],
  );
}

/** The schema document of a namespace; `adresseOf` gives the addresses of the documents that it imports. */
export function skrivXsd(rum: Navnerum, adresseOf: SkemaAdresse): string {
  const importerede = rum.importerer.map((ns) => rumOf(ns, rum.version));
  const praefikser = [rum, ...importerede].map((en) => [`xmlns:${praefiksOf(en.ns)}`, en.ns] as const);
  return skrivDokument(
    knude(
      'xs:schema',
      {
        'xmlns:xs': NS.xsd,
        ...Object.fromEntries(praefikser),
        targetNamespace: rum.ns,
        elementFormDefault: 'qualified',
      },
      [
        ...importerede.map((en) => knude('xs:import', { namespace: en.ns, schemaLocation: adresseOf(en) })),
        ...rum.elementer.map((element) => elementKnude(element, {})),
        ...rum.typer.map(typeKnude),
      ],
    ),
  );
}
