/** What one AMQP connection may take of the server, and all of them together. */
export interface AmqpLimits {
  /** Bytes of a frame when all is agreed. */
  readonly frameMax: number;
  /** Bytes of a frame before that: an assertion travels in the first one. */
  readonly initialFrameMax: number;
  readonly channelsMax: number;
  readonly connectionsMax: number;
  /** Connections of one system, or of one authority where access is open. */
  readonly connectionsPerSystemMax: number;
  /** Seconds between heartbeats, as the server proposes them; 0: none. */
  readonly heartbeatSeconds: number;
  /** Milliseconds for the handshake, for a message from its first frame to its last, and for a client to read what waits for it. */
  readonly timeoutMs: number;
  /** Bytes of the body of a message. */
  readonly bodyBytesMax: number;
  /** Milliseconds that a `basic.get` waits for a dueslag that somebody else reads. */
  readonly waitMs: number;
}

/** What is so where no setting says otherwise; the rest are limits of the whole server. */
export const GRAENSER_STANDARD = {
  frameMax: 131_072,
  initialFrameMax: 131_072,
  channelsMax: 64,
  connectionsMax: 1000,
  connectionsPerSystemMax: 100,
  heartbeatSeconds: 60,
} as const satisfies Partial<AmqpLimits>;

/** The bytes of all messages that are being received or worked on, whatever wire they come by. */
export interface Budget {
  /** Throws FkorgError `busy` where there is no room. */
  take(bytes: number): void;
  giveBack(bytes: number): void;
}
