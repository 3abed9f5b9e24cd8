/**
 * The floor: what a call cannot be cheaper than. A bare node:http round trip of the same bytes, saxes over the same
 * request, and one prepared primary-key SELECT of a row of the same size; on /importer also one committed one-row INSERT.
 * Started as a process of its own: `floor-server.ts <database url> <document bytes> <answer bytes>`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { SaxesParser } from 'saxes';
import { newUuid } from '../src/base/uuid.ts';

const [url, documentBytes, answerBytes] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url!, max: 8 });
const id = newUuid();
const document = 'x'.repeat(Number(documentBytes));
await pool.query('create table if not exists gulv (id uuid primary key, dokument text not null)');
await pool.query('insert into gulv values ($1, $2)', [id, document]);

/** The answers to a read and to a write. */
const answers = { laes: Buffer.alloc(Number(answerBytes), 'y'), importer: Buffer.alloc(600, 'y') };

function body(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

function parse(bytes: Buffer): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(bytes.toString()).close();
}

const server = createServer(async (request, response) => {
  parse(await body(request));
  const found = await pool.query({ name: 'gulv', text: 'select dokument from gulv where id = $1', values: [id] });
  if (found.rows.length !== 1) throw new Error('the row of the floor is gone');
  const isWrite = request.url === '/importer';
  if (isWrite)
    await pool.query({ name: 'gulv-ind', text: 'insert into gulv values ($1, $2)', values: [newUuid(), document] });
  const answer = isWrite ? answers.importer : answers.laes;
  response.writeHead(200, { 'content-type': 'application/soap+xml; charset=utf-8', 'content-length': answer.length });
  response.end(answer);
});
process.once('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
