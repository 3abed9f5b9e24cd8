/**
 * `fysiskslet`: in a test environment, everything that the authority owns goes for good, but its Virksomhed, Myndighed,
 * Organisation and root unit (spec sf1500 §2.10). The two UUIDs of the call name what stays.
 */
import { KOMBIT_CVR, STATUS } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Kontekst } from './kontekst.ts';
import type { Operation, Outcome } from './operation.ts';
import { afvist } from './udfald.ts';

const HELE_TYPEN_BLIVER: readonly ObjektType[] = ['Virksomhed', 'Myndighed'];

/** 20 when it is done; 41 for KOMBIT, whose objects all share; 44 where what is to stay is not there, so that a slip of the pen deletes nothing. */
export async function fysiskslet(kontekst: Kontekst, kald: Operation & { verbum: 'fysiskslet' }): Promise<Outcome> {
  const { store, kalder } = kontekst;
  if (kalder.cvr === KOMBIT_CVR) {
    return afvist(
      'faelles-objekt',
      'FysiskSletInput',
      kalder.cvr,
      'et kald på vegne af en kommune: KOMBITs data er fælles',
    );
  }
  const [organisation] = await store.hent(
    [kalder.cvr, KOMBIT_CVR],
    'Organisation',
    [kald.organisationUuid],
    'nuvaerende',
  );
  const isEgen = organisation?.ejer === kalder.cvr || kald.organisationUuid === kalder.organisationUuid;
  if (!organisation || !isEgen) {
    return afvist(
      'objekt-ukendt',
      'FysiskSletInput/OrganisationUUID',
      kald.organisationUuid,
      'UUID på myndighedens egen Organisation',
    );
  }
  const [enhed] = await store.hent([kalder.cvr], 'OrganisationEnhed', [kald.organisationEnhedUuid], 'nuvaerende');
  if (!enhed) {
    return afvist(
      'objekt-ukendt',
      'FysiskSletInput/OrganisationEnhedUUID',
      kald.organisationEnhedUuid,
      'UUID på rodenheden',
    );
  }
  const undtagen: { objekttype: ObjektType; uuid: string }[] = [
    { objekttype: 'Organisation', uuid: organisation.uuid },
    { objekttype: 'OrganisationEnhed', uuid: enhed.uuid },
  ];
  for (const objekttype of HELE_TYPEN_BLIVER) {
    for await (const { uuid } of store.alle({ ejer: kalder.cvr, objekttype })) undtagen.push({ objekttype, uuid });
  }
  await store.fjernAlle(kalder.cvr, undtagen);
  return { status: STATUS.ok, brud: [] };
}
