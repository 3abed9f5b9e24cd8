/**
 * XML files to items: one object at a time is read, judged by the request schema as the ImportInput that it could be, and
 * decoded by the tables that decode SOAP. Memory holds one object.
 */
import { FkorgError } from '../base/error.ts';
import { DEFAULT_LIMITS } from '../base/limits.ts';
import { isUuid } from '../base/uuid.ts';
import { objekt as afkodObjekt } from '../fronts/soap/afkod-lister.ts';
import { AfkodningsFejl } from '../fronts/soap/afkod-vaerdier.ts';
import type { Anmodningsskema } from '../standard/anmodningsskema.ts';
import { NS } from '../standard/namespaces.ts';
import { DelReader } from '../xml/dele.ts';
import { type XmlDokument, type XmlElement, xmlLimitsOf } from '../xml/parse.ts';
import { serializeXml } from '../xml/serialize.ts';
import type { Emne, Filbrud } from './emne.ts';
import { isDel, isRod, OBJEKTER, OBJEKTER_NS, objektElement, typeOfElement } from './oio-rod.ts';

/** An object may be as big as a message that imports. */
const TEGN_MAX = DEFAULT_LIMITS.importBodyBytesMax;
const LIMITS = { ...xmlLimitsOf(DEFAULT_LIMITS, TEGN_MAX), charsMax: TEGN_MAX };

/** The attribute of the root that names the owner of the objects. */
const EJER = 'ejer';

/**
 * @param ejer The CVR that the objects are imported for; the root may name it, but no other.
 * @throws FkorgError where the file is not XML, or no XML of these forms: what follows cannot be read.
 */
export async function* emnerAfOio(
  tekst: AsyncIterable<string>,
  skema: Anmodningsskema,
  ejer: string,
): AsyncGenerator<Emne> {
  const reader = new DelReader(LIMITS, isDel);
  let isTjekket = false;
  try {
    for await (const piece of tekst) {
      const dele = reader.write(piece);
      if (!isTjekket && reader.rod) {
        tjekRod(reader.rod, ejer);
        isTjekket = true;
      }
      for (const del of dele) yield emneOf(del, reader.rod!, skema);
    }
    reader.end();
  } catch (error) {
    if (error instanceof FkorgError && (error.code === 'malformed-request' || error.code === 'limit-passed')) {
      throw new FkorgError('bad-file', error.message, { cause: error });
    }
    throw error;
  }
}

function tjekRod(rod: XmlElement, ejer: string): void {
  if (!isRod(rod)) {
    throw new FkorgError(
      'bad-file',
      `The root of the file is {${rod.ns.slice(0, 200)}}${rod.navn.slice(0, 100)}; it must be ${OBJEKTER} ` +
        `(namespace ${OBJEKTER_NS}), ImportInput, ImporterOrganisationSystemInput or ImporterKlassifikationSystemInput.`,
    );
  }
  const navngivet = rod.attributter.find(({ ns, navn }) => ns === '' && navn === EJER)?.vaerdi;
  if (navngivet !== undefined && navngivet !== ejer) {
    throw new FkorgError(
      'bad-file',
      `The file says that its objects are of ${navngivet.slice(0, 20)}, and --ejer is ${ejer}.`,
    );
  }
}

/** In an ImportInput that is the root itself the object stands in it. */
function emneOf(del: XmlDokument, rod: XmlElement, skema: Anmodningsskema): Emne {
  const { linje } = del.rod;
  const element = objektElement(del.rod);
  const type = element && typeOfElement(element);
  if (!element || !type || (rod.navn === 'ImportInput' && rod.ns !== element.ns)) {
    const forventet = 'an object of the contract, such as OrganisationEnhed in its namespace, or an ImportInput of one';
    return { linje, art: 'afvist', brud: [{ regel: 'fil-element', sted: del.rod.navn.slice(0, 100), forventet }] };
  }
  const { navn: objekttype, version } = type;
  const uuid = element.boern.find(({ navn }) => navn === 'UUIDIdentifikator')?.tekst.toLowerCase() ?? '';
  const afvis = (brud: readonly Filbrud[]): Emne => ({
    linje,
    art: 'afvist',
    objekttype,
    ...(isUuid(uuid) && { uuid }),
    brud,
  });
  const { rod: konvolut, brud, tegn } = bedoem(element, del.hasXsi, skema);
  if (brud.length > 0) return afvis(brud);
  try {
    const objekt = afkodObjekt(konvolut.boern[0]!.boern[0]!.boern[0]!, objekttype);
    return { linje, tegn, art: 'importer', objekttype, version: version.nr, objekt };
  } catch (error) {
    if (error instanceof AfkodningsFejl) return afvis([error.brud]);
    throw error;
  }
}

/** What the request schema says of the object as a message of its own. */
function bedoem(element: XmlElement, hasXsi: boolean, skema: Anmodningsskema) {
  const om = (ns: string, navn: string, barn: XmlElement): XmlElement => ({
    ns,
    navn,
    attributter: [],
    boern: [barn],
    tekst: '',
    linje: barn.linje,
  });
  const rod = om(NS.soap12, 'Envelope', om(NS.soap12, 'Body', om(element.ns, 'ImportInput', element)));
  const bytes = serializeXml(rod);
  return { ...skema.valider(bytes, { rod, hasXsi }), tegn: bytes.length };
}
