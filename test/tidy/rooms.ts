/** Which room may import which (docs/architecture.md), and the check of it. */
import { posix } from 'node:path';
import { isTest, type SourceFile, withoutComments } from './files.ts';

/** The rooms in a row: each may import those to its left. */
export const ROW = [
  'base',
  'xml',
  'standard',
  'register',
  'access',
  'store',
  'operations',
  'data',
  'fronts',
  'exchange',
  'server',
  'cli',
];

/** What each room may import besides itself; rooms outside the row are listed by hand. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(ROW.map((room, i) => [room, ROW.slice(0, i)])),
  fronts: ['base', 'xml', 'standard', 'register', 'access', 'operations', 'data', 'identity'],
  server: [...ROW.slice(0, ROW.indexOf('server')), 'identity', 'administration', 'beskedfordeler'],
  cli: [...ROW.slice(0, ROW.indexOf('cli')), 'identity', 'administration', 'beskedfordeler'],
  identity: ['base', 'xml', 'access'],
  administration: ['base', 'xml', 'standard', 'register', 'access', 'identity', 'store'],
  beskedfordeler: ['base', 'xml', 'standard', 'register', 'access', 'store', 'administration'],
};

/** Rooms that do no I/O; of what Node brings they use hashes alone (dice are looked for by `words.ts`). */
const PURE = ['base', 'xml', 'standard', 'register', 'access'];
const PURE_BUILTINS = ['node:crypto'];

/** What a file imports, types and dynamic imports included. */
function importsOf(text: string): string[] {
  const code = withoutComments(text);
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

/** `fronts/soap` for a front, else the first folder below src. */
function roomOf(path: string): string {
  const [, room = '', front = ''] = path.split('/');
  return room === 'fronts' ? `fronts/${front}` : room;
}

/** One line for each import of a file below src that its room does not allow. */
export function importBreaches({ path, text }: SourceFile): string[] {
  const room = roomOf(path);
  const kind = room.split('/')[0]!;
  const allowed = MAY_IMPORT[kind];
  if (!allowed) return [`${path}: ${kind} is no room`];
  return importsOf(text).flatMap((name) => {
    if (name.startsWith('node:')) {
      const isAllowed = !PURE.includes(kind) || isTest(path) || PURE_BUILTINS.includes(name);
      return isAllowed ? [] : [`${path}: ${kind} does no I/O and imports no ${name}`];
    }
    if (!name.startsWith('.')) return [];
    const target = posix.join(posix.dirname(path), name);
    if (!target.startsWith('src/')) return isTest(path) ? [] : [`${path}: ${name} is outside src`];
    const targetRoom = roomOf(target);
    if (targetRoom === room || allowed.includes(targetRoom.split('/')[0]!)) return [];
    return [`${path}: ${room} does not import ${targetRoom} (${name})`];
  });
}
