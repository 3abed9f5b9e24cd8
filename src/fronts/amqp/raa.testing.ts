/** A client that says exactly what a test wants to say: frames, good or not, and what came back. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Args, decodeMethod, encodeMethod, type Method, type MethodName } from './codec.ts';
import { encodeFrame, FRAME, FrameReader, PROTOCOL_HEADER } from './frames.ts';

export class RaaKlient {
  readonly socket: Socket;
  /** Methods that have come and not been asked for, heartbeats counted apart. */
  readonly metoder: Method[] = [];
  raa = Buffer.alloc(0);
  hjerteslag = 0;
  isLukket = false;
  readonly #frames = new FrameReader(1_000_000);
  #vaek: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isLukket = true;
      this.#vaek?.();
    });
    socket.on('data', (stykke: Buffer) => this.#data(stykke));
  }

  static async paa(port: number): Promise<RaaKlient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RaaKlient(socket);
  }

  /** Shakes hands as far as an open connection with one channel. */
  static async aaben(port: number, heartbeat = 0): Promise<RaaKlient> {
    const klient = await RaaKlient.paa(port);
    klient.skriv(PROTOCOL_HEADER);
    await klient.metode('ConnectionStart');
    klient.startOk('ok');
    await klient.metode('ConnectionTune');
    klient.sig(0, 'ConnectionTuneOk', { channelMax: 0, frameMax: 0, heartbeat });
    klient.sig(0, 'ConnectionOpen', { virtualHost: 'BF', capabilities: '', insist: false });
    await klient.metode('ConnectionOpenOk');
    klient.sig(1, 'ChannelOpen', { outOfBand: '' });
    await klient.metode('ChannelOpenOk');
    return klient;
  }

  startOk(response: string, mechanism = 'EXTERNAL', isTold = true): void {
    const capabilities = new Map([['authentication_failure_close', isTold]]);
    const clientProperties = new Map([['capabilities', capabilities]]);
    this.sig(0, 'ConnectionStartOk', { clientProperties, mechanism, response: Buffer.from(response), locale: 'en_US' });
  }

  skriv(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  sig<Name extends MethodName>(channel: number, name: Name, args: Args<Name>): void {
    this.skriv(encodeFrame(FRAME.method, channel, encodeMethod({ name, args } as unknown as Method)));
  }

  /** The next method of that name; those before it are passed over. Undefined where the connection ended first. */
  async metode<Name extends MethodName>(name: Name): Promise<Args<Name> | undefined> {
    for (;;) {
      const plads = this.metoder.findIndex((metode) => metode.name === name);
      if (plads >= 0) return this.metoder.splice(0, plads + 1).at(-1)!.args as unknown as Args<Name>;
      if (this.isLukket) return undefined;
      await this.#sket();
    }
  }

  async lukket(): Promise<void> {
    while (!this.isLukket) await this.#sket();
  }

  slut(): void {
    this.socket.destroy();
  }

  #sket(): Promise<void> {
    return new Promise((resolve) => {
      this.#vaek = resolve;
    });
  }

  #data(stykke: Buffer): void {
    this.raa = Buffer.concat([this.raa, stykke]).subarray(-64);
    if (stykke.equals(PROTOCOL_HEADER)) return;
    this.#frames.push(stykke);
    for (let frame = this.#frames.next(); frame; frame = this.#frames.next()) {
      if (frame.type === FRAME.heartbeat) this.hjerteslag += 1;
      if (frame.type === FRAME.method) this.metoder.push(decodeMethod(frame.payload));
    }
    this.#vaek?.();
  }
}
