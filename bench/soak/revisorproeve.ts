/**
 * `npm run soak:auditor`: shows that the auditor sees. Each bad server is a copy of this one with one line changed; a run
 * against it must end with disagreements. It ends with 1 where one was not seen.
 */
import { DAARLIGE_SERVERE } from './daarlige-servere.ts';
import { proev } from './proev.ts';

const [ord, seed = 1] = process.argv.slice(2).map((word) => (/^\d+$/.test(word) ? Number(word) : word));
const valgte = DAARLIGE_SERVERE.filter(({ hvad }) => typeof ord !== 'string' || hvad.includes(ord));
let usete = 0;
for (const server of valgte) {
  const { foerste, calls } = await proev(server, Number(seed));
  if (!foerste) usete += 1;
  const verdict = foerste ? `seen:     ${server.hvad}: ${foerste.hvad.slice(0, 120)}` : `NOT SEEN: ${server.hvad}`;
  console.log(`${verdict} (${calls} calls)`);
}
console.log(`${valgte.length - usete} of ${valgte.length} bad servers were seen.`);
process.exit(usete > 0 ? 1 : 0);
