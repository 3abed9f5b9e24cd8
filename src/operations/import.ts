/**
 * `import` of a whole system: each object is taken as by importer, and each has its own outcome (spec sf1500 §2.10).
 * Objects are read and saved in chunks; a chunk that meets another writer is done again one object at a time.
 */
import { ownersInTheWay } from '../access/kalder.ts';
import { STATUS } from '../standard/koder.ts';
import type { LagretObjekt, Skrivning } from '../store/store.ts';
import { bundne } from './klassifikation/bundne.ts';
import { oppefra } from './klassifikation/oppefra.ts';
import type { Kontekst } from './kontekst.ts';
import type { Operation, Outcome } from './operation.ts';
import { beslut, skriv } from './skriv.ts';

type Kald = Operation & { verbum: 'import' };
type Objekt = Kald['objekter'][number];
type Enkelt = NonNullable<Outcome['enkeltvis']>[number];

const CHUNK_OBJECTS = 200;

/** Cuts the objects into chunks of one type each, in which no UUID stands twice: the second must see the first. */
function* chunksOf(objekter: readonly Objekt[]): Generator<readonly Objekt[]> {
  let chunk: Objekt[] = [];
  const uuids = new Set<string>();
  for (const objekt of objekter) {
    if (chunk.length === CHUNK_OBJECTS || uuids.has(objekt.uuid) || chunk[0]?.objekttype !== objekt.objekttype) {
      if (chunk.length > 0) yield chunk;
      chunk = [];
      uuids.clear();
    }
    chunk.push(objekt);
    uuids.add(objekt.uuid);
  }
  if (chunk.length > 0) yield chunk;
}

async function kendte(kontekst: Kontekst, chunk: readonly Objekt[]): Promise<ReadonlyMap<string, LagretObjekt>> {
  const uuids = chunk.map(({ uuid }) => uuid);
  const fundne = await kontekst.store.hent(ownersInTheWay(kontekst.kalder), chunk[0]!.objekttype, uuids, 'nuvaerende');
  return new Map(fundne.map((objekt) => [objekt.uuid, objekt]));
}

function enkelt({ objekttype, uuid }: Objekt, { status, brud }: Pick<Outcome, 'status' | 'brud'>): Enkelt {
  return { objekttype, uuid, status, brud };
}

async function importChunk(kontekst: Kontekst, chunk: readonly Objekt[]): Promise<Enkelt[]> {
  const fundne = await kendte(kontekst, chunk);
  const now = kontekst.clock();
  const besluttet = await bundne(
    kontekst,
    chunk.map((objekt) => {
      const kald = { verbum: 'importer' as const, ...objekt };
      return { kald, besluttet: beslut(kontekst, kald, objekt.uuid, fundne.get(objekt.uuid), now) };
    }),
    now,
  );
  const skrivninger = besluttet.filter((b): b is Skrivning => !('status' in b));
  if (skrivninger.length === 0 || (await kontekst.store.gem(skrivninger))) {
    return chunk.map((objekt, i) => {
      const b = besluttet[i]!;
      return enkelt(objekt, 'status' in b ? b : { status: STATUS.ok, brud: [] });
    });
  }
  const enkeltvis: Enkelt[] = [];
  for (const objekt of chunk) enkeltvis.push(enkelt(objekt, await skriv(kontekst, { verbum: 'importer', ...objekt })));
  return enkeltvis;
}

/** The objects in the order in which they are taken: what others belong to, or lie below, before these. */
function iOrden(objekter: readonly Objekt[]): readonly Objekt[] {
  const klasser = objekter.filter(({ objekttype }) => objekttype === 'Klasse');
  return [...objekter.filter((en) => en.objekttype !== 'Klasse'), ...oppefra(klasser).map((nr) => klasser[nr]!)];
}

/** 20 with the outcome of each object, in the order of the request. */
export async function importSystem(kontekst: Kontekst, kald: Kald): Promise<Outcome> {
  const udfald = new Map<Objekt, Enkelt>();
  for (const chunk of chunksOf(iOrden(kald.objekter))) {
    for (const [i, en] of (await importChunk(kontekst, chunk)).entries()) udfald.set(chunk[i]!, en);
  }
  return { status: STATUS.ok, brud: [], enkeltvis: kald.objekter.map((objekt) => udfald.get(objekt)!) };
}
