/** Systems and their certificates: pure, each function gives the rows to add, or throws an `Aftalebrud`. */
import { isUuid } from '../base/uuid.ts';
import { Sikkerhedsfejl } from '../identity/sikkerhedsfejl.ts';
import { type Certifikat, laesCertifikat } from '../identity/trust/certifikat.ts';
import type { Administrationsposter, Certifikatpost, Haendelse } from '../store/administration/administration.ts';
import { Aftalebrud, type Sted } from './aftalebrud.ts';
import { assertNavn } from './indhold.ts';
import type { Anvendersystem, Tilstand } from './model.ts';

const CERTIFIKATER_MAX = 20;

type Nye = Partial<Administrationsposter>;

/** The certificate of a file, PEM or DER: read as the server reads those that it meets. `hvor` names the file. */
export function certifikatAf(bytes: Buffer, hvor: string, sted: Sted = []): Certifikat {
  try {
    return laesCertifikat(bytes);
  } catch (error) {
    if (!(error instanceof Sikkerhedsfejl)) throw error;
    throw new Aftalebrud('certifikat-ulaeseligt', `${hvor} holds none that is taken: ${error.detail}.`, sted);
  }
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

/** Gives a system further certificates; those that it has are left as they are. */
export function tilfoejCertifikater(
  { systemer }: Tilstand,
  systemUuid: string,
  givne: readonly Pick<Certifikat, 'sha256' | 'der'>[],
  hvem: Haendelse,
): Nye {
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
