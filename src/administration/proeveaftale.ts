/** The system and the agreement that a new environment begins with, so that a client can be tried at once. */
import { newUuid } from '../base/uuid.ts';
import type { Certifikat } from '../identity/trust/certifikat.ts';
import type {
  Administration,
  Administrationsposter,
  Aftaleindhold,
  Haendelse,
  Miljoe,
} from '../store/administration/administration.ts';
import { aendr } from './aendring.ts';
import { anmod, godkend } from './livsforloeb.ts';
import { type Anvendersystem, type Tilstand, tilstandOf } from './model.ts';
import { type Aftalestatus, statusOf } from './status.ts';
import { opretSystem, tilfoejCertifikater } from './systemer.ts';

export interface Proeve {
  /** Of the system that is made where nobody has the certificate. */
  readonly navn: string;
  readonly certifikat: Certifikat;
  /** The authority that the system acts for. */
  readonly cvr: string;
  readonly miljoe: Miljoe;
}

export interface Proeveaftale {
  readonly system: Pick<Anvendersystem, 'uuid' | 'navn'>;
  readonly aftaleUuid: string;
  readonly status: Aftalestatus;
}

/**
 * Lets the holder of a certificate read and write all that the authority owns in Organisation. The system that has the
 * certificate, and an agreement of any status that it has with the authority, are left as they are.
 */
export async function lavProeveaftale(
  administration: Administration,
  proeve: Proeve,
  hvem: Haendelse,
): Promise<Proeveaftale> {
  await aendr(administration, (tilstand) => manglende(tilstand, proeve, hvem));
  const tilstand = tilstandOf(await administration.hent());
  const system = systemOf(tilstand, proeve)!;
  const aftale = aftaleOf(tilstand, system.uuid, proeve)!;
  return { system, aftaleUuid: aftale.uuid, status: statusOf(aftale) };
}

/** The rows that are missing, all at once: system, certificate, request and approval. */
function manglende(tilstand: Tilstand, proeve: Proeve, hvem: Haendelse): Partial<Administrationsposter> {
  const kendt = systemOf(tilstand, proeve);
  if (kendt && aftaleOf(tilstand, kendt.uuid, proeve)) return {};
  const system = kendt ?? { uuid: newUuid(), navn: proeve.navn, oprettet: hvem.tidspunkt, certifikater: [] };
  const { cvr, miljoe } = proeve;
  const med = { ...tilstand, systemer: [...tilstand.systemer, system] };
  const anmodning = { uuid: newUuid(), systemUuid: system.uuid, cvr, miljoe, indhold: indholdOf(proeve) };
  const { aftaler } = anmod(med, anmodning, new Set([cvr]), hvem);
  const godkendt = godkend(med, { ...aftaler[0]!, afgoerelser: [] }, cvr, hvem);
  return {
    ...(kendt === undefined && opretSystem(tilstand, system.uuid, system.navn, hvem)),
    ...(kendt === undefined && tilfoejCertifikater(tilstand, system.uuid, [proeve.certifikat], hvem)),
    ...godkendt,
    aftaler,
  };
}

function indholdOf({ navn, miljoe }: Proeve): Aftaleindhold {
  const ja = ['senavn', 'secpr-nummer', 'anonymiser', ...(miljoe === 'test' ? ['fysiskslet'] : [])];
  return {
    navn: `Prøveaftale: ${navn}`,
    begrundelse: 'Til at prøve klienter med',
    dataejere: [],
    services: [
      {
        service: 'organisation',
        roller: ['udstil', 'rediger'],
        dataafgraensninger: Object.fromEntries(ja.map((navn) => [navn, ['Ja']])),
      },
    ],
  };
}

function systemOf({ systemer }: Tilstand, { certifikat }: Proeve): Anvendersystem | undefined {
  return systemer.find(({ certifikater }) => certifikater.some(({ sha256 }) => sha256 === certifikat.sha256));
}

/** The newest agreement of the system with the authority in the environment. */
function aftaleOf({ aftaler }: Tilstand, system: string, { cvr, miljoe }: Proeve) {
  return aftaler.findLast((aftale) => aftale.systemUuid === system && aftale.cvr === cvr && aftale.miljoe === miljoe);
}
