/** Watching the statements that go to the database: which, how long, how it ended; never a value of one. */
import type { Statement } from './driver.ts';

/** Told how a statement ended: the number of rows that it gave, or undefined where it failed. */
export type StatementEnd = (rows: number | undefined) => void;

export interface StatementWatch {
  /** A statement begins. The text of a statement holds no value but the owner's number. */
  begin(statement: Statement): StatementEnd;
}

/** Several watches as one; undefined where there are none, so that nothing is paid for. */
export function watchAll(watches: readonly StatementWatch[]): StatementWatch | undefined {
  if (watches.length < 2) return watches[0];
  return {
    begin(statement) {
      const ends = watches.map((watch) => watch.begin(statement));
      return (rows) => {
        for (const end of ends) end(rows);
      };
    },
  };
}

/** Texts whose labels are kept. */
const LABELS_MAX = 4000;
const labels = new Map<string, string>();

const TABLE =
  /\b(objekt|registrering|soeg_tekst|soeg_reference|soeg_dele|udbakke|aendring|taeller|myndighed|maerke|migration|sidemaerke|langsom|anvendersystem|systemcertifikat|serviceaftale|aftaleafgoerelse|gensyn)\b/;
const CHANGE = /\b(insert|update|delete)\b/i;

/** What a statement does, in two words: `select registrering`, `insert objekt`, `commit`. They are few. */
export function statementLabel({ text }: Statement): string {
  const known = labels.get(text);
  if (known !== undefined) return known;
  const [first = ''] = /[a-z]+/i.exec(text) ?? [];
  const verb = (CHANGE.exec(text)?.[1] ?? (first === 'with' ? 'select' : first)).toLowerCase();
  const [table] = TABLE.exec(text) ?? [];
  const label = table === undefined ? verb : `${verb} ${table}`;
  if (labels.size < LABELS_MAX) labels.set(text, label);
  return label;
}
