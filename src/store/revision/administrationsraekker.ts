/** What the audit log is told of a change of the administration, in the transaction that makes it. */
import type { Handling, Revisionspost } from '../../access/revision.ts';
import type { Administrationsposter, Haendelse } from '../administration/administration.ts';
import type { Driver } from '../drivers/driver.ts';
import { Revisionsskriver } from './skriver.ts';

/** Whom the history names is not told here: it may be anything. */
function postOf(handling: Handling, { tidspunkt }: Haendelse, mere: Partial<Revisionspost>): Revisionspost {
  return { art: 'administration', front: 'kommandolinje', handling, tid: tidspunkt, varighedMs: 0, ...mere };
}

function posterOf(poster: Partial<Administrationsposter>): Revisionspost[] {
  const { systemer = [], certifikater = [], aftaler = [], afgoerelser = [] } = poster;
  return [
    ...systemer.map((post) => postOf('system-gem', post, { system: post.uuid, systemNavn: post.navn })),
    ...certifikater.map((post) => {
      const handling = post.handling === 'tilfoej' ? 'certifikat-tilfoej' : 'certifikat-fjern';
      return postOf(handling, post, { system: post.systemUuid, certifikatSha256: post.sha256 });
    }),
    ...aftaler.map((post) => {
      return postOf('aftale-anmod', post, { system: post.systemUuid, cvr: post.cvr, uuids: [post.uuid] });
    }),
    ...afgoerelser.map((post) => {
      const cvr = post.part?.cvr;
      return postOf(`aftale-${post.handling}`, post, { uuids: [post.aftaleUuid], ...(cvr !== undefined && { cvr }) });
    }),
  ];
}

/** Posts that wait at a time: fewer than the writer takes before it refuses more. */
const STYKKE = 1000;

/** Writes a row for each post, in a chain of their own that is part of the transaction. */
export async function reviderAdministration(driver: Driver, poster: Partial<Administrationsposter>): Promise<void> {
  const raekker = posterOf(poster);
  const [foerste] = raekker;
  if (!foerste) return;
  const skriver = new Revisionsskriver(driver, () => foerste.tid);
  for (let nr = 0; nr < raekker.length; nr += STYKKE) {
    await Promise.all(raekker.slice(nr, nr + STYKKE).map((post) => skriver.skriv(post)));
  }
  await skriver.luk();
}
