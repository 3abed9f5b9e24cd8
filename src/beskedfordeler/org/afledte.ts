/**
 * Changes that are told as a user's though another object was changed: its Person, an Adresse of it, an
 * OrganisationFunktion that it has or had. An option, because by the contract a change is told of the object itself alone
 * (spec neighbours §1.9); units get none of them (docs/decisions/0050-kuvert.md).
 */
import { isAfsluttet, uuidOf } from '../../register/model.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Haendelse } from '../../store/beskeder/haendelse.ts';
import type { LagretObjekt, Reads } from '../../store/store.ts';
import { type Orgbesked, type Orghaendelse, orgBesked } from './org-besked.ts';
import { ORG_BESKEDTYPER, type Orgtype, type Orgvalg } from './valg.ts';

/** A change of an object that more users share than this is told as nobody's. */
const BRUGERE_MAX = 10_000;
/** A user points once for each period. */
const PEGERE_MAX = 10 * BRUGERE_MAX;

/** By which relation of a user it points at an object of each type that is told as its own. */
const RELATION_TIL = {
  Person: 'TilknyttedePersoner',
  Adresse: 'Adresser',
  OrganisationFunktion: 'TilknyttedeFunktioner',
} as const;
type Afledningstype = keyof typeof RELATION_TIL;

const EGNE = Object.keys(ORG_BESKEDTYPER) as readonly Orgtype[];
const AFLEDTE = Object.keys(RELATION_TIL) as readonly Afledningstype[];

/** The object types whose changes are to be read. */
export function kildetyper({ erAfledt }: Orgvalg): readonly ObjektType[] {
  return erAfledt ? [...EGNE, ...AFLEDTE] : EGNE;
}

export interface Orgbeskeder {
  readonly beskeder: readonly Orgbesked[];
  /** Set where so many users share the object that its change is told as nobody's. */
  readonly erForMange?: true;
}

function isEgen(haendelse: Haendelse): haendelse is Orghaendelse {
  return EGNE.some((type) => type === haendelse.objekttype);
}

function afledningstypeOf({ objekttype }: Haendelse): Afledningstype | undefined {
  return AFLEDTE.find((type) => type === objekttype);
}

/** The users that a function names, after the change and before it. */
function brugereI({ registrering, forrige }: Haendelse): readonly string[] {
  const poster = [registrering, forrige].flatMap((en) => en?.relationer.TilknyttedeBrugere ?? []);
  return poster.flatMap(({ reference }) => (reference && uuidOf(reference)) || []);
}

/**
 * Whose change it is: users as they stood when it was made, so that the answer is the same when it is asked again. What is
 * rewritten in the history (`anonymiser`) happens now, whatever time its registration has.
 */
async function beroerte(
  reads: Reads,
  haendelse: Haendelse,
  afledning: Afledningstype,
): Promise<readonly LagretObjekt[] | 'for-mange'> {
  const { ejer, uuid, tidspunkt, verbum } = haendelse;
  const isNu = verbum === 'anonymiser';
  const pegere = await reads.pegere([ejer], {
    objekttype: 'Bruger',
    relation: RELATION_TIL[afledning],
    maal: [uuid],
    ...(!isNu && { registrering: tidspunkt }),
    antal: PEGERE_MAX,
  });
  const uuids = [...new Set([...pegere.map((peger) => peger.uuid), ...brugereI(haendelse)])].sort();
  if (pegere.length === PEGERE_MAX || uuids.length > BRUGERE_MAX) return 'for-mange';
  if (uuids.length === 0) return [];
  return reads.hent([ejer], 'Bruger', uuids, isNu ? 'nuvaerende' : { fra: tidspunkt, til: tidspunkt + 1 });
}

/** The messages of a change of one of `kildetyper`: one of the object itself, or one for each user that it is told for. */
export async function orgBeskeder(reads: Reads, haendelse: Haendelse, valg: Orgvalg): Promise<Orgbeskeder> {
  if (isEgen(haendelse)) return { beskeder: [orgBesked(haendelse, valg)] };
  const afledning = valg.erAfledt ? afledningstypeOf(haendelse) : undefined;
  if (!afledning) return { beskeder: [] };
  const brugere = await beroerte(reads, haendelse, afledning);
  if (brugere === 'for-mange') return { beskeder: [], erForMange: true };
  const { ejer, position, tidspunkt, nr } = haendelse;
  const beskeder = brugere.flatMap(({ uuid, registreringer }) => {
    const registrering = registreringer.at(-1);
    if (!registrering || isAfsluttet(registrering.livscyklusKode)) return [];
    const { livscyklusKode } = registrering;
    // The number is that of the change: the user's own may be another when the message is made again.
    const som = { ejer, objekttype: 'Bruger', uuid, nr, position, tidspunkt, livscyklusKode } as const;
    return [orgBesked({ ...som, verbum: 'ret', registrering, afledtAf: haendelse }, valg)];
  });
  return { beskeder: beskeder.sort((a, b) => (a.uuid < b.uuid ? -1 : 1)) };
}
