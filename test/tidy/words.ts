/** Words that have a home: SQL in the store, the environment in the settings, clocks and dice nowhere in the core. */
import { isTest, type SourceFile, withoutComments } from './files.ts';

const SQL =
  /\b(?:select\s[\s\S]{1,300}?\sfrom\s|insert\s+into\s|delete\s+from\s|update\s+\w+\s+set\s|(?:create|alter|drop)\s+(?:unique\s+)?(?:table|index)\s)/i;
const ENVIRONMENT = /\bprocess\s*\.\s*env\b|\benv\b[^=]*=\s*process\b/;
const CLOCK = /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bperformance\s*\.\s*now\b/;
const DICE = /\bMath\s*\.\s*random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b|\bnewUuid\b/;

interface Home {
  readonly what: string;
  readonly word: RegExp;
  /** True for the files in which the word is not allowed. */
  readonly isBanned: (path: string) => boolean;
}

const isCore = (path: string) => /^src\/(base|xml|standard|register|access)\//.test(path);

const HOMES: readonly Home[] = [
  { what: 'SQL', word: SQL, isBanned: (path) => !path.startsWith('src/store/') },
  { what: 'the environment', word: ENVIRONMENT, isBanned: (path) => path !== 'src/cli/settings.ts' },
  { what: 'a clock', word: CLOCK, isBanned: (path) => isCore(path) && path !== 'src/base/clock.ts' },
  { what: 'dice', word: DICE, isBanned: (path) => isCore(path) && path !== 'src/base/uuid.ts' },
];

/** One line for each word of a file below src that has its home elsewhere. Tests may say what they like. */
export function wordBreaches({ path, text }: SourceFile): string[] {
  if (isTest(path)) return [];
  const code = withoutComments(text);
  return HOMES.filter(({ isBanned, word }) => isBanned(path) && word.test(code)).map(
    ({ what, word }) => `${path}: ${what} has no place here (${word.exec(code)?.[0].slice(0, 40)})`,
  );
}
