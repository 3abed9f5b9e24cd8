/** Which objects a call was about, for the audit log: those that it named, else those that it found or made. */
import type { Hvilke } from '../access/revision.ts';
import type { Operation, Outcome } from './operation.ts';

/** What the contract gives no type for is left out: the type is then many, or none. */
function medType(kald: Operation): Pick<Hvilke, 'objekttype'> {
  if ('objekttype' in kald) return { objekttype: kald.objekttype };
  return kald.verbum === 'anonymiser' ? { objekttype: 'Person' } : {};
}

function uuidsOf(kald: Operation, outcome: Outcome | undefined): readonly string[] {
  switch (kald.verbum) {
    case 'importer':
    case 'ret':
    case 'passiver':
    case 'slet':
    case 'laes':
      return [kald.uuid];
    case 'list':
      return kald.uuids;
    case 'import':
      return kald.objekter.map(({ uuid }) => uuid);
    case 'fysiskslet':
      return [kald.organisationUuid, kald.organisationEnhedUuid];
    case 'anonymiser':
      return 'uuid' in kald.person ? [kald.person.uuid] : (outcome?.uuids ?? []);
    case 'opret':
      return outcome?.uuid === undefined ? [] : [outcome.uuid];
    case 'soeg':
      return outcome?.uuids ?? [];
    case 'fremsoegobjekthierarki':
      return Object.values(outcome?.beholdere ?? {}).flatMap((billeder) => billeder.map(({ uuid }) => uuid));
    case 'aendringer':
      return outcome?.aendringer?.aendringer.map(({ uuid }) => uuid) ?? [];
    case 'aendringerstart':
      return outcome?.start?.objekter.map(({ uuid }) => uuid) ?? [];
    case 'haendelser':
      return [];
  }
}

/** @param outcome Absent where the call did not come to one. */
export function hvilkeAf(kald: Operation, outcome: Outcome | undefined): Hvilke {
  const uuids = uuidsOf(kald, outcome);
  return { ...medType(kald), uuids, antal: uuids.length };
}
