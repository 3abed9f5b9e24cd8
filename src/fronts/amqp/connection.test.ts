import assert from 'node:assert/strict';
import { once } from 'node:events';
import { duplexPair } from 'node:stream';
import { after, before, test } from 'node:test';
import { encodeHeader, encodeMethod, type Method } from './codec.ts';
import { encodeFrame, FRAME, PROTOCOL_HEADER } from './frames.ts';
import { afbryd, forbind } from './klient.testing.ts';
import { GRAENSER, ProevePost, type Proeveserver, proeveserver } from './proeve.testing.ts';
import { RaaKlient } from './raa.testing.ts';

const post = new ProevePost();
let server: Proeveserver;
before(async () => {
  server = await proeveserver(post, { timeoutMs: 700, connectionsPerSystemMax: 5, connectionsMax: 40 });
});
after(() => server.luk());

/** A client of its own, which is gone afterwards. */
async function med<T>(klient: Promise<RaaKlient>, goer: (klient: RaaKlient) => Promise<T>): Promise<T> {
  const denne = await klient;
  try {
    return await goer(denne);
  } finally {
    denne.slut();
  }
}

const BREVE = [
  Buffer.from('GET / HTTP/1.1\r\n\r\n'),
  Buffer.from('AMQP\0\x01\0\0'),
  Buffer.from('AMQP\x01\x01\0\x09'),
  Buffer.from([0x16, 3, 1, 0, 0x7a, 1, 0, 0]),
];
for (const brev of BREVE) {
  test(`who says ${JSON.stringify(brev.toString('latin1'))} is told what is spoken here, and the connection ends`, async () => {
    await med(RaaKlient.paa(server.port), async (klient) => {
      klient.skriv(brev);
      await klient.lukket();
      assert.deepEqual(klient.raa, PROTOCOL_HEADER);
    });
  });
}

test('a start-ok of 100 kB is taken, though no frame size has been agreed; one over the limit is not', async () => {
  await med(RaaKlient.paa(server.port), async (klient) => {
    klient.skriv(PROTOCOL_HEADER);
    const start = await klient.metode('ConnectionStart');
    assert.equal(start!.mechanisms.toString(), 'EXTERNAL');
    klient.startOk(`ok ${'x'.repeat(100_000)}`);
    assert.equal((await klient.metode('ConnectionTune'))!.frameMax, GRAENSER.frameMax);
  });
  await med(RaaKlient.paa(server.port), async (klient) => {
    klient.skriv(PROTOCOL_HEADER);
    await klient.metode('ConnectionStart');
    klient.startOk(`ok ${'x'.repeat(GRAENSER.initialFrameMax)}`);
    assert.equal((await klient.metode('ConnectionClose'))!.replyCode, 501);
  });
});

test('who is not let in is told so where it understands that, and is cut off where it does not', async () => {
  for (const [svar, mekanisme] of [
    ['nej', 'EXTERNAL'],
    ['ok', 'PLAIN'],
  ] as const) {
    for (const isTold of [true, false]) {
      await med(RaaKlient.paa(server.port), async (klient) => {
        klient.skriv(PROTOCOL_HEADER);
        await klient.metode('ConnectionStart');
        klient.startOk(svar, mekanisme, isTold);
        const lukning = await klient.metode('ConnectionClose');
        assert.equal(lukning?.replyCode, isTold ? 403 : undefined);
      });
    }
  }
});

