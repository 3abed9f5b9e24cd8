/** Systems, certificates and agreements on a driver. Writers queue at the counter, so rows are in the order of commits. */
import type { Driver, Session, Statement } from '../drivers/driver.ts';
import { driverI } from '../drivers/i-transaktion.ts';
import { cvrOf } from '../numre.ts';
import { tidspunktText } from '../parametre.ts';
import { iEnTransaktion, Opgivet } from '../queries/transaktion.ts';
import { reviderAdministration } from '../revision/administrationsraekker.ts';
import type {
  Administration,
  Administrationsposter,
  Afgoerelsespost,
  Aftaleindhold,
  Aftalepost,
  Certifikatpost,
  Miljoe,
  Partsrolle,
  Systempost,
} from './administration.ts';

/** Milliseconds since the epoch, as a number. */
const TID = '(extract(epoch from tidspunkt) * 1000)::double precision';

const VERSION: Statement = { text: `select vaerdi from taeller where navn = 'administration'` };
const NAESTE: Statement = {
  text: `update taeller set vaerdi = vaerdi + 1 where navn = 'administration' and vaerdi = $1::bigint returning 1`,
};

const SYSTEMER: Statement = { text: `select ${TID}, af, uuid, navn from anvendersystem order by nr` };
const CERTIFIKATER: Statement = {
  text: `select ${TID}, af, sha256, system, handling, der from systemcertifikat order by nr`,
};
const AFTALER = `select ${TID}, af, uuid, system, cvr, miljoe, kopi_af, indhold from serviceaftale`;
const AFGOERELSER = `select ${TID}, af, aftale, handling, part, cvr, begrundelse from aftaleafgoerelse`;
const ET_SYSTEM = 'where system = $1::uuid';

const SYSTEM_MED: Statement = {
  name: 'system_med_certifikat',
  text: `select s.uuid, s.navn
    from (select system, handling from systemcertifikat where sha256 = $1 order by nr desc limit 1) c
      join anvendersystem s on s.uuid = c.system
    where c.handling = 'tilfoej' order by s.nr desc limit 1`,
};

const NYT_SYSTEM: Statement = {
  text: 'insert into anvendersystem (tidspunkt, af, uuid, navn) values ($1::timestamptz, $2, $3::uuid, $4)',
};
const NYT_CERTIFIKAT: Statement = {
  text: `insert into systemcertifikat (tidspunkt, af, sha256, system, handling, der)
    values ($1::timestamptz, $2, $3, $4::uuid, $5, $6)`,
};
const NY_AFTALE: Statement = {
  text: `insert into serviceaftale (tidspunkt, af, uuid, system, cvr, miljoe, kopi_af, indhold)
    values ($1::timestamptz, $2, $3::uuid, $4::uuid, $5::int, $6, $7::uuid, $8)`,
};
const NY_AFGOERELSE: Statement = {
  text: `insert into aftaleafgoerelse (tidspunkt, af, aftale, handling, part, cvr, begrundelse)
    values ($1::timestamptz, $2, $3::uuid, $4, $5, $6::int, $7)`,
};

type Haendelsesraekke = readonly [tidspunkt: number, af: string];
type Systemraekke = readonly [...Haendelsesraekke, uuid: string, navn: string];
type Certifikatraekke = readonly [
  ...Haendelsesraekke,
  sha256: string,
  system: string,
  handling: Certifikatpost['handling'],
  der: string,
];
type Aftaleraekke = readonly [
  ...Haendelsesraekke,
  uuid: string,
  system: string,
  cvr: number,
  miljoe: Miljoe,
  kopiAf: string | null,
  indhold: string,
];
type Afgoerelsesraekke = readonly [
  ...Haendelsesraekke,
  aftale: string,
  handling: Afgoerelsespost['handling'],
  part: Partsrolle | null,
  cvr: number | null,
  begrundelse: string | null,
];

