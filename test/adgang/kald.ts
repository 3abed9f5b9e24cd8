/**
 * A call of every operation of every front, computed from their tables, and callers with such roles as a test wants. The
 * fronts are given the caller, as the server gives it to them.
 */

import type { Kalder } from '../../src/access/kalder.ts';
import {
  type Dataafgraensninger,
  type FaellesData,
  rettighederOf,
  type Tildeling,
} from '../../src/access/rettigheder.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { besvarGraphql, graphqlFront } from '../../src/fronts/graphql/front.ts';
import { besvarRest } from '../../src/fronts/rest/front.ts';
import { ruter } from '../../src/fronts/rest/ruter.ts';
import { besvar } from '../../src/fronts/soap/front.ts';
import type { Register } from '../../src/operations/kontekst.ts';
import { compileAnmodningsskema } from '../../src/standard/anmodningsskema.ts';
import { hierarkier } from '../../src/standard/hierarkier.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { type ObjektType, objekttyper } from '../../src/standard/objekttyper.ts';
import { type OperationRaekke, type Tjeneste, tjenester, type Verbum } from '../../src/standard/tjenester.ts';
import type { Store } from '../../src/store/store.ts';
import { parseXml } from '../../src/xml/parse.ts';
import * as b from '../soap/beskeder.ts';
import { konvolut } from '../soap/verden.ts';

export const NU = Date.parse('2026-11-24T12:00:00.000Z');
export const EGEN = '11111111';
export const NABO = '22222222';
export const UUID = '00000000-0000-4000-8000-0000000000aa';
export const INGEN: Dataafgraensninger = { seNavn: false, seCpr: false, anonymiser: false, fysiskslet: false };

export function tildeling(
  scopeCvr: string,
  rolle: Tildeling['rolle'],
  ja: Partial<Dataafgraensninger> = {},
): Tildeling {
  return { scopeCvr, rolle, afgraensninger: { ...INGEN, ...ja } };
}

export function kalderMed(tildelinger: readonly Tildeling[], cvr = EGEN, faelles: FaellesData = '2018'): Kalder {
  return { cvr, rettigheder: rettighederOf({ cvr, tildelinger }, faelles) };
}

export function registerMed(store: Store): Register {
  return { store, clock: fixedClock(NU), limits: DEFAULT_LIMITS, udeladte: 'fjernes', environment: 'test' };
}

/** An operation on one front. */
export interface Frontkald {
  readonly navn: string;
  readonly verbum: string;
  /** Carries the call out for a caller, on SOAP with another body where one is given: its status code (REST: HTTP status), and the whole answer. */
  kald(
    register: Register,
    kalder: Kalder,
    indhold?: string,
  ): Promise<{ readonly kode: number; readonly tekst: string }>;
}

function attributter(type: ObjektType): string {
  const felter = objekttyper[type].felter
    .filter(({ felt }) => felt.art === 'tekst' && felt.moenster === undefined)
    .map(({ felt }) => {
      const ns = felt.namespace === 'objekt' ? objekttyper[type].namespace : NS[felt.namespace];
      return `<${felt.navn} xmlns="${ns}">x</${felt.navn}>`;
    });
  return b.egenskab(felter.join(''));
}

function objekt(type: ObjektType): string {
  const { namespace } = objekttyper[type];
  return (
    `<x:${type} xmlns:x="${namespace}" xmlns="${namespace}" xmlns:sd="${NS.sd}"><sd:UUIDIdentifikator>${UUID}</sd:UUIDIdentifikator>` +
    `<Registrering><AttributListe>${attributter(type)}</AttributListe><TilstandListe/><RelationListe/></Registrering></x:${type}>`
  );
}

