/** One call over HTTP: an answer of the contract, or none. Whatever is neither of the two is told as a fault of the server. */
import type { XmlElement } from '../../src/xml/parse.ts';
import { konvolut } from './beskeder.ts';
import { bodyOf, returOf } from './svar.ts';

/** Milliseconds after which a call is given up; the server's own limits are shorter. */
const ANSWER_TIMEOUT_MS = 60_000;

interface Tider {
  readonly sendt: number;
  readonly svaret: number;
}

export type Svar = Tider &
  (
    | { readonly isSvar: true; readonly status: number; readonly tekst: string; readonly body: XmlElement }
    /** Nothing is known of what became of it. `isUventet`: no kill explains it. */
    | { readonly isSvar: false; readonly hvorfor: string; readonly isUventet: boolean }
  );

/** Posts a body for an authority. */
export async function kald(url: string, sti: string, body: string, cvr: string): Promise<Svar> {
  const sendt = Date.now();
  try {
    const response = await fetch(url + sti, {
      method: 'POST',
      body: konvolut(body),
      headers: { 'content-type': 'application/soap+xml; charset=utf-8', 'x-anvenderkontekst': cvr },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const tekst = await response.text();
    const svaret = Date.now();
    if (response.status === 200) {
      const element = bodyOf(tekst);
      return { isSvar: true, sendt, svaret, body: element, ...returOf(element) };
    }
    const hvorfor = `HTTP ${response.status} ${/<kode>([^<]*)/.exec(tekst)?.[1] ?? tekst.slice(0, 300)}`;
    return { isSvar: false, sendt, svaret, hvorfor, isUventet: response.status !== 503 };
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    const hvorfor = cause?.code ?? name;
    return { isSvar: false, sendt, svaret: Date.now(), hvorfor, isUventet: name === 'TimeoutError' };
  }
}