test('another virtual host is 530, frames under 4096 bytes too, and a method out of turn 503', async () => {
  const forloeb: readonly [kode: number, goer: (klient: RaaKlient) => void][] = [
    [530, (klient) => klient.sig(0, 'ConnectionOpen', { virtualHost: '/', capabilities: '', insist: false })],
    [503, (klient) => klient.sig(0, 'ConnectionTuneOk', { channelMax: 0, frameMax: 0, heartbeat: 0 })],
    [505, (klient) => klient.sig(1, 'ChannelOpen', { outOfBand: '' })],
  ];
  for (const [kode, goer] of forloeb) {
    await med(RaaKlient.paa(server.port), async (klient) => {
      klient.skriv(PROTOCOL_HEADER);
      klient.startOk('ok');
      klient.sig(0, 'ConnectionTuneOk', { channelMax: 0, frameMax: 0, heartbeat: 0 });
      goer(klient);
      assert.equal((await klient.metode('ConnectionClose'))!.replyCode, kode);
    });
  }
  await med(RaaKlient.paa(server.port), async (klient) => {
    klient.skriv(PROTOCOL_HEADER);
    klient.startOk('ok');
    klient.sig(0, 'ConnectionTuneOk', { channelMax: 0, frameMax: 4095, heartbeat: 0 });
    assert.equal((await klient.metode('ConnectionClose'))!.replyCode, 530);
  });
});

const HOVED = encodeFrame(FRAME.header, 1, encodeHeader({ bodySize: 10, properties: {} }));
const UDGIV = { ticket: 0, exchange: 'AFSEND_BESKED_EXCHANGE', routingKey: '', mandatory: false, immediate: false };
const BRUD: readonly [navn: string, kode: number, goer: (klient: RaaKlient) => void][] = [
  ['a channel over the limit', 530, (k) => k.sig(GRAENSER.channelsMax + 1, 'ChannelOpen', { outOfBand: '' })],
  ['a channel that is open', 504, (k) => k.sig(1, 'ChannelOpen', { outOfBand: '' })],
  ['a channel that is not', 504, (k) => k.sig(2, 'ConfirmSelect', { nowait: false })],
  ['a content header without a method', 505, (k) => k.skriv(HOVED)],
  [
    'a body without a header',
    505,
    (k) => {
      k.sig(1, 'BasicPublish', UDGIV);
      k.skriv(encodeFrame(FRAME.body, 1, Buffer.from('a')));
    },
  ],
  [
    'a method in the middle of a message',
    505,
    (k) => {
      k.sig(1, 'BasicPublish', UDGIV);
      k.sig(1, 'ConfirmSelect', { nowait: false });
    },
  ],
  [
    'a body that is longer than was said',
    505,
    (k) => {
      k.sig(1, 'BasicPublish', UDGIV);
      k.skriv(HOVED);
      k.skriv(encodeFrame(FRAME.body, 1, Buffer.alloc(11)));
    },
  ],
  ['a message on channel 0', 505, (k) => k.skriv(encodeFrame(FRAME.body, 0, Buffer.alloc(1)))],
  ['a frame without its end', 501, (k) => k.skriv(Buffer.from([1, 0, 1, 0, 0, 0, 0, 7]))],
  ['a method that does not exist', 503, (k) => k.skriv(encodeFrame(FRAME.method, 1, Buffer.from([0, 99, 0, 99])))],
  ['a method of the server', 503, (k) => k.sig(1, 'BasicGetEmpty', { clusterId: '' })],
  ['a transaction', 540, (k) => k.sig(1, 'TxSelect', {})],
  ['a close-ok that nobody asked for', 503, (k) => k.sig(0, 'ConnectionCloseOk', {})],
  [
    'immediate',
    540,
    (k) => {
      k.sig(1, 'BasicPublish', { ...UDGIV, immediate: true });
      k.skriv(encodeFrame(FRAME.header, 1, encodeHeader({ bodySize: 0, properties: {} })));
    },
  ],
];
for (const [navn, kode, goer] of BRUD) {
  test(`${navn} ends the connection with ${kode}`, async () => {
    await med(RaaKlient.aaben(server.port), async (klient) => {
      goer(klient);
      assert.equal((await klient.metode('ConnectionClose'))!.replyCode, kode);
      klient.sig(0, 'ConnectionCloseOk', {});
      await klient.lukket();
    });
  });
}