export function sqlAdministration(driver: Driver): Administration {
  return {
    async version() {
      const [row] = await driver.query<[string]>(VERSION, []);
      return Number(row![0]);
    },
    hent: async () => ({ ...(await hentSystemer(driver)), ...(await hentAftaler(driver)) }),
    hentAftaler: (systemUuid) => hentAftaler(driver, systemUuid),
    async findSystem(sha256) {
      const [row] = await driver.query<[string, string]>(SYSTEM_MED, [sha256]);
      return row && { uuid: row[0], navn: row[1] };
    },
    gem: (poster, forventet) =>
      iEnTransaktion(driver, async (session) => {
        const counted = await session.query(NAESTE, [forventet]);
        if (counted.length === 0) throw new Opgivet();
        await gem(session, poster);
        await reviderAdministration(driverI(session, driver), poster);
      }),
  };
}

async function hentSystemer(session: Session): Promise<Pick<Administrationsposter, 'systemer' | 'certifikater'>> {
  const systemer = await session.query<Systemraekke>(SYSTEMER, []);
  const certifikater = await session.query<Certifikatraekke>(CERTIFIKATER, []);
  return {
    systemer: systemer.map(([tidspunkt, af, uuid, navn]) => ({ tidspunkt, af, uuid, navn })),
    certifikater: certifikater.map(([tidspunkt, af, sha256, systemUuid, handling, der]) => ({
      tidspunkt,
      af,
      sha256,
      systemUuid,
      handling,
      der: Buffer.from(der, 'base64'),
    })),
  };
}

/** Those of one system, or all. */
async function hentAftaler(
  session: Session,
  systemUuid?: string,
): Promise<Pick<Administrationsposter, 'aftaler' | 'afgoerelser'>> {
  const parameters = systemUuid === undefined ? [] : [systemUuid];
  const hvilke = systemUuid === undefined ? '' : ET_SYSTEM;
  const deres = systemUuid === undefined ? '' : `where aftale in (select uuid from serviceaftale ${ET_SYSTEM})`;
  const aftaler = await session.query<Aftaleraekke>({ text: `${AFTALER} ${hvilke} order by nr` }, parameters);
  const text = `${AFGOERELSER} ${deres} order by nr`;
  const afgoerelser = await session.query<Afgoerelsesraekke>({ text }, parameters);
  return { aftaler: aftaler.map(aftaleOf), afgoerelser: afgoerelser.map(afgoerelseOf) };
}

function aftaleOf([tidspunkt, af, uuid, system, cvr, miljoe, kopiAf, indhold]: Aftaleraekke): Aftalepost {
  return {
    tidspunkt,
    af,
    uuid,
    systemUuid: system,
    cvr: cvrOf(cvr),
    miljoe,
    ...(kopiAf !== null && { kopiAf }),
    indhold: JSON.parse(indhold) as Aftaleindhold,
  };
}

function afgoerelseOf([tidspunkt, af, aftale, handling, rolle, cvr, begrundelse]: Afgoerelsesraekke): Afgoerelsespost {
  return {
    tidspunkt,
    af,
    aftaleUuid: aftale,
    handling,
    ...(rolle !== null && cvr !== null && { part: { rolle, cvr: cvrOf(cvr) } }),
    ...(begrundelse !== null && { begrundelse }),
  };
}

async function gem(session: Session, poster: Partial<Administrationsposter>): Promise<void> {
  const foran = ({ tidspunkt, af }: Systempost | Certifikatpost | Aftalepost | Afgoerelsespost) =>
    [tidspunktText(tidspunkt), af] as const;
  for (const post of poster.systemer ?? []) {
    await session.query(NYT_SYSTEM, [...foran(post), post.uuid, post.navn]);
  }
  for (const post of poster.certifikater ?? []) {
    const { sha256, systemUuid, handling, der } = post;
    await session.query(NYT_CERTIFIKAT, [...foran(post), sha256, systemUuid, handling, der.toString('base64')]);
  }
  for (const post of poster.aftaler ?? []) {
    const { uuid, systemUuid, cvr, miljoe, kopiAf = null, indhold } = post;
    const tekst = JSON.stringify(indhold);
    await session.query(NY_AFTALE, [...foran(post), uuid, systemUuid, Number(cvr), miljoe, kopiAf, tekst]);
  }
  for (const post of poster.afgoerelser ?? []) {
    const { aftaleUuid, handling, part, begrundelse = null } = post;
    const hvem = [part?.rolle ?? null, part ? Number(part.cvr) : null];
    await session.query(NY_AFGOERELSE, [...foran(post), aftaleUuid, handling, ...hvem, begrundelse]);
  }
}
