/** Systems and their certificates; all but the reading of a file is pure: each function gives the rows to add, or throws an `Aftalebrud`. */
import { readFileSync, statSync } from 'node:fs';
import { isUuid } from '../base/uuid.ts';
import { Sikkerhedsfejl } from '../identity/sikkerhedsfejl.ts';
import { type Certifikat, laesCertifikat } from '../identity/trust/certifikat.ts';
import type { Administrationsposter, Certifikatpost, Haendelse } from '../store/administration/administration.ts';
import { Aftalebrud, type Sted } from './aftalebrud.ts';
import { assertNavn } from './indhold.ts';
import type { Anvendersystem, Tilstand } from './model.ts';

const CERTIFIKATER_MAX = 20;

type Nye = Partial<Administrationsposter>;

const CERTIFIKATFIL_BYTES_MAX = 32_768;

/** The certificate in a file, PEM or DER: read as the server reads those that it meets. */
export function laesCertifikatfil(fil: string, sted: Sted = []): Certifikat {
  try {
    const { size } = statSync(fil);
    if (size > CERTIFIKATFIL_BYTES_MAX) throw ulaeseligt(`${fil} has ${size} bytes.`, sted);
    return laesCertifikat(readFileSync(fil));
  } catch (error) {
    if (error instanceof Sikkerhedsfejl) throw ulaeseligt(`${fil} holds none that is taken: ${error.detail}.`, sted);
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw ulaeseligt(`${fil} cannot be read: ${error.message}.`, sted);
  }
}

function ulaeseligt(tekst: string, sted: Sted): Aftalebrud {
  return new Aftalebrud('certifikat-ulaeseligt', tekst, sted);
}

/** The system of a UUID or of a name that is its alone. */
export function findSystem({ systemer }: Tilstand, hvilket: string, sted: Sted = ['system']): Anvendersystem {
  const fundne = isUuid(hvilket)
    ? systemer.filter(({ uuid }) => uuid === hvilket.toLowerCase())
    : systemer.filter(({ navn }) => navn === hvilket);
  if (fundne.length === 0) {
    throw new Aftalebrud('system-ukendt', `There is no system "${hvilket.slice(0, 200)}".`, sted);
  }
  if (fundne.length > 1) {
    const uuids = fundne.map(({ uuid }) => uuid).join(', ');
    throw new Aftalebrud('system-flertydigt', `${fundne.length} systems are called "${hvilket}": ${uuids}.`, sted);
  }
  return fundne[0]!;
}

export function opretSystem({ systemer }: Tilstand, uuid: string, navn: string, hvem: Haendelse): Nye {
  if (!isUuid(uuid)) throw new Aftalebrud('system-uuid', `"${uuid.slice(0, 80)}" is no UUID.`, ['uuid']);
  assertNavn(navn);
  const kendt = systemer.find((system) => system.uuid === uuid.toLowerCase());
  if (kendt) throw new Aftalebrud('system-findes', `${uuid} is "${kendt.navn}" already.`, ['uuid']);
  return { systemer: [{ ...hvem, uuid: uuid.toLowerCase(), navn }] };
}

/** Gives a system another name. */
export function omdoebSystem({ uuid }: Anvendersystem, navn: string, hvem: Haendelse): Nye {
  assertNavn(navn);
  return { systemer: [{ ...hvem, uuid, navn }] };
}

/** Gives a system further certificates; those that it has are left as they are. */
export function tilfoejCertifikater(
  { systemer }: Tilstand,
  systemUuid: string,
  givne: readonly Pick<Certifikat, 'sha256' | 'der'>[],
  hvem: Haendelse,
): { readonly certifikater: readonly Certifikatpost[] } {
  const har = systemer.find(({ uuid }) => uuid === systemUuid)?.certifikater ?? [];
  const nye = new Map<string, Certifikatpost>();
  for (const [nr, { sha256, der }] of givne.entries()) {
    const ejer = systemer.find(({ certifikater }) => certifikater.some((certifikat) => certifikat.sha256 === sha256));
    if (ejer && ejer.uuid !== systemUuid) {
      const tekst = `The certificate ${sha256} belongs to ${ejer.navn} (${ejer.uuid}).`;
      throw new Aftalebrud('certifikat-optaget', tekst, ['certifikater', nr]);
    }
    if (!ejer) nye.set(sha256, { ...hvem, sha256, systemUuid, handling: 'tilfoej', der });
  }
  if (har.length + nye.size > CERTIFIKATER_MAX) {
    throw new Aftalebrud('certifikater-antal', `It would have ${har.length + nye.size}.`, ['certifikater']);
  }
  return { certifikater: [...nye.values()] };
}

/** Takes a certificate from a system: from then on the token service does not know it. */
export function fjernCertifikat(system: Anvendersystem, sha256: string, hvem: Haendelse): Nye {
  const certifikat = system.certifikater.find((kendt) => kendt.sha256 === sha256);
  if (!certifikat) throw new Aftalebrud('certifikat-ukendt', `${system.navn} has no certificate ${sha256}.`);
  return { certifikater: [{ ...certifikat, ...hvem, handling: 'fjern' }] };
}
