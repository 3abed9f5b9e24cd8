/**
 * From the protocol header to an open virtual host: who it is (SASL EXTERNAL and nothing else), how large frames are, how
 * many channels there may be, how often each says that it is alive, and `BF`, the only virtual host (spec neighbours §1.4).
 */
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { AmqpBreach } from './breach.ts';
import { type Args, decodeMethod, type MethodName } from './codec.ts';
import type { FieldTable } from './fields.ts';
import { FRAME, FRAME_MIN, PROTOCOL_HEADER } from './frames.ts';
import type { Inbox } from './inbox.ts';
import type { AmqpLimits } from './limits.ts';
import type { Out } from './out.ts';
import type { Gaest } from './post.ts';

const VIRTUAL_HOST = 'BF';
const MECHANISM = 'EXTERNAL';

const CAPABILITIES = [
  'publisher_confirms',
  'basic.nack',
  'per_consumer_qos',
  'direct_reply_to',
  'authentication_failure_close',
];
const SERVER_PROPERTIES: FieldTable = new Map<string, string | FieldTable>([
  ['product', 'fkorg'],
  ['capabilities', new Map(CAPABILITIES.map((name) => [name, true]))],
]);

/** What the two have agreed on. */
export interface Agreed {
  readonly gaest: Gaest;
  readonly frameMax: number;
  readonly channelsMax: number;
  /** 0: no heartbeats. */
  readonly heartbeatSeconds: number;
}

/** The client was not let in; what it is told says no more than that. */
export class Refused extends Error {
  /** True where the client understands a `connection.close` before it is let in. */
  readonly isTold: boolean;

  constructor(isTold: boolean, cause: unknown) {
    super('refused', { cause });
    this.name = 'Refused';
    this.isTold = isTold;
  }
}

export interface Handshake {
  readonly inbox: Inbox;
  readonly out: Out;
  readonly limits: AmqpLimits;
  /** Throws where it does not let in: AmqpBreach where the client is to be told why. */
  readonly aabn: (svar: string) => Promise<Gaest>;
}

async function expect<Name extends MethodName>(inbox: Inbox, name: Name): Promise<Args<Name> | undefined> {
  for (;;) {
    const frame = await inbox.next();
    if (!frame) return undefined;
    if (frame.type === FRAME.heartbeat) continue;
    if (frame.type !== FRAME.method || frame.channel !== 0) {
      throw new AmqpBreach('UNEXPECTED_FRAME', `${name} was awaited`);
    }
    const method = decodeMethod(frame.payload);
    if (method.name !== name) throw new AmqpBreach('COMMAND_INVALID', `${method.name} came, ${name} was awaited`);
    return method.args as unknown as Args<Name>;
  }
}

/** The smaller of two, where 0 is no bound. */
function lesser(ours: number, theirs: number): number {
  return theirs === 0 ? ours : Math.min(ours, theirs);
}

function isToldOf(clientProperties: FieldTable): boolean {
  const capabilities = clientProperties.get('capabilities');
  return capabilities instanceof Map && capabilities.get('authentication_failure_close') === true;
}

/**
 * Shakes hands. Undefined where the client went away, or speaks something else, which it is told. Throws AmqpBreach, and
 * Refused where it is not let in.
 */
export async function shakeHands({ inbox, out, limits, aabn }: Handshake): Promise<Agreed | undefined> {
  if (!(await inbox.protocolHeader())) {
    out.raw(PROTOCOL_HEADER);
    return undefined;
  }
  out.method(0, 'ConnectionStart', {
    versionMajor: 0,
    versionMinor: 9,
    serverProperties: SERVER_PROPERTIES,
    mechanisms: Buffer.from(MECHANISM),
    locales: Buffer.from('en_US'),
  });
  const start = await expect(inbox, 'ConnectionStartOk');
  if (!start) return undefined;
  const isTold = isToldOf(start.clientProperties);
  if (start.mechanism !== MECHANISM)
    throw new Refused(isTold, new Sikkerhedsfejl('FailedAuthentication', 'another mechanism'));
  const gaest = await aabn(start.response.toString()).catch((cause: unknown) => {
    throw cause instanceof AmqpBreach ? cause : new Refused(isTold, cause);
  });
  try {
    const agreed = await tuneAndOpen(inbox, out, limits);
    if (agreed) return { gaest, ...agreed };
  } catch (error) {
    gaest.slut();
    throw error;
  }
  gaest.slut();
  return undefined;
}

async function tuneAndOpen(inbox: Inbox, out: Out, limits: AmqpLimits): Promise<Omit<Agreed, 'gaest'> | undefined> {
  const { channelsMax, frameMax, heartbeatSeconds } = limits;
  out.method(0, 'ConnectionTune', { channelMax: channelsMax, frameMax, heartbeat: heartbeatSeconds });
  const tuned = await expect(inbox, 'ConnectionTuneOk');
  if (!tuned) return undefined;
  if (tuned.frameMax !== 0 && tuned.frameMax < FRAME_MIN) {
    throw new AmqpBreach('NOT_ALLOWED', `frames of ${tuned.frameMax} bytes, ${FRAME_MIN} is the least`);
  }
  const agreed = {
    frameMax: lesser(frameMax, tuned.frameMax),
    channelsMax: lesser(channelsMax, tuned.channelMax),
    heartbeatSeconds: tuned.heartbeat,
  };
  inbox.frameMax = agreed.frameMax;
  out.frameMax = agreed.frameMax;
  const open = await expect(inbox, 'ConnectionOpen');
  if (!open) return undefined;
  if (open.virtualHost !== VIRTUAL_HOST) throw new AmqpBreach('NOT_ALLOWED', `the virtual host is ${VIRTUAL_HOST}`);
  out.method(0, 'ConnectionOpenOk', { knownHosts: '' });
  return agreed;
}
