/** A real `fkorg serve`, and writes over its wire: users are made and changed, and what was answered 20 is remembered. */
import assert from 'node:assert/strict';
import { newUuid } from '../../src/base/uuid.ts';
import { type Running, startFkorg } from '../cli/process.ts';
import { egenskab, gyldighed, importer, ret, STI } from '../soap/beskeder.ts';

export const EJER = '29189978';

export interface Server {
  readonly fkorg: Running;
  readonly url: string;
}

export async function serve(args: readonly string[], environment: Record<string, string> = {}): Promise<Server> {
  const fkorg = startFkorg(['serve', '--access', 'open', '--port', '0', ...args], { environment });
  const said = await fkorg.seen('Stop with Ctrl+C.');
  return { fkorg, url: /answers at (\S+) /.exec(said)![1]! };
}

const konvolut = (body: string) =>
  `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${body}</e:Body></e:Envelope>`;
const headers = { 'content-type': 'application/soap+xml; charset=utf-8', 'x-anvenderkontekst': EJER };
const indhold = (navn: string) => ({
  attributter: egenskab(
    `<sd:BrugervendtNoegleTekst>${navn}</sd:BrugervendtNoegleTekst><sd:BrugerNavn>${navn}</sd:BrugerNavn>`,
  ),
  tilstande: gyldighed('Aktiv'),
});

async function kald(url: string, body: string): Promise<string | undefined> {
  try {
    const svar = await fetch(url + STI('Bruger'), { method: 'POST', body: konvolut(body), headers });
    const tekst = await svar.text();
    return /StatusKode>(\d+)</.exec(tekst)?.[1];
  } catch {
    return undefined;
  }
}

/** Makes and changes users; a call without an answer may have been carried out or not. */
export class Skriver {
  /** How many registrations of each user were answered 20, and whether one more may be there. */
  readonly brugere = new Map<string, { skrevet: number; usikre: number }>();

  /** One registration of a user, or of a new one; false where there was no answer. */
  async skriv(url: string, uuid = newUuid()): Promise<boolean> {
    const stand = this.brugere.get(uuid) ?? { skrevet: 0, usikre: 0 };
    this.brugere.set(uuid, stand);
    const navn = `b${stand.skrevet + stand.usikre}`;
    const isNy = stand.skrevet + stand.usikre === 0;
    const kode = await kald(url, isNy ? importer('Bruger', uuid, indhold(navn)) : ret('Bruger', uuid, indhold(navn)));
    if (kode === undefined) stand.usikre += 1;
    else if (kode === '20') stand.skrevet += 1;
    else assert.fail(`status ${kode}`);
    return kode !== undefined;
  }

  get antal(): number {
    return [...this.brugere.values()].reduce((sum, { skrevet }) => sum + skrevet, 0);
  }
}

export async function metric(url: string, begins: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${begins} `));
  return Number(line?.slice(begins.length + 1) ?? Number.NaN);
}

/** Asks again until it is so; fails where it is not in two minutes: then it hangs, and is not slow. */
export async function indtil(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const frist = performance.now() + 120_000;
  while (!(await isSo())) {
    assert.ok(performance.now() < frist, what);
    await new Promise((done) => setTimeout(done, 50));
  }
}
