/**
 * The Beskedfordeler's messages as schema components, one entry for each namespace, beside those of the versions of the
 * contract (skema.ts). Door file.
 */
import { haendelsesbesked } from './besked-kuvert.ts';
import { BESKED_NS } from './besked-namespaces.ts';
import { basicOutputType } from './besked-sagdok.ts';
import type { ElementKomponent, Navnerum } from './komponenter.ts';
import { elementOf, ref, sekvens } from './skema-dele.ts';
import { samlNavnerum } from './skema-samling.ts';
import { vaerdilisteElementer } from './vaerdiliste-skema.ts';

/** The namespaces with the names of their documents. */
const DOKUMENTER: ReadonlyMap<string, string> = new Map([
  [BESKED_NS.kuvert, 'Beskedkuvert'],
  [BESKED_NS.sd, 'SagDokObjekt'],
  [BESKED_NS.part, 'Part'],
  [BESKED_NS.orgfaelles, 'OrganisationFaelles'],
  [BESKED_NS.sts, 'AnvendersystemOperationer'],
  [BESKED_NS.beskedfordeler, 'BeskedfordelerOperationer'],
  [BESKED_NS.vaerdiliste, 'VaerdilisteOperationer'],
  [BESKED_NS.dsig, 'Signatur'],
]);

const sts = (navn: string) => ({ ns: BESKED_NS.sts, navn });

/** A message as it is pushed to a receiver. */
export const modtagBeskedInput: ElementKomponent = elementOf(
  BESKED_NS.sts,
  'ModtagBeskedInput',
  sekvens(sts('ModtagBeskedInputType'), [ref(haendelsesbesked, '1')]),
);

/** What the receiver answers. */
export const modtagBeskedOutput: ElementKomponent = elementOf(
  BESKED_NS.sts,
  'ModtagBeskedOutput',
  sekvens(sts('ModtagBeskedOutputType'), [], basicOutputType),
);

/** What each namespace of the messages declares, by namespace. */
export const beskedNavnerum: ReadonlyMap<string, Navnerum> = samlNavnerum({
  version: 'besked',
  dokumenter: DOKUMENTER,
  elementer: [haendelsesbesked, modtagBeskedInput, modtagBeskedOutput, ...vaerdilisteElementer],
  typer: [],
});
