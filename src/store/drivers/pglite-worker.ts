/**
 * The thread that PGlite runs in, so that a long search does not hold up the server. It is given protocol bytes and
 * gives protocol bytes back; nothing here knows a statement.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

/** What the main thread sends: bytes of the protocol, or that it is the end. */
export type ToWorker = Uint8Array<ArrayBuffer> | 'close';
/** What it is sent: that the database is open, the answer to bytes, that it is closed, or what went wrong. */
export type FromWorker = 'open' | Uint8Array<ArrayBuffer> | 'closed' | { readonly error: string };

const port = parentPort!;

function say(message: FromWorker): void {
  port.postMessage(message, message instanceof Uint8Array ? [message.buffer] : []);
}

try {
  const { folder } = workerData as { folder: string | undefined };
  const database = await PGlite.create({ extensions: { pg_trgm }, ...(folder !== undefined && { dataDir: folder }) });
  port.on('message', async (message: ToWorker) => {
    try {
      if (message === 'close') {
        await database.close();
        say('closed');
        // With nobody to hear the thread ends by itself.
        port.close();
        return;
      }
      // Bytes are taken to the file system by the call itself, before it answers (Node's own file calls).
      say(database.execProtocolRawSync(message) as Uint8Array<ArrayBuffer>);
    } catch (error) {
      say({ error: String(error) });
    }
  });
  say('open');
} catch (error) {
  say({ error: String(error) });
}