test('a client that says nothing, or half a message, does not stay', async () => {
  await med(RaaKlient.paa(server.port), (klient) => klient.lukket());
  await med(RaaKlient.paa(server.port), async (klient) => {
    klient.skriv(PROTOCOL_HEADER);
    await klient.lukket();
  });
  await med(RaaKlient.aaben(server.port), async (klient) => {
    klient.sig(1, 'BasicPublish', UDGIV);
    klient.skriv(HOVED);
    assert.equal((await klient.metode('ConnectionClose'))!.replyCode, 506);
    await klient.lukket();
  });
});

test('heartbeats go both ways, and a silent client is cut off', async () => {
  await med(RaaKlient.aaben(server.port, 1), async (klient) => {
    await klient.lukket();
    assert.ok(klient.hjerteslag >= 1);
  });
  await med(RaaKlient.aaben(server.port, 1), async (klient) => {
    const timer = setInterval(() => klient.skriv(encodeFrame(FRAME.heartbeat, 0, Buffer.alloc(0))), 300);
    try {
      while (klient.hjerteslag < 6) await new Promise((resolve) => setTimeout(resolve, 50));
      assert.ok(!klient.isLukket);
    } finally {
      clearInterval(timer);
    }
  });
});

test('a system has as many connections as it may, and room again when one has ended', async () => {
  const alle = await Promise.all(Array.from({ length: 5 }, () => forbind(server.port, 'ok')));
  try {
    await assert.rejects(forbind(server.port, 'ok'), /530|NOT.ALLOWED/i);
    afbryd(alle[0]!);
    for (;;) {
      try {
        alle[0] = await forbind(server.port, 'ok');
        break;
      } catch (fejl) {
        assert.match(String(fejl), /530|NOT.ALLOWED/i);
      }
    }
  } finally {
    await Promise.all(alle.map((en) => en.close()));
  }
});

test('a server that stops says so with 320, and what was out is in the queue again', async () => {
  const egen = await proeveserver(post);
  post.lager('stop').laeg('a');
  await med(RaaKlient.aaben(egen.port), async (klient) => {
    klient.sig(1, 'BasicGet', { ticket: 0, queue: 'stop', noAck: false });
    await klient.metode('BasicGetOk');
    const stoppet = egen.luk();
    assert.equal((await klient.metode('ConnectionClose'))!.replyCode, 320);
    klient.sig(0, 'ConnectionCloseOk', {});
    await stoppet;
    assert.deepEqual([post.lager('stop').beskeder[0]!.taget, post.lager('stop').holder], [false, undefined]);
  });
});

test('who opens and closes channels and reads nothing of the answers is not listened to for ever: it is cut off', async () => {
  const [hos, klient] = duplexPair();
  const sig = (nr: number, name: Method['name'], args: object) =>
    encodeFrame(FRAME.method, nr, encodeMethod({ name, args } as unknown as Method));
  const start = { clientProperties: new Map(), mechanism: 'EXTERNAL', response: Buffer.from('ok'), locale: 'en_US' };
  const forloeb = [
    PROTOCOL_HEADER,
    sig(0, 'ConnectionStartOk', start),
    sig(0, 'ConnectionTuneOk', { channelMax: 0, frameMax: 0, heartbeat: 0 }),
    sig(0, 'ConnectionOpen', { virtualHost: 'BF', capabilities: '', insist: false }),
  ];
  const slut = { replyCode: 200, replyText: '', classId: 0, methodId: 0 };
  const kanaler = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((nr) => [
    sig(nr, 'ChannelOpen', { outOfBand: '' }),
    sig(nr, 'ChannelClose', slut),
  ]);
  const mange = Buffer.concat(Array.from({ length: 100 }, () => kanaler).flat());
  try {
    klient.on('error', () => undefined);
    server.front.accept(hos, { ipAdresse: undefined, certifikat: undefined });
    for (const stykke of forloeb) klient.write(stykke);
    const altTaget = new Promise((resolve) => {
      for (let nr = 0; nr < 100; nr++) klient.write(mange, () => nr === 99 && resolve('all was taken'));
    });
    assert.equal(await Promise.race([altTaget, once(hos, 'close').then(() => 'cut off')]), 'cut off');
  } finally {
    klient.destroy();
    hos.destroy();
  }
});
