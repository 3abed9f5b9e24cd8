/** What a client does, and how often. */
import type { Medarbejder } from './medarbejder.ts';

type Handling = (m: Medarbejder) => Promise<void>;

const gange = (antal: number, handling: Handling): Handling[] => Array.from({ length: antal }, () => handling);

/** Of a hundred things, so many of each. */
export const DAGSVAERK: readonly Handling[] = [
  ...gange(4, (m) => m.ansaet()),
  ...gange(8, (m) => m.importerNyt()),
  ...gange(5, (m) => m.opret()),
  ...gange(24, (m) => m.ret()),
  ...gange(2, (m) => m.omorganiser()),
  ...gange(4, (m) => m.afslut('passiver')),
  ...gange(4, (m) => m.afslut('slet')),
  ...gange(6, (m) => m.genimporter()),
  ...gange(5, (m) => m.flokkes()),
  ...gange(2, (m) => m.importerMange()),
  ...gange(2, (m) => m.anonymiser()),
  ...gange(2, (m) => m.fremmed()),
  ...gange(9, (m) => m.opslag.laes()),
  ...gange(5, (m) => m.opslag.list()),
  ...gange(12, (m) => m.opslag.soeg()),
  ...gange(4, (m) => m.opslag.sider()),
  ...gange(2, (m) => m.opslag.hierarki()),
];
