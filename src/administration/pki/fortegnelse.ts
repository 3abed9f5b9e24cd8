/** What certificates a folder of keys has. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FkorgError } from '../../base/error.ts';
import type { Certifikat } from '../../identity/trust/certifikat.ts';
import { certifikaterI, KLIENTER, TILLID } from './mappe.ts';
import { laesPem } from './noegler.ts';

/** Every certificate with its file, from the folder on; sorted within each folder. Throws `bad-setting` as `laesPem` does. */
export function fortegnelse(mappe: string): { fil: string; certifikat: Certifikat }[] {
  if (!existsSync(mappe)) throw new FkorgError('bad-setting', `There are no keys in ${mappe}: see \`fkorg pki init\`.`);
  return ['', KLIENTER, TILLID]
    .flatMap((inden) => certifikaterI(join(mappe, inden)).map((navn) => join(inden, `${navn}.pem`)))
    .map((fil) => ({ fil, certifikat: laesPem(join(mappe, fil)) }));
}
