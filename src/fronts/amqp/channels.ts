/** The channels of one connection: opened, told of their frames, and closed by either side. */
import { AmqpBreach } from './breach.ts';
import { Channel } from './channel.ts';
import { decodeMethod, type Method } from './codec.ts';
import { FRAME, type Frame } from './frames.ts';
import type { ChannelOptions } from './reading.ts';

export interface ChannelsOptions extends Omit<ChannelOptions, 'nr'> {
  readonly channelsMax: number;
}

/** Messages that have not come whole may hold so many bodies of the largest size, all channels together. */
const BODIES_MAX = 4;

export class Channels {
  readonly #options: ChannelsOptions;
  readonly #open = new Map<number, Channel>();
  /** Channels that end and whose numbers may be taken already. */
  readonly #ending = new Set<Promise<void>>();

  constructor(options: ChannelsOptions) {
    this.#options = options;
  }

  /** A frame of a channel. Throws AmqpBreach where the connection is to hear of it. */
  frame(frame: Frame): void {
    const channel = this.#open.get(frame.channel);
    if (frame.type === FRAME.method) this.#method(frame.channel, channel, decodeMethod(frame.payload));
    else this.#content(channel, frame);
  }

  /** Since when a message has been coming that is not whole, the oldest of them; undefined where there is none. */
  get incomingSinceMs(): number | undefined {
    const times = [...this.#open.values()].flatMap(({ incomingSinceMs }) => incomingSinceMs ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Ends all of them. Rejects where what was out could not be given back. */
  async end(): Promise<void> {
    for (const channel of this.#open.values()) this.#end(channel.end());
    this.#open.clear();
    await Promise.all(this.#ending);
  }

  #content(channel: Channel | undefined, frame: Frame): void {
    if (!channel) throw new AmqpBreach('CHANNEL_ERROR', `channel ${frame.channel} is not open`);
    channel.content(frame);
    const kept = [...this.#open.values()].reduce((sum, each) => sum + each.kept, 0);
    if (kept > BODIES_MAX * this.#options.limits.bodyBytesMax) {
      throw new AmqpBreach('RESOURCE_ERROR', 'too many messages begun and not ended');
    }
  }

  #method(nr: number, channel: Channel | undefined, method: Method): void {
    const { out, channelsMax } = this.#options;
    if (method.name === 'ChannelOpen') {
      if (channel) throw new AmqpBreach('CHANNEL_ERROR', `channel ${nr} is open`);
      if (nr > channelsMax) throw new AmqpBreach('NOT_ALLOWED', `channel ${nr}, ${channelsMax} is the last`);
      this.#open.set(nr, new Channel({ ...this.#options, nr }));
      return;
    }
    if (!channel) throw new AmqpBreach('CHANNEL_ERROR', `channel ${nr} is not open`);
    if (method.name === 'ChannelCloseOk') {
      if (!channel.isClosing) throw new AmqpBreach('COMMAND_INVALID', 'nobody has closed the channel');
      this.#open.delete(nr);
      this.#end(channel.end());
      return;
    }
    if (method.name !== 'ChannelClose') {
      channel.method(method);
      return;
    }
    const isRefused = channel.isClosing;
    const ended = channel.end().then(() => {
      out.method(nr, 'ChannelCloseOk', {});
      if (this.#open.get(nr) === channel && !isRefused) this.#open.delete(nr);
    });
    this.#end(ended);
  }

  #end(ended: Promise<void>): void {
    this.#ending.add(ended);
    ended.catch(this.#options.failed).finally(() => this.#ending.delete(ended));
  }
}
