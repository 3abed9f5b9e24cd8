/** How long a file may be, how it begins, and what a folder may not be called. */
import { isTest, type SourceFile } from './files.ts';

const LINES_MAX = 300;
/** Code that is longer than this needs a line in the list below; tests may be as long as `LINES_MAX`. */
const LINES_WITHOUT_REASON_MAX = 200;

/** Files of 200 to 300 lines, and why each is one idea that parts would hide. */
export const LONG_FILES: Readonly<Record<string, string>> = {
  'src/cli/commands.ts': 'one table: every command with its help',
  'src/fronts/amqp/methods.ts': 'one table, which is written by a program: every method of the protocol',
  'src/store/store.ts': 'one interface: all that the door promises',
  'src/standard/objekttyper.ts': 'one table: the 13 object types side by side',
};

const FOLDERS_WITHOUT_MEANING = /(^|\/)(utils?|helpers?|common|shared|lib|services?|types?)\//;

/** One line for each thing that is wrong with the shape of a source file. */
export function shapeBreaches({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').length - 1;
  const isComment = /^(#!.*\n)?(\/\*\*|\/\/)/.test(text);
  return [
    ...(lines > LINES_MAX ? [`${path}: ${lines} lines; ${LINES_MAX} is the most`] : []),
    ...(lines > LINES_WITHOUT_REASON_MAX && !isTest(path) && !LONG_FILES[path]
      ? [`${path}: ${lines} lines and no reason`]
      : []),
    ...(isComment || path.endsWith('.test.ts') ? [] : [`${path}: does not begin with what it is`]),
    ...(FOLDERS_WITHOUT_MEANING.test(path) ? [`${path}: a folder of that name says nothing`] : []),
  ];
}
