/** `fkorg besked send` and `fkorg besked hent`: messages over AMQP, as any client of the Beskedfordeler sends and fetches them. */
import { readFileSync } from 'node:fs';
import { type ChannelModel, type ConfirmChannel, connect, type GetMessage } from 'amqplib';
import { FkorgError } from '../../base/error.ts';
import { newUuid } from '../../base/uuid.ts';
import { STATUS } from '../../standard/koder.ts';
import { parseXml, type XmlElement } from '../../xml/parse.ts';
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { hentAssertion, klientnoegler } from '../klient.ts';
import type { Settings } from '../settings.ts';

const EXCHANGE = 'AFSEND_BESKED_EXCHANGE';
const SVARKOE = 'amq.rabbitmq.reply-to';
/** AMQP says so of a queue that is not there, or is somebody else's. */
const IKKE_FUNDET = 404;
const CONNECT_MS = 10_000;
/** The same message can be sent again: the distributor knows its BeskedId. */
const SVAR_MS = 30_000;
const XML_GRAENSER = { depthMax: 64, elementsMax: 10_000, attributesMax: 64 };

/** Who we are: the token, or where access is open the authority. */
async function legitimation(settings: Settings, service: 'beskedafsend' | 'beskedmodtag'): Promise<string> {
  return settings.client === undefined ? (settings.cvr ?? '') : hentAssertion(settings, service);
}

/** Uses a channel of a connection of its own. Throws what can be mended, in words. */
async function medKanal<T>(
  settings: Settings,
  svar: string,
  brug: (channel: ConfirmChannel) => Promise<T>,
): Promise<T> {
  const credentials = { mechanism: 'EXTERNAL', response: () => Buffer.from(svar) };
  const tls = settings.amqp.startsWith('amqps:') && klientnoegler(settings);
  let model: ChannelModel;
  try {
    model = await connect(settings.amqp, { noDelay: true, timeout: CONNECT_MS, credentials, ...tls });
  } catch (error) {
    throw forbindelsesfejl(settings, error as NodeJS.ErrnoException);
  }
  const brudt = Promise.withResolvers<never>();
  brudt.promise.catch(() => undefined);
  const tabt = (cause?: Error) =>
    brudt.reject(new FkorgError('busy', cause?.message ?? 'The connection was closed.', { cause }));
  model.on('error', tabt).on('close', tabt);
  try {
    const channel = await model.createConfirmChannel();
    channel.on('error', tabt);
    return await Promise.race([brug(channel), brudt.promise]);
  } finally {
    await model.close().catch(() => undefined);
  }
}

function forbindelsesfejl({ amqp, client }: Settings, cause: NodeJS.ErrnoException): FkorgError {
  if (cause.code === 'ECONNREFUSED') {
    const hint = '`fkorg serve --amqp-port` prints where AMQP answers; --amqp says it here.';
    return new FkorgError('store-unavailable', `${amqp} cannot be reached: nothing answers there. ${hint}`, { cause });
  }
  const hint =
    client === undefined
      ? 'Without --client it asks as an authority (--cvr), which is enough where access is open alone.'
      : 'The system of --client needs an approved agreement (`fkorg agreement list`).';
  return new FkorgError('busy', `${amqp} does not let us in: ${cause.message}. ${hint}`, { cause });
}

function find({ boern }: XmlElement, navn: string): string | undefined {
  return boern.map((barn) => (barn.navn === navn ? barn.tekst : find(barn, navn))).find((tekst) => tekst !== undefined);
}

/** What a message was answered: StandardRetur. */
function returOf(indhold: Buffer): { kode: number; tekst: string } {
  const { rod } = parseXml(indhold, XML_GRAENSER);
  return { kode: Number(find(rod, 'StatusKode')), tekst: find(rod, 'FejlbeskedTekst') ?? '' };
}

function afsendt(
  channel: ConfirmChannel,
  indhold: Buffer,
  token: string | undefined,
): Promise<{ kode: number; tekst: string }> {
  return new Promise((resolve, reject) => {
    const correlationId = newUuid();
    const timer = setTimeout(() => reject(new FkorgError('busy', 'No answer came; send the message again.')), SVAR_MS);
    const modtag = channel.consume(
      SVARKOE,
      (svar) => {
        if (svar?.properties.correlationId !== correlationId) return;
        clearTimeout(timer);
        resolve(returOf(svar.content));
      },
      { noAck: true },
    );
    channel.on('return', () => reject(new FkorgError('busy', 'The server gave the message back: it can take none.')));
    modtag
      .then(() =>
        channel.publish(EXCHANGE, '', indhold, {
          mandatory: true,
          correlationId,
          messageId: newUuid(),
          replyTo: SVARKOE,
          ...(token !== undefined && { headers: { token } }),
        }),
      )
      .catch(reject);
  });
}

export const send: RunCommand = async ({ settings, words, terminal }) => {
  const [fil = ''] = words;
  let indhold: Buffer;
  try {
    indhold = readFileSync(fil === '-' ? 0 : fil);
  } catch (cause) {
    throw new FkorgError('bad-file', `${fil} cannot be read: ${(cause as Error).message}`, { cause });
  }
  const svar = await legitimation(settings, 'beskedafsend');
  const token = settings.client === undefined ? undefined : svar;
  const { kode, tekst } = await medKanal(settings, svar, (channel) => afsendt(channel, indhold, token));
  if (kode !== STATUS.ok) throw new FkorgError('bad-file', `The message is not taken (StatusKode ${kode}): ${tekst}`);
  await terminal.out(`Sent: StatusKode ${kode}. The Beskedfordeler has the message now.\n`);
  return EXIT.ok;
};

/** A message on the terminal: as it is, or as JSON with its id. */
function vist({ content }: GetMessage, isJson: boolean): string {
  const indhold = content.toString('utf8');
  if (!isJson) return `${indhold}\n`;
  const { rod } = parseXml(content, XML_GRAENSER);
  const beskedId = rod.boern.find(({ navn }) => navn === 'BeskedId')?.boern[0]?.tekst;
  return `${JSON.stringify({ beskedId, indhold })}\n`;
}

export const hent: RunCommand = async ({ settings, words, terminal, stop }) => {
  const [dueslag = ''] = words;
  const { most = Number.POSITIVE_INFINITY, keep, json } = settings;
  const findes = (error: unknown) => {
    if ((error as { cause?: { code?: number } }).cause?.code !== IKKE_FUNDET) throw error;
    const hint = '`fkorg besked dueslag list` shows them, and whose they are.';
    throw new FkorgError('bad-setting', `There is no dueslag ${dueslag} for this caller. ${hint}`, { cause: error });
  };
  const svar = await legitimation(settings, 'beskedmodtag');
  const antal = await medKanal(settings, svar, async (channel) => {
    const taget: GetMessage[] = [];
    while (taget.length < most && !stop.isRequested()) {
      const besked = await channel.get(dueslag, { noAck: false });
      if (!besked) break;
      await terminal.out(vist(besked, json));
      // Ours from now on: it is on the terminal. What is kept is given back in the end, all at once and in order.
      if (!keep) channel.ack(besked);
      taget.push(besked);
    }
    if (keep && taget.length > 0) channel.nackAll(true);
    await channel.close();
    return taget.length;
  }).catch(findes);
  terminal.err(`${antal} ${antal === 1 ? 'message' : 'messages'} ${keep ? 'seen and kept' : 'taken'}.\n`);
  return EXIT.ok;
};
