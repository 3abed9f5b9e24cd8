/**
 * A client that graphql-codegen makes from the received schema: it compiles without a doubt of the type checker, and what it
 * gets from the server is what its types say.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { receivedFolder, skipWithoutReceived } from '../contract/sources.ts';
import { KORSBAEK, nyVerden } from '../soap/verden.ts';
import { ADRESSE, hoved } from './spoerg.ts';

const run = promisify(execFile);
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const SPOERGSMAAL = new URL('klient/spoergsmaal.graphql', import.meta.url);
const LEDER = '9970992f-fb06-5045-aca2-310b22dbfc74';

/** What a programmer would write: nothing in it says what an answer holds, and a wrong field would not compile. */
const PROGRAM = `
import { type DocumentNode, print } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { AnsvarligeDocument, BrugerDocument } from './skabt.js';
import type { Opgave } from './skema.js';

export function klient(url: string, headers: Record<string, string>) {
  async function spoerg<T, V>(document: TypedDocumentNode<T, V>, variables: V): Promise<T> {
    const query = print(document as DocumentNode);
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown[] };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }
  return {
    async titler(uuid: string): Promise<string[]> {
      const { bruger } = await spoerg(BrugerDocument, { uuid: [uuid] });
      return bruger?.[0]?.harMedlemskab.map(({ medlemskabRolleTitel }) => medlemskabRolleTitel ?? '') ?? [];
    },
    async adresser(uuid: string): Promise<string[]> {
      const { bruger } = await spoerg(BrugerDocument, { uuid });
      return bruger?.[0]?.adresser.map(({ adresseTekst, klassifikation }) => adresseTekst + klassifikation.indeks) ?? [];
    },
    async ansvarlige(cvr: string, kleNummer: string): Promise<{ navn: string; numre: Opgave['kleEmneNummer'][] }[]> {
      const enheder: { navn: string; numre: Opgave['kleEmneNummer'][] }[] = [];
      let after: string | null | undefined;
      do {
        const { organisationEnhedListe: side } = await spoerg(AnsvarligeDocument, {
          cvr,
          status: 'AKTIV',
          opgaver: { kleNummer: [kleNummer] },
          first: 2,
          after,
        });
        for (const edge of side?.edges ?? []) {
          if (edge) enheder.push({ navn: edge.node.enhedsnavn, numre: edge.node.opgaver.map((opgave) => opgave.kleEmneNummer) });
        }
        after = side?.pageInfo.hasNextPage ? side.pageInfo.endCursor : undefined;
      } while (after);
      return enheder;
    },
  };
}
`;

interface Klient {
  titler(uuid: string): Promise<string[]>;
  adresser(uuid: string): Promise<string[]>;
  ansvarlige(cvr: string, kleNummer: string): Promise<{ navn: string; numre: (string | null)[] }[]>;
}
type Modul = { klient(url: string, headers: Record<string, string>): Klient };

/** What the plugins make of the received schema and the queries, as text. */
function skab(filename: string, pluginMap: Parameters<typeof codegen>[0]['pluginMap']): Promise<string> {
  const scalars = Object.fromEntries(
    ['CPR', 'CVR', 'Cursor', 'DateTime', 'KLE', 'UUID'].map((navn) => [navn, 'string']),
  );
  return codegen({
    filename,
    schema: parse(
      readFileSync(resolve(dirname(receivedFolder), 'organisationhent-1/schemaOrganisationV1.gql'), 'utf8'),
    ),
    documents: [{ location: 'spoergsmaal.graphql', document: parse(readFileSync(SPOERGSMAAL, 'utf8')) }],
    config: { scalars, strictScalars: true, useTypeImports: true },
    plugins: Object.keys(pluginMap).map((navn) => ({ [navn]: {} })),
    pluginMap,
  });
}

/** Has the type checker make JavaScript of the files in a folder; what it has to say fails the test. */
async function oversaet(mappe: string): Promise<void> {
  symlinkSync(MODULES, join(mappe, 'node_modules'));
  writeFileSync(join(mappe, 'package.json'), '{ "type": "module" }');
  const valg = [
    '--strict',
    '--noUncheckedIndexedAccess',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--skipLibCheck',
  ];
  const filer = ['program.ts', 'skabt.ts', 'skema.ts'].map((fil) => join(mappe, fil));
  const tsc = join(MODULES, 'typescript/bin/tsc');
  await run(process.execPath, [tsc, ...valg, '--types', 'node', ...filer], { cwd: mappe }).catch(
    (error: { stdout: string }) => assert.fail(error.stdout),
  );
}

test('a client generated from the received schema compiles, and reads Korsbæk', {
  skip: skipWithoutReceived,
}, async () => {
  const mappe = mkdtempSync(join(tmpdir(), 'fkorg-graphql-'));
  try {
    writeFileSync(join(mappe, 'skema.ts'), await skab('skema.ts', { typescript }));
    writeFileSync(join(mappe, 'skabt.ts'), await skab('skabt.ts', { typescriptOperations, typedDocumentNode }));
    writeFileSync(join(mappe, 'program.ts'), PROGRAM);
    await oversaet(mappe);
    await using verden = await nyVerden({ korsbaek: true });
    const { klient } = (await import(pathToFileURL(join(mappe, 'program.js')).href)) as Modul;
    const den = klient(verden.url + ADRESSE, { ...hoved(verden.ur()), 'x-anvenderkontekst': KORSBAEK });
    assert.deepEqual(await den.titler(LEDER), ['Kommunaldirektør', 'Kommunaldirektør']);
    assert.ok((await den.adresser(LEDER)).some((adresse) => adresse.includes('.example')));
    const ansvarlige = await den.ansvarlige(KORSBAEK, '92.10*');
    assert.ok(ansvarlige.length > 2);
    assert.ok(
      ansvarlige.every(({ navn, numre }) => navn !== '' && numre.some((nummer) => nummer?.startsWith('92.10'))),
    );
  } finally {
    rmSync(mappe, { recursive: true, force: true });
  }
});
