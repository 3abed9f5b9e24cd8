/** Listens to the events of a server as a script would, and knows when to stop. */
import { laesStroem, type Stroemdel } from '../../src/cli/sse.ts';

export interface Fortalt {
  readonly id: string;
  readonly type: string;
  readonly event: { readonly id: string; readonly subject: string };
}

export interface Lytter extends AsyncDisposable {
  readonly response: Response;
  /** So many events more, in order. */
  hent(antal: number): Promise<Fortalt[]>;
  /** The next piece, which may be no event; undefined where the stream has ended. */
  naeste(): Promise<Stroemdel | undefined>;
}

export async function lyt(url: string, headers: Record<string, string> = {}): Promise<Lytter> {
  const afbryd = new AbortController();
  const response = await fetch(url, { headers, signal: afbryd.signal });
  const dele = laesStroem(response.body!)[Symbol.asyncIterator]();
  const naeste = async () => {
    const { done, value } = await dele.next();
    return done ? undefined : (value as Stroemdel);
  };
  return {
    response,
    naeste,
    async hent(antal) {
      const fortalt: Fortalt[] = [];
      while (fortalt.length < antal) {
        const del = await naeste();
        if (!del) throw new Error(`the stream ended after ${fortalt.length} of ${antal} events`);
        if (del.haendelse)
          fortalt.push({ id: del.id, type: del.haendelse.type, event: JSON.parse(del.haendelse.data) });
      }
      return fortalt;
    },
    async [Symbol.asyncDispose]() {
      afbryd.abort();
    },
  };
}
