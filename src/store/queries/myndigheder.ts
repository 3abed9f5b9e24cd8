/** The authorities that the register knows: few, asked for by every call, so they are remembered for a while. */
import type { Clock } from '../../base/clock.ts';
import type { Driver } from '../drivers/driver.ts';
import { cvrOf } from '../numre.ts';
import type { Myndighedspost } from '../store.ts';

/** Milliseconds that what was read is taken to be so; another process may add authorities. */
const REMEMBERED_MS = 30_000;
/** Milliseconds until an unknown CVR is worth reading again. */
const UNKNOWN_MS = 1000;

type Raekke = readonly [
  cvr: number,
  navn: string,
  kommunekode: string | null,
  organisation: string,
  rodenhed: string,
  virksomhed: string,
  myndighed: string,
];

export class Myndigheder {
  readonly #driver: Driver;
  readonly #clock: Clock;
  #poster: ReadonlyMap<string, Myndighedspost> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(driver: Driver, clock: Clock) {
    this.#driver = driver;
    this.#clock = clock;
  }

  async find(cvr: string): Promise<Myndighedspost | undefined> {
    const known = this.#poster.get(cvr);
    if (this.#isFresh(known ? REMEMBERED_MS : UNKNOWN_MS)) return known;
    await this.all();
    return this.#poster.get(cvr);
  }

  /** In the order of their CVR, from the store itself. */
  async all(): Promise<readonly Myndighedspost[]> {
    const rows = await this.#driver.query<Raekke>(
      {
        text: `select cvr, navn, kommunekode, organisation, rodenhed, virksomhed, myndighed from myndighed order by cvr`,
      },
      [],
    );
    const poster = rows.map(postOf);
    this.#poster = new Map(poster.map((post) => [post.cvr, post]));
    this.#readAt = this.#clock();
    return poster;
  }

  async save(post: Myndighedspost): Promise<void> {
    await this.#driver.query(
      {
        text: `insert into myndighed (cvr, navn, kommunekode, organisation, rodenhed, virksomhed, myndighed)
          values ($1, $2, $3, $4, $5, $6, $7)
          on conflict (cvr) do update set navn = excluded.navn, kommunekode = excluded.kommunekode,
            organisation = excluded.organisation, rodenhed = excluded.rodenhed, virksomhed = excluded.virksomhed,
            myndighed = excluded.myndighed`,
      },
      [
        Number(post.cvr),
        post.navn,
        post.kommunekode ?? null,
        post.organisationUuid,
        post.rodenhedUuid,
        post.virksomhedUuid,
        post.myndighedUuid,
      ],
    );
    this.#readAt = Number.NEGATIVE_INFINITY;
  }

  #isFresh(ageMs: number): boolean {
    const age = this.#clock() - this.#readAt;
    return age >= 0 && age < ageMs;
  }
}

function postOf([cvr, navn, kommunekode, organisation, rodenhed, virksomhed, myndighed]: Raekke): Myndighedspost {
  return {
    cvr: cvrOf(cvr),
    navn,
    ...(kommunekode !== null && { kommunekode }),
    organisationUuid: organisation,
    rodenhedUuid: rodenhed,
    virksomhedUuid: virksomhed,
    myndighedUuid: myndighed,
  };
}
