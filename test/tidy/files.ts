/** The files of the project as the tidy tests read them. */
import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);
const NOT_OURS = new Set(['node_modules', '.git', 'data', 'elsewhere']);

export interface SourceFile {
  /** From the root of the project, parted by `/`. */
  readonly path: string;
  readonly text: string;
}

/** A file by its path from the root. */
export function readProjectFile(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** Every text file whose path fits; folders that are not the project's own are passed over. */
export function projectFiles(fits: (path: string) => boolean, folder = ''): SourceFile[] {
  return readdirSync(new URL(folder, ROOT), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) return folder === '' && NOT_OURS.has(entry.name) ? [] : projectFiles(fits, `${path}/`);
    return entry.isFile() && fits(path) ? [{ path, text: readProjectFile(path) }] : [];
  });
}

/** True for what is run only by tests. */
export function isTest(path: string): boolean {
  return path.startsWith('test/') || /\.(test|testing)\.ts$/.test(path);
}

/** A TypeScript text without its comments, so that a word in a sentence is not taken for code. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"])\/\/.*$/gm, '$1');
}
