/**
 * `npm run soak:auditor`: shows that the auditor sees. Each bad server is a copy of this one with one line changed; a run
 * against it must end with disagreements. It ends with 1 where one was not seen.
 */
import { BAD_SERVERS } from './bad-servers.ts';
import { tryBadServer } from './try-bad-server.ts';

const [ord, seed = 1] = process.argv.slice(2).map((word) => (/^\d+$/.test(word) ? Number(word) : word));
const chosen = BAD_SERVERS.filter(({ what }) => typeof ord !== 'string' || what.includes(ord));
let unseen = 0;
for (const server of chosen) {
  const { first, calls } = await tryBadServer(server, Number(seed));
  if (!first) unseen += 1;
  const verdict = first ? `seen:     ${server.what}: ${first.what.slice(0, 120)}` : `NOT SEEN: ${server.what}`;
  console.log(`${verdict} (${calls} calls)`);
}
console.log(`${chosen.length - unseen} of ${chosen.length} bad servers were seen.`);
process.exit(unseen > 0 ? 1 : 0);
