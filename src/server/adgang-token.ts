/**
 * Access with tokens: SOAP messages signed with the key of a SAML token, REST calls with a JWT. Who brings none that is good is
 * not let in, whatever else the call says.
 */
import type { IncomingMessage } from 'node:http';
import type { Kalder } from '../access/kalder.ts';
import { type FaellesData, type Identitet, rettighederOf } from '../access/rettigheder.ts';
import { services } from '../administration/servicetabel.ts';
import type { Clock } from '../base/clock.ts';
import { FkorgError } from '../base/error.ts';
import { newUuid } from '../base/uuid.ts';
import type { Indladt } from '../fronts/soap/indgang.ts';
import { tagEnGang } from '../identity/gensyn.ts';
import { verificerJwt } from '../identity/jwt/verificer.ts';
import { Sikkerhedsfejl } from '../identity/sikkerhedsfejl.ts';
import { erGyldig, type Noeglepar } from '../identity/trust/certifikat.ts';
import { Assertioner, type Tillid } from '../identity/wss/assertioner.ts';
import { skrivSigneretSvar } from '../identity/wss/svar.ts';
import { verificerBesked } from '../identity/wss/verificer.ts';
import type { Store } from '../store/store.ts';
import { parseXml } from '../xml/parse.ts';
import type { RigtDokument } from '../xml/rig.ts';
import { serializeXml } from '../xml/serialize.ts';
import { harXsi } from '../xml/xsi.ts';
import { type Adgang, type Adgangsmaal, findMyndighed } from './adgang.ts';
import { klientcertifikat } from './klientcertifikat.ts';

/** What a client certificate on the connection is worth; see the setting `client-certificate`. */
export type KlientcertifikatKrav = 'match' | 'demand' | 'ignore';

export interface TokenadgangOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly tillid: Tillid;
  /** Signs the answers. */
  readonly noegler: Noeglepar;
  /** Without the tolerances of known clients (spec security §3.5). */
  readonly isStreng: boolean;
  readonly faellesData: FaellesData;
  readonly klientcertifikat: KlientcertifikatKrav;
}

/**
 * The entity ids of a service; of a system whose agreements name the version, those of its version alone. Receiving
 * is one service for all versions of the agreements.
 */
function audienceOf(maal: Adgangsmaal): readonly string[] {
  const isMaal = (navn: string) =>
    maal === 'beskedmodtag'
      ? navn === maal || navn.startsWith(`${maal}-`)
      : navn === maal.system || navn === `${maal.system}-${maal.version}`;
  return services.filter(({ navn }) => isMaal(navn)).map(({ entityId }) => entityId);
}

const RAAD = 'tokenets myndighed skal være oprettet i registret';
const AUTHORIZATION = /^(?:Bearer|Holder-of-key) +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** The envelope with the body that was signed, and nothing else. */
function kunBody({ rod }: RigtDokument, body: RigtDokument['rod']): Pick<Indladt, 'bytes' | 'dokument'> {
  const udenHoved = { ...rod, boern: [body] };
  return { bytes: serializeXml(udenHoved), dokument: { rod: udenHoved, hasXsi: harXsi(body) } };
}

/** Whoever has a token from a token service that is trusted, and the key that it names. */
export function tokenAdgang(options: TokenadgangOptions): Adgang {
  const { store, clock, tillid, noegler, isStreng, faellesData } = options;
  const assertioner = new Assertioner(tillid);

  async function kalderOf(identitet: Identitet): Promise<Kalder> {
    const { cvr, organisationUuid } = await findMyndighed(store, identitet.cvr, RAAD);
    const rettigheder = rettighederOf(identitet, faellesData);
    return { cvr, brugerRef: { uuid: organisationUuid }, organisationUuid, rettigheder, identitet };
  }

  /** The certificate of the connection, where it counts. */
  function vist(request: IncomingMessage) {
    return options.klientcertifikat === 'ignore' ? undefined : klientcertifikat(request);
  }

  async function lukInd(request: IncomingMessage, dokument: RigtDokument, maal: Adgangsmaal): Promise<Indladt> {
    const krav = { audience: audienceOf(maal), isStreng, klientcertifikat: vist(request) };
    const { identitet, messageId, forgaar, body } = verificerBesked(dokument.rod, krav, assertioner, clock());
    const kalder = await kalderOf(identitet);
    await tagEnGang(store.gensyn, messageId, identitet.certifikatSha256, forgaar);
    return {
      kalder,
      ...kunBody(dokument, body),
      underskriv: (svar) => skrivSigneretSvar({ ...svar, id: newUuid(), now: clock() }, noegler),
    };
  }

  return {
    soap: (request, maal) => ({
      laes(bytes, limits) {
        const dokument = parseXml(bytes, limits, { isRig: true });
        return { dokument, lukInd: () => lukInd(request, dokument, maal) };
      },
    }),
    async rest(request, cvr, maal = { system: 'organisation', version: 6 }) {
      const [, token] = AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
      if (token === undefined) throw new Sikkerhedsfejl('InvalidSecurityToken', 'no token');
      const now = clock();
      const identitet = await verificerJwt(token, {
        certifikater: tillid.certifikater.filter((certifikat) => erGyldig(certifikat, now)),
        udstedere: tillid.udstedere().map((udsteder) => `${udsteder}/`),
        audience: audienceOf(maal),
        now,
      });
      const certifikat = vist(request);
      if (certifikat ? certifikat.sha256 !== identitet.certifikatSha256 : options.klientcertifikat === 'demand') {
        throw new Sikkerhedsfejl('FailedAuthentication', 'the certificate of the connection is not that of the token');
      }
      if (certifikat && !erGyldig(certifikat, now)) {
        throw new Sikkerhedsfejl('FailedAuthentication', 'the certificate of the connection is not in its time');
      }
      if (cvr !== undefined && cvr !== identitet.cvr) {
        throw new FkorgError(
          'unknown-authority',
          `Tokenet er for CVR ${identitet.cvr}, og ikke for ${cvr.slice(0, 20)}`,
        );
      }
      return kalderOf(identitet);
    },
  };
}
