/** The folder of keys: what its files are called, and how they are written: never over another one, keys for the owner alone. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FkorgError } from '../../base/error.ts';
import type { Lavet } from './lav.ts';

/** Folders inside the folder: certificates of clients, and of further token services that are trusted. */
export const KLIENTER = 'klienter';
export const TILLID = 'tillid';

/** What a client may be called: it becomes the name of its files. */
export const KLIENTNAVN = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Files read from one folder at most. */
const FILES_MAX = 1000;

/** The two files of a name such as `service` or `klienter/demo`. */
export function filerAf(mappe: string, navn: string): { certifikat: string; noegle: string; p12: string } {
  return {
    certifikat: join(mappe, `${navn}.pem`),
    noegle: join(mappe, `${navn}.key`),
    p12: join(mappe, `${navn}.p12`),
  };
}

/** Makes a folder that its owner alone can enter; one that is there is left as it is. */
export function lavMappe(...dele: string[]): void {
  mkdirSync(join(...dele), { recursive: true, mode: 0o700 });
}

/** Throws `bad-setting` where one of the files is there already. */
export function assertLedig(filer: readonly string[]): void {
  const fundet = filer.find((fil) => existsSync(fil));
  if (fundet !== undefined) {
    throw new FkorgError('bad-setting', `${fundet} is there already, and nothing is written over a key.`);
  }
}

/** Writes certificate and key under a name. Throws where one of them is there. */
export function skrivPar(mappe: string, navn: string, { certifikat, noegle }: Lavet): void {
  const filer = filerAf(mappe, navn);
  assertLedig([filer.certifikat, filer.noegle]);
  skrivHemmeligt(filer.noegle, noegle);
  writeFileSync(filer.certifikat, certifikat, { flag: 'wx', mode: 0o644 });
}

/** Writes a file that its owner alone can read. */
export function skrivHemmeligt(fil: string, indhold: string | Buffer): void {
  writeFileSync(fil, indhold, { flag: 'wx', mode: 0o600 });
}

/** The names of the certificates in a folder without `.pem`, sorted; empty where there is no such folder. */
export function certifikaterI(mappe: string): string[] {
  if (!existsSync(mappe)) return [];
  const navne = readdirSync(mappe)
    .filter((fil) => fil.endsWith('.pem'))
    .map((fil) => fil.slice(0, -'.pem'.length))
    .sort();
  if (navne.length > FILES_MAX) {
    throw new FkorgError('bad-setting', `${mappe} has ${navne.length} certificates; ${FILES_MAX} is the most.`);
  }
  return navne;
}

/** The numbers of the token service's signing certificates that are there, lowest first. */
export function stsNumre(mappe: string): number[] {
  return certifikaterI(mappe)
    .flatMap((navn) => /^sts-([1-9]\d{0,3})$/.exec(navn)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
