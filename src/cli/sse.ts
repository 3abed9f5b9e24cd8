/** Reads server-sent events as the standard of EventSource says: lines, fields, and a blank line that ends an event. */
import { FkorgError } from '../base/error.ts';

export interface Stroemdel {
  /** The last id that was seen: where to go on. */
  readonly id: string;
  /** Absent where nothing happened but that the id has moved. */
  readonly haendelse?: { readonly type: string; readonly data: string };
}

const TEGN_MAX = 16_777_216;

/** Lines of a stream of bytes, whatever ends them. Throws where one has no end. */
async function* linjer(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const afkoder = new TextDecoder();
  let rest = '';
  for await (const stykke of bytes) {
    rest += afkoder.decode(stykke, { stream: true });
    // A carriage return that is last may have its line feed in the next piece.
    const dele = rest.split(/\r\n|\n|\r(?!$)/);
    rest = dele.pop()!;
    if (rest.length > TEGN_MAX) throw new FkorgError('limit-passed', 'The stream of events has a line without an end.');
    yield* dele;
  }
}

/** The events of a stream, and the ids between them. */
export async function* laesStroem(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Stroemdel> {
  let id = '';
  let type = 'message';
  let data: string[] = [];
  for await (const linje of linjer(bytes)) {
    if (linje === '') {
      yield { id, ...(data.length > 0 && { haendelse: { type, data: data.join('\n') } }) };
      type = 'message';
      data = [];
      continue;
    }
    const [, felt, vaerdi = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(linje) ?? [];
    if (felt === 'id') id = vaerdi;
    else if (felt === 'event') type = vaerdi;
    else if (felt === 'data') data.push(vaerdi);
  }
}
