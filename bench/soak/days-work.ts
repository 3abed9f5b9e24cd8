/** What a client does, and how often. */
import type { Clerk } from './clerk.ts';

type Action = (m: Clerk) => Promise<void>;

const times = (count: number, action: Action): Action[] => Array.from({ length: count }, () => action);

/** Of a hundred things, so many of each. */
export const DAYS_WORK: readonly Action[] = [
  ...times(4, (m) => m.hire()),
  ...times(8, (m) => m.importNew()),
  ...times(5, (m) => m.opret()),
  ...times(24, (m) => m.ret()),
  ...times(2, (m) => m.reorganise()),
  ...times(4, (m) => m.endOne('passiver')),
  ...times(4, (m) => m.endOne('slet')),
  ...times(6, (m) => m.importAgain()),
  ...times(5, (m) => m.crowd()),
  ...times(2, (m) => m.importMany()),
  ...times(2, (m) => m.anonymiser()),
  ...times(2, (m) => m.foreign()),
  ...times(9, (m) => m.lookups.laes()),
  ...times(5, (m) => m.lookups.list()),
  ...times(12, (m) => m.lookups.soeg()),
  ...times(4, (m) => m.lookups.pages()),
  ...times(2, (m) => m.lookups.hierarki()),
];
