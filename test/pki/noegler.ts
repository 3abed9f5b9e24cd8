/** Keys for tests that sign and verify: a CA, a token service with two keys, a service and clients, made once for each process. */
import { createPrivateKey } from 'node:crypto';
import { type Bestilling, type Lavet, lavCertifikat } from '../../src/administration/pki/lav.ts';
import { laesCertifikat, type Noeglepar } from '../../src/identity/trust/certifikat.ts';

/** From an hour before this process began, for a year. */
const GYLDIG = { fra: Date.now() - 3_600_000, til: Date.now() + 365 * 86_400_000 };

/** As the rest of the program has it. */
export function parAf({ certifikat, noegle }: Lavet): Noeglepar {
  return { certifikat: laesCertifikat(certifikat), privat: createPrivateKey(noegle) };
}

let ca: Promise<Lavet> | undefined;

/** The CA of this process. */
export function proeveCa(): Promise<Lavet> {
  ca ??= lavCertifikat({ art: 'ca', navn: 'Proeve CA', organisation: 'fkorg', ...GYLDIG });
  return ca;
}

/** A new key with its certificate; `over` says what is different. */
export async function lavProeve(over: Partial<Bestilling> = {}): Promise<Lavet> {
  return lavCertifikat({ art: 'system', navn: 'Proeve', organisation: 'fkorg', ...GYLDIG, ...over }, await proeveCa());
}

/** A new key pair; `over` says what is different. */
export async function lavPar(over: Partial<Bestilling> = {}): Promise<Noeglepar> {
  return parAf(await lavProeve(over));
}

/** A client as OCES3 has it. */
export function lavKlient(cvr: string, navn = 'Proevesystem'): Promise<Noeglepar> {
  return lavPar({ navn, cvr, uuid: '7d8a1c52-0e35-4a8e-9c37-5d0b7f0b2f11' });
}
