/**
 * The calls under way. A call is at its end when its answer has been handed to the network or its connection is gone;
 * a connection without a call, silent or in the middle of its headers, counts for nothing.
 */
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export class Calls {
  private readonly underWay = new Set<ServerResponse>();
  private ended: (() => void) | undefined;

  /** True from when `end` was called: new calls are not to be begun. */
  get isEnding(): boolean {
    return this.ended !== undefined;
  }

  add(response: ServerResponse): void {
    this.underWay.add(response);
    response.once('close', () => {
      this.underWay.delete(response);
      if (this.underWay.size === 0) this.ended?.();
    });
  }

  /** True where the answer to a call of this connection has begun. */
  isAnswering(socket: Duplex): boolean {
    return [...this.underWay].some((response) => response.socket === socket && response.headersSent);
  }

  /** Settles when no call is under way. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      this.ended = resolve;
      if (this.underWay.size === 0) resolve();
    });
  }
}
