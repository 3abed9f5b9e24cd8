/**
 * The methods of AMQP 0-9-1 with their arguments as a file of ours, from the table of the public specification that
 * amqplib has inside. amqplib does not export it, so nothing but this reads it.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface Info {
  readonly id: number;
  readonly name: string;
  readonly args: readonly { readonly type: string; readonly name: string }[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const BASIC = 60;
const HEAD = `/**
 * The methods of AMQP 0-9-1, the properties of a message and the reply codes: facts of the public specification, written by
 * \`node tools/write-amqp.ts\` and never by hand. Ids are class and method; arguments stand in their order on the wire.
 */
`;

function formatted(text: string): string {
  const args = [BIOME, 'format', '--stdin-file-path=src/fronts/amqp/methods.ts'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function argumentsOf({ args }: Info): string {
  return `{ ${args.map(({ name, type }) => `${name}: '${type}'`).join(', ')} }`;
}

/** The text of src/fronts/amqp/methods.ts. */
export function amqpTable(): string {
  const definitions = createRequire(import.meta.url)('../node_modules/amqplib/lib/defs.js') as Record<
    string,
    unknown
  > & {
    info(id: number): Info;
    constants: Readonly<Record<string, number>>;
  };
  const infos = Object.values(definitions)
    .filter((value): value is number => typeof value === 'number' && value > 0xffff)
    .map((id) => definitions.info(id));
  const methods = infos
    .sort((a, b) => a.id - b.id)
    .map((info) => `${info.name}: { id: [${info.id >>> 16}, ${info.id & 0xffff}], args: ${argumentsOf(info)} },`);
  const codes = Object.entries(definitions.constants)
    .filter(([, code]) => code >= 300 && code < 600)
    .map(([name, code]) => `${name}: ${code},`);
  return formatted(`${HEAD}
export const METHODS = {
${methods.join('\n')}
} as const;

export const PROPERTIES = ${argumentsOf(definitions.info(BASIC))} as const;

export const REPLY_CODES = {
${codes.join('\n')}
} as const;
`);
}
