/** What a client did that the protocol does not allow, or may not have: it ends the connection, or only the channel. */
import { REPLY_CODES } from './methods.ts';

export type ReplyCode = keyof typeof REPLY_CODES;

/** The reply codes that close a channel; all others close the connection (AMQP 0-9-1, constants). */
const SOFT: readonly ReplyCode[] = [
  'CONTENT_TOO_LARGE',
  'NO_ROUTE',
  'NO_CONSUMERS',
  'ACCESS_REFUSED',
  'NOT_FOUND',
  'RESOURCE_LOCKED',
  'PRECONDITION_FAILED',
];

export class AmqpBreach extends Error {
  readonly reply: ReplyCode;

  constructor(reply: ReplyCode, message: string) {
    super(message);
    this.name = 'AmqpBreach';
    this.reply = reply;
  }

  /** True where the channel alone is closed. */
  get isSoft(): boolean {
    return SOFT.includes(this.reply);
  }

  get replyCode(): number {
    return REPLY_CODES[this.reply];
  }

  /** As brokers write it: the name of the code, and what happened. */
  get replyText(): string {
    const text = `${this.reply} - ${this.message}`;
    return Buffer.byteLength(text) > 255 ? `${text.slice(0, 80)}...` : text;
  }
}
