/**
 * AMQP with tokens (spec security §7): EXTERNAL brings an assertion to send with or to receive with, and each message that is
 * sent brings one of its own. What a system may do is asked of its agreements, and not read from the token.
 */
import type { Hvem } from '../../access/revision.ts';
import { services } from '../../administration/servicetabel.ts';
import type { Clock } from '../../base/clock.ts';
import type { Beskedaftaler } from '../../beskedfordeler/adgang/beskedaftaler.ts';
import { gaelderFor } from '../../beskedfordeler/adgang/modtag.ts';
import type { Beskedgraenser } from '../../beskedfordeler/kuvert/laes.ts';
import { AmqpBreach } from '../../fronts/amqp/breach.ts';
import type { Afsendelsessvar, Beskedpost, Forsendelse, Gaest, Klient } from '../../fronts/amqp/post.ts';
import type { Aftaler } from '../../identity/saml/aftaler.ts';
import { Sikkerhedsfejl, Udloebet } from '../../identity/sikkerhedsfejl.ts';
import { erGyldig } from '../../identity/trust/certifikat.ts';
import { verificerAlene } from '../../identity/wss/alene.ts';
import { Assertioner, type KendtAssertion, type Tillid } from '../../identity/wss/assertioner.ts';
import { STATUS } from '../../standard/koder.ts';
import type { XmlLimits } from '../../xml/parse.ts';
import type { KlientcertifikatKrav } from '../adgang-token.ts';
import { indsend, type Modtager } from './indsend.ts';
import type { Koer } from './koer.ts';
import type { Spor } from './spor.ts';

export interface TokenPostvalg {
  readonly tillid: Tillid;
  readonly aftaler: Pick<Aftaler, 'findSystem'>;
  readonly beskedaftaler: Beskedaftaler;
  readonly klientcertifikat: KlientcertifikatKrav;
  readonly clock: Clock;
  readonly koer: Koer;
  readonly modtager: Modtager;
  readonly graenser: Beskedgraenser;
  /** Of an assertion. */
  readonly tokengraenser: XmlLimits;
  readonly spor: Spor;
}

/** The entity ids of a message service, all its versions. */
function audienceOf(navn: string): readonly string[] {
  return services.filter((service) => service.navn.startsWith(navn)).map(({ entityId }) => entityId);
}

const AFSEND = audienceOf('beskedafsend');
const MODTAG = audienceOf('beskedmodtag');

const UDLOEBET: Afsendelsessvar = {
  kode: STATUS.ikkeAutoriseret,
  tekst: 'Tokenet er udløbet; hent et nyt og send igen',
};
const MANGLER: Afsendelsessvar = {
  kode: STATUS.afsendelseAfvist,
  tekst: 'Beskeden har intet token; headeren token er den assertion, der sendes med',
};
const AFVIST: Afsendelsessvar = {
  kode: STATUS.afsendelseAfvist,
  tekst: 'Tokenet kan ikke bruges til at sende med; det udstedes til systemet på forbindelsen og til BeskedAfsend',
};

/** Who an assertion is from. */
interface Bevist {
  readonly kendt: KendtAssertion;
  readonly system: { readonly uuid: string; readonly navn: string };
}

export function tokenPost(valg: TokenPostvalg): Beskedpost {
  const { tillid, aftaler, beskedaftaler, clock, koer, modtager, graenser, tokengraenser, spor } = valg;
  const assertioner = new Assertioner(tillid);

  /** Throws Sikkerhedsfejl. */
  async function bevis(assertion: string, audience: readonly string[], klient: Klient): Promise<Bevist> {
    const now = clock();
    const klientcertifikat = valg.klientcertifikat === 'ignore' ? undefined : klient.certifikat;
    if (valg.klientcertifikat === 'demand' && !klientcertifikat) {
      throw new Sikkerhedsfejl('FailedAuthentication', 'no certificate was shown');
    }
    if (klientcertifikat && !erGyldig(klientcertifikat, now)) {
      throw new Sikkerhedsfejl('FailedAuthentication', 'the certificate of the connection is not in its time');
    }
    const kendt = verificerAlene(assertion, tokengraenser, { audience, klientcertifikat }, assertioner, now);
    const system = await aftaler.findSystem(kendt.certifikat.sha256);
    if (!system) throw new Sikkerhedsfejl('FailedAuthentication', 'no system has the certificate of the token');
    return { kendt, system };
  }

  async function send(forsendelse: Forsendelse, systemUuid: string, klient: Klient) {
    const { token } = forsendelse;
    if (token === undefined) return { svar: MANGLER };
    let bevist: Bevist;
    try {
      bevist = await bevis(token, AFSEND, klient);
    } catch (fejl) {
      if (fejl instanceof Udloebet) return { svar: UDLOEBET };
      if (fejl instanceof Sikkerhedsfejl) return { svar: AFVIST };
      throw fejl;
    }
    if (bevist.system.uuid !== systemUuid) return { svar: AFVIST };
    const { cvr } = bevist.kendt.identitet;
    const aftale = await beskedaftaler.afsender(systemUuid, cvr);
    return indsend(modtager, graenser, forsendelse, klient, { systemUuid, cvr, aftale });
  }

  async function harModtageraftale(systemUuid: string, cvr: string): Promise<boolean> {
    return (await beskedaftaler.modtager(systemUuid)).some((aftale) => aftale.cvr === cvr);
  }

  function gaestOf({ kendt, system }: Bevist, klient: Klient): Gaest {
    const { cvr, certifikatSha256, udloeber } = kendt.identitet;
    const hvem: Hvem = { system: system.uuid, systemNavn: system.navn, cvr, certifikatSha256 };
    return {
      navn: system.uuid,
      udloeber,
      maaSende: kendt.audience.some((en) => AFSEND.includes(en)),
      maaHente: kendt.audience.some((en) => MODTAG.includes(en)),
      async send(forsendelse) {
        const startedMs = performance.now();
        const sendt = await send(forsendelse, system.uuid, klient);
        const beskedId = 'beskedId' in sendt ? sendt.beskedId : undefined;
        await spor.sendt(hvem, sendt.svar.kode, beskedId, performance.now() - startedMs);
        return sendt.svar;
      },
      async dueslag(uuid) {
        if (!(await harModtageraftale(system.uuid, cvr))) return undefined;
        return koer.koe(
          uuid,
          (dueslag) => dueslag.systemUuid === system.uuid,
          async (leveringer) => {
            // Connections last for hours, and agreements may end meanwhile.
            const deres = await beskedaftaler.modtager(system.uuid);
            if (!deres.some((aftale) => aftale.cvr === cvr)) {
              throw new AmqpBreach('ACCESS_REFUSED', 'the agreement has ended');
            }
            const klar = leveringer.filter(({ tilladteModtagere }) => gaelderFor(tilladteModtagere, deres));
            await spor.udleveret(hvem, klar);
            return klar;
          },
        );
      },
      slut: () => undefined,
    };
  }

  return {
    async aabn(svar, klient) {
      let bevist: Bevist;
      try {
        bevist = await bevis(svar, [...AFSEND, ...MODTAG], klient);
      } catch (fejl) {
        if (fejl instanceof Sikkerhedsfejl) await spor.loginAfvist(fejl);
        throw fejl;
      }
      const gaest = gaestOf(bevist, klient);
      const { uuid: system, navn: systemNavn } = bevist.system;
      const { cvr, certifikatSha256 } = bevist.kendt.identitet;
      await spor.login({ system, systemNavn, cvr, certifikatSha256 });
      return gaest;
    },
  };
}
