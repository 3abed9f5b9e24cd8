/**
 * From an outcome to the body element of the answer (spec sf1500 §1.3, §1.5). Every answer fits the received XSDs, also
 * when it refuses: a hierarchy always has all its containers (§1.6 no 19), a search always its IdListe (§2.8).
 */
import type { Labels, Oejebliksbillede, Outcome } from '../../operations/operation.ts';
import { brudTekst } from '../../standard/brud-tekst.ts';
import { hierarkier } from '../../standard/hierarkier.ts';
import { STATUS } from '../../standard/koder.ts';
import type { OperationRaekke, Tjeneste, Verbum } from '../../standard/tjenester.ts';
import { escapeText } from '../../xml/write.ts';
import { billedeSkriver } from './indkod-registrering.ts';
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

const UDEN_LABELS: Labels = new Map();

function labelsTil(outcome: Outcome, { ejer }: Oejebliksbillede): Labels {
  return outcome.labels?.get(ejer) ?? UDEN_LABELS;
}

function billeder(outcome: Outcome, tjeneste: Tjeneste): readonly string[] {
  const { objekttype } = tjeneste;
  if (!objekttype) return [];
  const prefiks = typePrefiks(objekttype);
  const skriv = billedeSkriver(objekttype, tjeneste.version);
  return (outcome.billeder ?? []).map((billede) => skriv(prefiks, billede, labelsTil(outcome, billede)));
}

function idListe(outcome: Outcome): string {
  return `<${SD}:IdListe>${(outcome.uuids ?? []).map(uuidElement).join('')}</${SD}:IdListe>`;
}

function beholdere(outcome: Outcome, tjeneste: Tjeneste): readonly string[] {
  const p = tjenestePrefiks(tjeneste);
  return hierarkier[tjeneste.system].flatMap(({ objekttype, output }) => {
    const skriv = billedeSkriver(objekttype, tjeneste.version);
    const indhold = (outcome.beholdere?.[objekttype] ?? []).map((billede) =>
      skriv(p, billede, labelsTil(outcome, billede)),
    );
    return [`<${p}:${output}>`, ...indhold, `</${p}:${output}>`];
  });
}

/** Either one `UnikRetur` an object, or one `StandardRetur` where the request failed as a whole (spec sf1500 §2.10). */
function enkeltvis(outcome: Outcome): readonly string[] {
  if (!outcome.enkeltvis) return [standardRetur(outcome)];
  return outcome.enkeltvis.map((post) => {
    const type = `<${SD}:Type>${post.objekttype}</${SD}:Type>`;
    return `<${SD}:UnikRetur>${statusElementer(post)}${type}${uuidElement(post.uuid)}</${SD}:UnikRetur>`;
  });
}

const INDHOLD: Readonly<Partial<Record<Verbum, (outcome: Outcome, tjeneste: Tjeneste) => readonly string[]>>> = {
  opret: (outcome) => [standardRetur(outcome), outcome.uuid ? uuidElement(outcome.uuid) : ''],
  laes: (outcome, tjeneste) => [standardRetur(outcome), ...billeder(outcome, tjeneste)],
  list: (outcome, tjeneste) => [standardRetur(outcome), ...billeder(outcome, tjeneste)],
  soeg: (outcome) => [standardRetur(outcome), idListe(outcome)],
  fremsoegobjekthierarki: (outcome, tjeneste) => [standardRetur(outcome), ...beholdere(outcome, tjeneste)],
  import: enkeltvis,
};

const navnerum = new Map<Tjeneste, string>();

/** The body element of the answer, as XML text in pieces. */
export function indkod(outcome: Outcome, tjeneste: Tjeneste, operation: OperationRaekke): readonly string[] {
  let xmlns = navnerum.get(tjeneste);
  if (xmlns === undefined) {
    xmlns = erklaeringer(tjeneste)
      .map(([prefiks, ns]) => ` xmlns:${prefiks}="${ns}"`)
      .join('');
    navnerum.set(tjeneste, xmlns);
  }
  const tag = `${tjenestePrefiks(tjeneste)}:${operation.output}`;
  const indhold = INDHOLD[operation.verbum]?.(outcome, tjeneste) ?? [standardRetur(outcome)];
  return [`<${tag}${xmlns}>`, ...indhold, `</${tag}>`];
}
