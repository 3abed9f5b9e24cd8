import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laesStroem, type Stroemdel } from './sse.ts';

async function laest(stykker: readonly Uint8Array[]): Promise<Stroemdel[]> {
  async function* stroem() {
    yield* stykker;
  }
  const dele: Stroemdel[] = [];
  for await (const del of laesStroem(stroem())) dele.push(del);
  return dele;
}

const TEKST =
  ': hej\r\nretry: 10\nid: 7\n\nevent: ORG_Bruger\ndata: {"æ":1}\nid: 8\n\ndata:a\rdata: b\n\n: ok\nid: 9\n\nevent: x\ndata: aldrig færdig\n';

const VENTET: Stroemdel[] = [
  { id: '7' },
  { id: '8', haendelse: { type: 'ORG_Bruger', data: '{"æ":1}' } },
  { id: '8', haendelse: { type: 'message', data: 'a\nb' } },
  { id: '9' },
];

test('events, ids and comments, wherever the stream is cut into pieces; what has no end is none', async () => {
  const bytes = Buffer.from(TEKST);
  assert.deepEqual(await laest([bytes]), VENTET);
  assert.deepEqual(await laest([...bytes].map((byte) => Buffer.from([byte]))), VENTET);
});
