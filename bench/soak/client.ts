/** One call over HTTP: an answer of the contract, or none. Whatever is neither of the two is told as a fault of the server. */
import type { XmlElement } from '../../src/xml/parse.ts';
import { bodyOf, outcomeOf } from './answers.ts';
import { envelope } from './messages.ts';

/** Milliseconds after which a call is given up; the server's own limits are shorter. */
const ANSWER_TIMEOUT_MS = 60_000;

interface Times {
  readonly sent: number;
  readonly answered: number;
}

export type Answer = Times &
  (
    | { readonly isAnswer: true; readonly status: number; readonly tekst: string; readonly body: XmlElement }
    /** Nothing is known of what became of it. `isUnexpected`: no kill explains it. */
    | { readonly isAnswer: false; readonly why: string; readonly isUnexpected: boolean }
  );

/** Posts a body for an authority. */
export async function call(url: string, path: string, body: string, cvr: string): Promise<Answer> {
  const sent = Date.now();
  try {
    const response = await fetch(url + path, {
      method: 'POST',
      body: envelope(body),
      headers: { 'content-type': 'application/soap+xml; charset=utf-8', 'x-anvenderkontekst': cvr },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const tekst = await response.text();
    const answered = Date.now();
    if (response.status === 200) {
      const element = bodyOf(tekst);
      return { isAnswer: true, sent, answered, body: element, ...outcomeOf(element) };
    }
    const why = `HTTP ${response.status} ${/<kode>([^<]*)/.exec(tekst)?.[1] ?? tekst.slice(0, 300)}`;
    return { isAnswer: false, sent, answered, why, isUnexpected: response.status !== 503 };
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    const why = cause?.code ?? name;
    return { isAnswer: false, sent, answered: Date.now(), why, isUnexpected: name === 'TimeoutError' };
  }
}
