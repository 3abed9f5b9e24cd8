/** The pages of docs/reference/rules: one for each rule, and the list of them, from the table of rules. */
import type { Brud } from '../src/base/brud.ts';
import { DEFAULT_LIMITS } from '../src/base/limits.ts';
import { compileAnmodningsskema } from '../src/standard/anmodningsskema.ts';
import { brudTekst } from '../src/standard/brud-tekst.ts';
import { STATUS } from '../src/standard/koder.ts';
import { regelRaad } from '../src/standard/regel-raad.ts';
import { type RegelId, regler } from '../src/standard/regler.ts';
import { parseXml, xmlLimitsOf } from '../src/xml/parse.ts';
import { ruleExamples } from './rule-examples.ts';

const STATUS_WORDS: ReadonlyMap<number, string> = new Map([
  [STATUS.ugyldigtInput, 'invalid input'],
  [STATUS.ikkeAutoriseret, 'not authorised'],
  [STATUS.ikkeFundet, 'not found'],
  [STATUS.registreringstidIFremtiden, 'the registration time is in the future of the server'],
  [STATUS.ugyldigVirkning, 'invalid period of validity'],
  [STATUS.findesAlleredeEllerAfsluttet, 'exists already, or is passive or deleted'],
]);

const WRITTEN = 'This page is written from the table in `src/standard/regler.ts` by `node tools/write-rules.ts`.';

const ids = Object.keys(regler) as RegelId[];
const skema = compileAnmodningsskema();

/** What the server finds wrong with an example. */
export function breachesOf(example: string): readonly Brud<RegelId>[] {
  const text = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${example}</e:Body></e:Envelope>`;
  const bytes = new TextEncoder().encode(text);
  return skema.valider(bytes, parseXml(bytes, xmlLimitsOf(DEFAULT_LIMITS, bytes.length))).brud;
}

function exampleOf(id: RegelId): string {
  const example = ruleExamples[id];
  if (example === undefined) return '';
  return `\n## Example\n\n\`\`\`xml\n${example}\n\`\`\`\n\nis answered with the \`FejlbeskedTekst\`\n\n> ${brudTekst(breachesOf(example))}\n`;
}

function statusOf(id: RegelId): string {
  const { status } = regler[id];
  return `${status} (${STATUS_WORDS.get(status)})`;
}

function pageOf(id: RegelId): string {
  const { tekst, why } = regler[id];
  return (
    `# ${id}\n\n${WRITTEN}\n\n> ${tekst}\n\n` +
    `- StatusKode: ${statusOf(id)}\n- Why: ${why}\n- How to mend: ${regelRaad[id]}\n${exampleOf(id)}`
  );
}

function indexPage(): string {
  const rows = ids.map((id) => `| [${id}](${id}.md) | ${regler[id].status} | ${regler[id].tekst} |`);
  return (
    `# Rules\n\n${WRITTEN}\n\n` +
    'A refusal names its rules in `FejlbeskedTekst` (`regel …`), and where the answer is JSON in `brud` of a problem\n' +
    '(RFC 9457). The ids are stable. Each text names the place in the message, the rule, the value, and what would be\n' +
    'right.\n\n' +
    `| Rule | StatusKode | What it says |\n|---|---|---|\n${rows.join('\n')}\n`
  );
}

/** The pages by file name. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([['README.md', indexPage()], ...ids.map((id) => [`${id}.md`, pageOf(id)] as const)]);
}
