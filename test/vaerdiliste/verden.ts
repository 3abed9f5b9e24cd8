/** A server with value lists and open access, calls on it over SOAP 1.1 and 1.2, and answers that the served schema has judged. */
import assert from 'node:assert/strict';
import type { Revisionspost } from '../../src/access/revision.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/base/limits.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { Beskedaftaler } from '../../src/beskedfordeler/adgang/beskedaftaler.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { STANDARD_LABELS } from '../../src/operations/labels.ts';
import { aabenAdgang } from '../../src/server/adgang.ts';
import { startServer } from '../../src/server/server.ts';
import { listeadgang } from '../../src/server/vaerdiliste-adgang.ts';
import { BESKED_NS } from '../../src/standard/besked-namespaces.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { compileListeskema } from '../../src/standard/vaerdiliste-dommer.ts';
import { listeoperationer, VAERDILISTE_TJENESTE } from '../../src/standard/vaerdiliste-tjeneste.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { parseXml, type XmlElement } from '../../src/xml/parse.ts';

export const KORSBAEK = '11111111';
export const SYDDJURS = '29189978';
export const NU = Date.parse('2026-11-24T12:00:00.000Z');

export interface Svar {
  readonly httpStatus: number;
  readonly contentType: string | null;
  readonly tekst: string;
  readonly rod: XmlElement;
  /** The StatusKode, or 0 for a fault. */
  readonly kode: number;
  /** The texts of all elements of that name. */
  tekster(navn: string): string[];
}

export interface Valg {
  readonly cvr?: string;
  readonly soap?: string;
  readonly contentType?: string;
}

export interface Listeverden extends AsyncDisposable {
  readonly url: string;
  readonly store: Store;
  readonly ur: ReturnType<typeof fixedClock>;
  /** Everything that was logged, as text. */
  readonly logget: string[];
  readonly revideret: Revisionspost[];
  kald(body: string, valg?: Valg): Promise<Svar>;
}

const VL = `xmlns="${BESKED_NS.vaerdiliste}" xmlns:sd="${NS.sd}"`;

export const uuid = (id: string) => `<sd:UUIDIdentifikator>${id}</sd:UUIDIdentifikator>`;

/** A body element of the service. */
export const el = (navn: string, indhold: string) => `<${navn} ${VL}>${indhold}</${navn}>`;

export const AKTOER = newUuid();
const VIRKNING =
  `<sd:Virkning><sd:FraTidspunkt><sd:TidsstempelDatoTid>2020-01-01T00:00:00</sd:TidsstempelDatoTid></sd:FraTidspunkt>` +
  `<sd:AktoerRef>${uuid(AKTOER)}</sd:AktoerRef><sd:AktoerTypeKode>ItSystem</sd:AktoerTypeKode></sd:Virkning>`;

/** The three lists with one Egenskab, as opret, ret and a Registrering have them. */
export function lister(navn: string, vaerdier: readonly string[], noegle?: string): string {
  const noegletekst = noegle === undefined ? '' : `<sd:BrugervendtNoegleTekst>${noegle}</sd:BrugervendtNoegleTekst>`;
  const vaerdi = vaerdier.map((en) => `<Vaerdi>${en}</Vaerdi>`).join('');
  return (
    `<AttributListe><Egenskab>${noegletekst}<Vaerdiliste><Navn>${navn}</Navn>${vaerdi}</Vaerdiliste>${VIRKNING}` +
    `</Egenskab></AttributListe><TilstandListe/><RelationListe/>`
  );
}

/** An import of one Registrering, or of more. */
export function importInput(id: string, indhold: string, antal = 1): string {
  const fra = '<sd:FraTidspunkt><sd:GraenseIndikator>true</sd:GraenseIndikator></sd:FraTidspunkt>';
  const registrering = `<Registrering>${fra}<sd:LivscyklusKode>Opstaaet</sd:LivscyklusKode>${indhold}</Registrering>`;
  return el('ImportInput', `<Vaerdiliste>${uuid(id)}${registrering.repeat(antal)}</Vaerdiliste>`);
}

export const vaerdier = (navn: string, id: string, ...tekster: string[]) =>
  el(navn, uuid(id) + tekster.map((tekst) => `<Vaerdier>${tekst}</Vaerdier>`).join(''));

function alle(element: XmlElement, navn: string): XmlElement[] {
  return element.boern.flatMap((barn) => [...(barn.navn === navn ? [barn] : []), ...alle(barn, navn)]);
}

const skema = compileListeskema();

function svarAf(httpStatus: number, contentType: string | null, tekst: string): Svar {
  const { rod } = parseXml(Buffer.from(tekst), { depthMax: 64, elementsMax: 10_000_000, attributesMax: 64 });
  const body = rod.boern.find(({ navn }) => navn === 'Body')!.boern[0]!;
  const output = listeoperationer.find((en) => en.output.navn === body.navn && en.output.ns === body.ns)?.output;
  if (output) assert.deepEqual(skema.valider(body, false, output).brud, [], 'the answer is what the schema says');
  else assert.equal(body.navn, 'Fault');
  const tekster = (navn: string) => alle(rod, navn).map((element) => element.tekst);
  return { httpStatus, contentType, tekst, rod, kode: Number(tekster('StatusKode')[0] ?? 0), tekster };
}

export async function nyListeverden(
  options: { database?: string; limits?: Partial<Limits> } = {},
): Promise<Listeverden> {
  const ur = fixedClock(NU);
  const store = await openStore({ database: options.database ?? ':memory:', clock: ur });
  await indlaesSuperOrg(store, NU);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const logget: string[] = [];
  const revideret: Revisionspost[] = [];
  const log = (fields: object, text: string) => void logget.push(`${text} ${JSON.stringify(fields)}`);
  const server = await startServer({
    adgang: aabenAdgang(store),
    lister: listeadgang({
      ...{ store, clock: ur, limits },
      systemer: store.administration,
      aftaler: new Beskedaftaler(store.administration, 'test', ur),
    }),
    revision: { skriv: async (post) => void revideret.push(post) },
    store,
    clock: ur,
    limits,
    udeladte: 'fjernes',
    environment: 'test',
    labels: STANDARD_LABELS,
    host: '127.0.0.1',
    port: 0,
    log: { info: log, error: log },
  });
  return {
    url: server.url,
    store,
    ur,
    logget,
    revideret,
    async kald(body, { cvr = KORSBAEK, soap = NS.soap11, contentType } = {}) {
      const response = await fetch(server.url + VAERDILISTE_TJENESTE.sti, {
        method: 'POST',
        headers: {
          'content-type': contentType ?? (soap === NS.soap11 ? 'text/xml' : 'application/soap+xml; charset=utf-8'),
          'x-anvenderkontekst': cvr,
        },
        body: `<s:Envelope xmlns:s="${soap}"><s:Body>${body}</s:Body></s:Envelope>`,
      });
      return svarAf(response.status, response.headers.get('content-type'), await response.text());
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await store.close();
    },
  };
}
