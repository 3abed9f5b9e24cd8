/** Moves a message to the error queues of the dueslag that it waits in, of those that are the caller's. */
import type { Listeudfald } from '../../register/vaerdilistekald.ts';
import type { Dueslag } from '../../store/beskeder/dueslag.ts';
import { afvis, OK } from './afvis.ts';
import type { Listekontekst } from './kontekst.ts';

const GRUND = 'Flyttet af modtageren med flytbeskedtilfejlkoe';

/** A dueslag of a system is that of all authorities that the system acts for. */
function erKalderens({ systemUuid, cvr }: Dueslag, { ejer }: Listekontekst): boolean {
  return ejer.systemUuid === undefined ? systemUuid === undefined && cvr === ejer.cvr : systemUuid === ejer.systemUuid;
}

export async function flytTilFejlkoe(
  kontekst: Listekontekst,
  { beskedId }: { readonly beskedId: string },
): Promise<Listeudfald> {
  const { beskeder, clock } = kontekst;
  const deres = (await beskeder.dueslag()).filter((dueslag) => erKalderens(dueslag, kontekst));
  const uuids = deres.map(({ uuid }) => uuid);
  const fundne = uuids.length === 0 ? [] : await beskeder.find(uuids, beskedId.trim().toLowerCase());
  let flyttede = 0;
  for (const { dueslagUuid, nr } of fundne) {
    if (await beskeder.tilFejlkoe(dueslagUuid, nr, GRUND, clock())) flyttede++;
  }
  if (flyttede > 0) return OK;
  return afvis(
    'besked-ikke-i-dueslag',
    'FlytBeskedTilFejlkoeInput/Haendelsesbesked/BeskedId',
    'BeskedId på en besked, der venter i et af kalderens dueslag',
  );
}
