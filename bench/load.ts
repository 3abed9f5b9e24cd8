/**
 * A lean HTTP caller for measuring: keep-alive sockets, one request at a time on each, ready-made bytes, and just as
 * much reading of the answer as tells where it ends. It costs little, so that what is measured is the server.
 */
import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  /** What came of the body together with the head; the rest is counted and let go. */
  readonly start: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);
/** Bytes of an answer that are looked at. */
const START_BYTES = 16_384;

/** One socket; `call` writes a request and waits for its answer. */
class Line {
  private readonly socket: Socket;
  private start: Buffer = NOTHING;
  private bytes = 0;
  private wanted = -1;
  private head = '';
  private done: ((answer: Answer) => void) | undefined;
  private lost: ((error: Error) => void) | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('close', () => this.lost?.(new Error('the server closed the connection')));
  }

  private take(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.wanted < 0 || this.start.length < START_BYTES) this.start = Buffer.concat([this.start, chunk]);
    if (this.wanted < 0) {
      const end = this.start.indexOf(HEAD_END);
      if (end < 0) return;
      this.head = this.start.toString('latin1', 0, end);
      const length = /content-length: (\d+)/i.exec(this.head);
      if (!length) throw new Error(`no content-length in the answer: ${this.head}`);
      this.wanted = end + HEAD_END.length + Number(length[1]);
    }
    if (this.bytes < this.wanted) return;
    const answer = {
      status: Number(this.head.slice(9, 12)),
      start: this.start.subarray(this.head.length + HEAD_END.length),
    };
    this.start = NOTHING;
    this.bytes = 0;
    this.wanted = -1;
    this.done?.(answer);
  }

  call(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.done = resolve;
      this.lost = reject;
      this.socket.write(request);
    });
  }

  end(): void {
    this.socket.destroy();
  }
}

/** A POST as bytes. */
export function postBytes(path: string, body: string): Buffer {
  const content = Buffer.from(body);
  return Buffer.concat([
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/soap+xml; charset=utf-8\r\n` +
        `Content-Length: ${content.length}\r\n\r\n`,
    ),
    content,
  ]);
}

async function openLines(url: string, lines: number): Promise<Line[]> {
  const { hostname, port } = new URL(url);
  return Promise.all(
    Array.from(
      { length: lines },
      () =>
        new Promise<Line>((resolve, reject) => {
          const socket = connect(Number(port), hostname, () => resolve(new Line(socket)));
          socket.on('error', reject);
        }),
    ),
  );
}

/**
 * Makes `calls` calls over so many connections, opened for them; `requestOf` gives the bytes of each. Throws on an answer
 * that is not 200 or that lacks `expected`, so that what is measured is the real thing.
 */
export async function drive(
  url: string,
  connections: number,
  calls: number,
  requestOf: (nr: number) => Buffer,
  expected: string,
): Promise<void> {
  const lines = await openLines(url, connections);
  let next = 0;
  await Promise.all(
    lines.map(async (line) => {
      while (next < calls) {
        const answer = await line.call(requestOf(next++));
        if (answer.status !== 200 || !answer.start.includes(expected)) {
          throw new Error(`unexpected answer ${answer.status}: ${answer.start.subarray(0, 1500)}`);
        }
      }
    }),
  );
  for (const line of lines) line.end();
}