const BODY: Readonly<Record<Verbum, (tjeneste: Tjeneste, operation: OperationRaekke) => string>> = {
  importer: ({ objekttype }) => b.importer(objekttype!, UUID, { attributter: attributter(objekttype!) }),
  opret: ({ objekttype }) => b.opret(objekttype!, { attributter: attributter(objekttype!) }),
  ret: ({ objekttype }) => b.ret(objekttype!, UUID, { attributter: attributter(objekttype!) }),
  passiver: ({ objekttype }) => b.medUuid(objekttype!, 'PassiverInput', UUID),
  slet: ({ objekttype }) => b.medUuid(objekttype!, 'SletInput', UUID),
  laes: ({ objekttype }) => b.laes(objekttype!, UUID),
  list: ({ objekttype }) => b.list(objekttype!, [UUID]),
  soeg: ({ objekttype }) => b.soeg(objekttype!, {}),
  fremsoegobjekthierarki: ({ system }) => b.hierarki(system),
  import: ({ system, namespace }, { input }) => {
    const beholdere = hierarkier[system].flatMap(({ objekttype, importInput }) =>
      importInput === undefined ? [] : importInput === 'rod' ? objekt(objekttype) : `<s:${importInput}/>`,
    );
    return `<s:${input} xmlns:s="${namespace}">${beholdere.join('')}</s:${input}>`;
  },
  anonymiser: ({ namespace }) =>
    `<AnonymiserInput xmlns="${namespace}"><PersonUUID>${UUID}</PersonUUID></AnonymiserInput>`,
  fysiskslet: ({ namespace }) =>
    `<FysiskSletInput xmlns="${namespace}"><OrganisationUUID>${UUID}</OrganisationUUID>` +
    `<OrganisationEnhedUUID>${UUID}</OrganisationEnhedUUID></FysiskSletInput>`,
};

/** The bodies are of version 6; another one's differ in their namespace. */
function bodyOf(tjeneste: Tjeneste, operation: OperationRaekke): string {
  const body = BODY[operation.verbum](tjeneste, operation);
  return tjeneste.objekttype ? body.replaceAll(objekttyper[tjeneste.objekttype].namespace, tjeneste.namespace) : body;
}

const skema = compileAnmodningsskema();

function soapKald(tjeneste: Tjeneste, operation: OperationRaekke): Frontkald {
  return {
    navn: `${tjeneste.navn} ${tjeneste.version} ${operation.input}`,
    verbum: operation.verbum,
    async kald(register, kalder, indhold = bodyOf(tjeneste, operation)) {
      const body = Buffer.from(konvolut(indhold));
      const svar = await besvar(
        {
          register,
          skema,
          indgang: {
            laes(bytes, limits) {
              const dokument = parseXml(bytes, limits);
              return { dokument, lukInd: async () => ({ kalder, bytes, dokument }) };
            },
          },
        },
        { tjeneste, contentType: 'application/soap+xml; charset=utf-8', body, bytesMax: 1_000_000 },
      );
      const tekst = svar.xml.join('');
      if (svar.httpStatus !== 200) throw new Error(`${svar.httpStatus}: ${String(svar.spor.fejl)} ${tekst}`);
      return { kode: svar.spor.status ?? 0, tekst };
    },
  };
}

/** A question by the UUID that the calls of the other fronts are about. It has no HTTP status of its own for a refusal: 403 stands for it here. */
const graphqlKald: Frontkald = {
  navn: 'POST OrganisationHent',
  verbum: 'organisationhent',
  async kald(register, kalder) {
    const query = `{ organisationEnhed(uuid: "${UUID}") { uuid } }`;
    const body = Buffer.from(JSON.stringify({ query }));
    const { signal } = new AbortController();
    const svar = await besvarGraphql(graphqlFront(register), { kalder, hoveder: {}, body, signal });
    const isAfvist = (svar.spor.klassifikationer?.Unauthorized ?? 0) > 0;
    return { kode: isAfvist ? 403 : svar.httpStatus, tekst: svar.text };
  },
};

/** All of them. */
export const frontkald: readonly Frontkald[] = [
  ...tjenester.flatMap((tjeneste) => tjeneste.operationer.map((operation) => soapKald(tjeneste, operation))),
  ...ruter.map((rute) => ({
    navn: `GET ${rute.sti}`,
    verbum: rute.verbum,
    async kald(register: Register, kalder: Kalder) {
      const svar = await besvarRest(
        { register, findKalder: async () => kalder },
        { rute, method: 'GET', query: undefined },
      );
      return { kode: svar.httpStatus, tekst: svar.text };
    },
  })),
  graphqlKald,
];
