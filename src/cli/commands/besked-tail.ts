/** `fkorg besked tail`: shows the events of a running server as they happen, and comes back when it is cut off. */
import { setTimeout as sleep } from 'node:timers/promises';
import { FkorgError } from '../../base/error.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { fejlOf, hentJwt, kald, tekstOf } from '../klient.ts';
import { laesStroem, type Stroemdel } from '../sse.ts';

const IGEN_MS = 2000;
/** The server sends a line at least this often, also when there is nothing to tell; a connection without one is dead. */
const STILHED_MS = 60_000;

interface CloudEvent {
  readonly time?: string;
  readonly subject?: string;
  readonly data?: { readonly handling?: string; readonly ansvarligMyndighed?: string };
}

/** An event as a line of text. */
function linjeOf(id: string, { type, data }: NonNullable<Stroemdel['haendelse']>): string {
  const { time, subject, data: { handling, ansvarligMyndighed } = {} } = JSON.parse(data) as CloudEvent;
  const cvr = ansvarligMyndighed?.replace(/^urn:oio:cvr(-nr)?:/, '');
  return [id, time, type, handling, subject, cvr].map((felt) => felt ?? '-').join('\t');
}

/** True where the same call may succeed later: the server is stopping, gone, or was cut off in the middle. */
function erForbigaaende(error: unknown): boolean {
  if (error instanceof FkorgError) return error.isRetryable;
  return (error as NodeJS.ErrnoException).code === 'ECONNRESET';
}

export const tail: RunCommand = async (context) => {
  const { terminal, stop, settings } = context;
  const afbryd = new AbortController();
  stop.requested.then(() => afbryd.abort());
  const naaet = { id: settings.siden === undefined ? undefined : String(settings.siden), erSet: false };
  while (!stop.isRequested()) {
    try {
      await foelg(context, naaet, afbryd.signal);
      if (!stop.isRequested()) terminal.err('The server has ended the stream; coming back ...\n');
    } catch (error) {
      if (stop.isRequested()) break;
      if (!naaet.erSet || !erForbigaaende(error)) throw error;
      terminal.err(`${(error as Error).message} Trying again ...\n`);
    }
    await sleep(IGEN_MS, undefined, { signal: afbryd.signal }).catch(() => undefined);
  }
  return EXIT.ok;
};

/** Shows events until the stream ends; `naaet` says where to go on. */
async function foelg(
  { settings, terminal, stop }: CommandContext,
  naaet: { id: string | undefined; erSet: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { client, cvr, json } = settings;
  const headers = {
    ...(client !== undefined && { authorization: `Holder-of-key ${await hentJwt(settings)}` }),
    ...(client === undefined && cvr !== undefined && { 'x-anvenderkontekst': cvr }),
    ...(naaet.id !== undefined && { 'last-event-id': naaet.id }),
  };
  const svar = await kald(settings, '/haendelser', { headers, signal });
  if (svar.statusCode !== 200) throw fejlOf(svar, await tekstOf(svar));
  svar.setTimeout(STILHED_MS, () => svar.destroy(new FkorgError('busy', 'The server says nothing any more.')));
  if (!naaet.erSet) terminal.err(`Listening at ${settings.url}/haendelser; Ctrl+C ends it.\n`);
  naaet.erSet = true;
  for await (const { id, haendelse } of laesStroem(svar)) {
    if (id !== '') naaet.id = id;
    if (haendelse) await terminal.out(`${json ? haendelse.data : linjeOf(id, haendelse)}\n`);
    if (stop.isRequested()) return;
  }
}
