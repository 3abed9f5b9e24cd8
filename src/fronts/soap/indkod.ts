/**
 * From an outcome to the body element of the answer (spec sf1500 §1.3, §1.5). Every answer fits the received XSDs, also
 * when it refuses: a hierarchy always has all its containers (§1.6 no 19), a search always its IdListe (§2.8).
 */
import type { Outcome } from '../../operations/operation.ts';
import { brudTekst } from '../../standard/brud-tekst.ts';
import { STATUS } from '../../standard/koder.ts';
import { hierarkier, type OperationRaekke, type Tjeneste, type Verbum } from '../../standard/tjenester.ts';
import { escapeText } from '../../xml/write.ts';
import { filtreretOejebliksbillede } from './indkod-registrering.ts';
import { erklaeringer, PREFIKS, tjenestePrefiks, typePrefiks } from './prefikser.ts';

const SD = PREFIKS.sd;

function statusElementer(outcome: Pick<Outcome, 'status' | 'brud'>): string {
  const tekst = outcome.status === STATUS.ok ? 'OK' : brudTekst(outcome.brud);
  return (
    `<${SD}:StatusKode>${outcome.status}</${SD}:StatusKode>` +
    `<${SD}:FejlbeskedTekst>${escapeText(tekst)}</${SD}:FejlbeskedTekst>`
  );
}

function standardRetur(outcome: Pick<Outcome, 'status' | 'brud'>): string {
  return `<${SD}:StandardRetur>${statusElementer(outcome)}</${SD}:StandardRetur>`;
}

function uuidElement(uuid: string): string {
  return `<${SD}:UUIDIdentifikator>${uuid}</${SD}:UUIDIdentifikator>`;
}

function billeder(outcome: Outcome, tjeneste: Tjeneste): string {
  if (!tjeneste.objekttype) return '';
  let ud = '';
  const prefiks = typePrefiks(tjeneste.objekttype);
  for (const billede of outcome.billeder ?? []) ud += filtreretOejebliksbillede(tjeneste.objekttype, prefiks, billede);
  return ud;
}

function idListe(outcome: Outcome): string {
  return `<${SD}:IdListe>${(outcome.uuids ?? []).map(uuidElement).join('')}</${SD}:IdListe>`;
}

function beholdere(outcome: Outcome, tjeneste: Tjeneste): string {
  const p = tjenestePrefiks(tjeneste);
  let ud = '';
  for (const { objekttype, output } of hierarkier[tjeneste.system]) {
    ud += `<${p}:${output}>`;
    for (const billede of outcome.beholdere?.[objekttype] ?? [])
      ud += filtreretOejebliksbillede(objekttype, p, billede);
    ud += `</${p}:${output}>`;
  }
  return ud;
}

/** Either one `UnikRetur` an object, or one `StandardRetur` where the request failed as a whole (spec sf1500 §2.10). */
function enkeltvis(outcome: Outcome): string {
  if (!outcome.enkeltvis) return standardRetur(outcome);
  return outcome.enkeltvis
    .map((post) => {
      const type = `<${SD}:Type>${post.objekttype}</${SD}:Type>`;
      return `<${SD}:UnikRetur>${statusElementer(post)}${type}${uuidElement(post.uuid)}</${SD}:UnikRetur>`;
    })
    .join('');
}

const INDHOLD: Readonly<Partial<Record<Verbum, (outcome: Outcome, tjeneste: Tjeneste) => string>>> = {
  opret: (outcome) => standardRetur(outcome) + (outcome.uuid ? uuidElement(outcome.uuid) : ''),
  laes: (outcome, tjeneste) => standardRetur(outcome) + billeder(outcome, tjeneste),
  list: (outcome, tjeneste) => standardRetur(outcome) + billeder(outcome, tjeneste),
  soeg: (outcome) => standardRetur(outcome) + idListe(outcome),
  fremsoegobjekthierarki: (outcome, tjeneste) => standardRetur(outcome) + beholdere(outcome, tjeneste),
  import: enkeltvis,
};

const navnerum = new Map<Tjeneste, string>();

/** The body element of the answer, as XML text. */
export function indkod(outcome: Outcome, tjeneste: Tjeneste, operation: OperationRaekke): string {
  let xmlns = navnerum.get(tjeneste);
  if (xmlns === undefined) {
    xmlns = erklaeringer(tjeneste);
    navnerum.set(tjeneste, xmlns);
  }
  const tag = `${tjenestePrefiks(tjeneste)}:${operation.output}`;
  const indhold = (INDHOLD[operation.verbum] ?? standardRetur)(outcome, tjeneste);
  return `<${tag}${xmlns}>${indhold}</${tag}>`;
}
