/**
 * The elements of the attribute fields, from the table in felter.ts, and the state Gyldighed (namespaces `sd`, `sts`,
 * `orgfaelles`). What stands in the namespace of an object type is made in skema-objekt.ts.
 */
import { type Felt, felter, PERSON_NAVN, SOEGEORD_DELE } from './felter.ts';
import { GYLDIGHEDSTATUSKODER } from './koder.ts';
import type { ElementKomponent, SimpelType } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { elementOf, ref, sekvens, tekst } from './skema-dele.ts';
import { erPubliceretIndikator, virkning } from './skema-sagdok.ts';

function typeOf(felt: Felt): SimpelType {
  return tekst({
    ...(felt.navngivenType && { navn: { ns: NS.sts, navn: felt.navngivenType } }),
    ...(felt.tegnMax !== undefined && { tegnMax: felt.tegnMax }),
    ...(felt.moenster !== undefined && { moenster: felt.moenster }),
  });
}

const faelles: ReadonlyMap<string, ElementKomponent> = new Map(
  [...felter.values()].flatMap((felt) =>
    felt.namespace === 'sd' || felt.namespace === 'sts'
      ? [[felt.navn, elementOf(NS[felt.namespace], felt.navn, typeOf(felt))] as const]
      : [],
  ),
);

/** The element of a field that lives in a shared namespace. Throws on another name: the tables would disagree. */
export function faellesFelt(navn: string): ElementKomponent {
  const element = faelles.get(navn);
  if (!element) throw new Error(`no field ${navn} in sd or sts`);
  return element;
}

/** Person's own NavnTekst (spec sf1500 §1.6 no 11). */
export function personNavn(ns: string): ElementKomponent {
  return elementOf(ns, PERSON_NAVN.navn, typeOf(PERSON_NAVN));
}

/** The three-part search word of Klasse. */
export function soegeord(ns: string): ElementKomponent {
  const indhold = SOEGEORD_DELE.map((del) => ref(faellesFelt(del), '?'));
  return elementOf(ns, 'Soegeord', sekvens({ ns, navn: 'SoegeordType' }, indhold));
}

/** The state of the classification types, one in the namespace of each. */
export function publiceretStatus(ns: string): ElementKomponent {
  const indhold = [ref(virkning, '?'), ref(erPubliceretIndikator, '?')];
  return elementOf(ns, 'PubliceretStatus', sekvens({ ns, navn: 'PubliceretStatusType' }, indhold));
}

const of = (navn: string) => ({ ns: NS.orgfaelles, navn });

const gyldighedStatusKode = elementOf(
  NS.orgfaelles,
  'GyldighedStatusKode',
  tekst({ navn: of('GyldighedStatusKodeType'), koder: GYLDIGHEDSTATUSKODER }),
);

/** The state of the actor types. */
export const gyldighed = elementOf(
  NS.orgfaelles,
  'Gyldighed',
  sekvens(of('GyldighedType'), [ref(virkning, '?'), ref(gyldighedStatusKode, '1')]),
);
