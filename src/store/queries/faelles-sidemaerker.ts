/**
 * Marks of pages that all processes of a database share. A mark of one's own process would be wrong as soon as calls go to
 * several: the first page read anew by one process, the second one from where another found the first to end a while ago,
 * and what came in between would be in neither.
 */
import { namedUuid } from '../../base/uuid.ts';
import type { Session, Statement } from '../drivers/driver.ts';
import type { Maerker, Sidemaerke } from './sidemaerker.ts';

/** The namespace of the UUIDs that stand for searches; made once for this purpose. */
const NAMESPACE = '5e0b8d2c-6c55-4c0e-9a53-1f0f6a6f6e0d';
/** Marks that a process makes between one clearing and the next. */
const MARKS_PER_CLEARING = 500;

/** `bigint`: a page may be asked for that begins behind any hit that there can be. */
const FIND: Statement = {
  name: 'fkorg-sidemaerke-find',
  text: `select antal, uuid from sidemaerke
    where noegle = $1::uuid and antal = $2::bigint and tid > now() - interval '10 minutes'`,
};
const HUSK: Statement = {
  name: 'fkorg-sidemaerke-husk',
  text: `insert into sidemaerke (noegle, antal, uuid) values ($1::uuid, $2::int, $3::uuid)
    on conflict (noegle, antal) do update set uuid = excluded.uuid, tid = now()`,
};
const SLUT: Statement = {
  name: 'fkorg-sidemaerke-slut',
  text: 'delete from sidemaerke where noegle = $1::uuid and antal > $2::bigint',
};
const RYD: Statement = { text: `delete from sidemaerke where tid <= now() - interval '10 minutes'` };

export class FaellesSidemaerker implements Maerker {
  readonly #session: Session;
  #made = 0;

  /** @param session One that writes: a replica takes no marks. */
  constructor(session: Session) {
    this.#session = session;
  }

  async find(noegle: string, foerste: number): Promise<Sidemaerke | undefined> {
    if (foerste === 0) return undefined;
    const parameters = [namedUuid(NAMESPACE, noegle), foerste];
    const [row] = await this.#session.query<[antal: number, uuid: string]>(FIND, parameters);
    return row && { antal: row[0], uuid: row[1] };
  }

  /** Resolves when the mark is there for everybody. */
  async husk(noegle: string, { antal, uuid }: Sidemaerke): Promise<void> {
    await this.#session.query(HUSK, [namedUuid(NAMESPACE, noegle), antal, uuid]);
    this.#made += 1;
    if (this.#made % MARKS_PER_CLEARING === 0) await this.#session.query(RYD, []);
  }

  /** Nearly every search ends on its first page and has no marks, so nothing is asked for those. */
  async slut(noegle: string, foerste: number): Promise<void> {
    if (foerste > 0) await this.#session.query(SLUT, [namedUuid(NAMESPACE, noegle), foerste]);
  }
}
