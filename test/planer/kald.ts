/** The calls whose plans are held: what is read, searched and written all day, on the municipality of bench/scale. */
import { EJER, ENHEDSROLLE, enhedsnavn, FAELLES, FOERST, id, ORGANISATION, SIDEN } from '../../bench/scale/kommune.ts';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import type { Kriterium, Sidesoegning, Soegning } from '../../src/register/soegning.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { Relationsnavn } from '../../src/standard/relationer.ts';
import type { Store } from '../../src/store/store.ts';

export interface Kald {
  readonly navn: string;
  /** Gives how many things came of it. */
  readonly goer: (store: Store) => Promise<number>;
  /** True where all hits are read and sorted, because the index has them in the order of their texts. */
  readonly sortererTraef?: boolean;
  /** True where a whole field is walked, because no index knows what is in the middle of so short a text. */
  readonly gaarFeltetIgennem?: boolean;
}

const EJERE = [EJER, FAELLES];
const NU = Date.UTC(2026, 0, 1);
const virkning = { fra: NU, til: NU + 1 };
const aktiv: Kriterium = { art: 'tilstand', navn: 'Gyldighed', vaerdi: 'Aktiv', virkning };
const felt = (navn: string, vaerdi: string): Kriterium => ({ art: 'felt', navn, vaerdi, virkning });
const relation = (navn: string, uuid: string, rolle?: string): Kriterium => ({
  art: 'relation',
  navn,
  reference: { uuid },
  ...(rolle && { rolle: { uuid: rolle } }),
  virkning,
});

function soegning(objekttype: ObjektType, kriterier: readonly Kriterium[], andet: Partial<Soegning> = {}): Soegning {
  const registrering = { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID };
  return { objekttype, kriterier, registrering, foerste: 0, antal: 1000, ...andet };
}

function soeg(navn: string, ...valg: Parameters<typeof soegning>): Kald {
  return { navn, goer: async (store) => (await store.soeg(EJERE, soegning(...valg))).length };
}

function hent(navn: string, nr: readonly number[], udsnit: Parameters<Store['hent']>[3]): Kald {
  const uuids = nr.map((n) => id('Bruger', n));
  return { navn, goer: async (store) => (await store.hent(EJERE, 'Bruger', uuids, udsnit)).length };
}

const FEM_HUNDREDE = Array.from({ length: 500 }, (_, nr) => nr * 3);
const PAGE_ROWS = 500;

/** What points at 500 things of a type, now or as it was known. */
function peger(
  navn: string,
  objekttype: ObjektType,
  relation: Relationsnavn,
  maaltype: ObjektType,
  registrering?: number,
): Kald {
  const maal = FEM_HUNDREDE.map((nr) => id(maaltype, nr));
  const soegt = { objekttype, relation, maal, antal: 10_000, ...(registrering !== undefined && { registrering }) };
  return { navn, goer: async (store) => (await store.reads.pegere(EJERE, soegt)).length };
}

function side(
  navn: string,
  objekttype: ObjektType,
  kriterier: readonly Kriterium[],
  vindue: Partial<Sidesoegning>,
): Kald {
  const { foerste: _, ...soegt } = soegning(objekttype, kriterier, { antal: PAGE_ROWS });
  const side = { ...soegt, isBagfra: false, ...vindue };
  return { navn, goer: async (store) => (await store.reads.soegSide(EJER, [], side)).length };
}

const MIDT = '80000000-0000-4000-8000-000000000000';

export const LAESNINGER: readonly Kald[] = [
  peger('functions of 500 users', 'OrganisationFunktion', 'TilknyttedeBrugere', 'Bruger'),
  peger('functions of 500 users as it was known', 'OrganisationFunktion', 'TilknyttedeBrugere', 'Bruger', SIDEN),
  peger('units below 500 units', 'OrganisationEnhed', 'Overordnet', 'OrganisationEnhed'),
  side('a page of active users from the middle', 'Bruger', [aktiv], { efter: MIDT }),
  side('a page of active users back from the middle', 'Bruger', [aktiv], { foer: MIDT, isBagfra: true }),
  side('the last page of a type', 'Bruger', [], { isBagfra: true }),
  side('a page of active users back as it was known', 'Bruger', [aktiv], {
    foer: MIDT,
    isBagfra: true,
    registrering: { registreretFra: FRA_ALTID, senestFoer: SIDEN },
  }),
  side(
    'users of 500 persons',
    'Bruger',
    FEM_HUNDREDE.map((nr) => relation('TilknyttedePersoner', id('Person', nr))),
    {
      efter: MIDT,
    },
  ),
  hent('laes', [7], 'nuvaerende'),
  hent('list of 500', FEM_HUNDREDE, 'nuvaerende'),
  hent('the whole history', [7], { fra: FRA_ALTID, til: TIL_ALTID }),
  hent('as it was', [7], { fra: FOERST + 20, til: FOERST + 21 }),
  soeg('all of a type', 'Bruger', []),
  soeg('active units of an organisation', 'OrganisationEnhed', [aktiv, relation('Tilhoerer', ORGANISATION)]),
  soeg('positions of a user', 'OrganisationFunktion', [
    relation('Funktionstype', ENHEDSROLLE),
    relation('TilknyttedeBrugere', id('Bruger', 77)),
  ]),
  soeg('users of several persons', 'Bruger', [
    relation('TilknyttedePersoner', id('Person', 7)),
    relation('TilknyttedePersoner', id('Person', 8)),
  ]),
  soeg('users with an address in a role', 'Bruger', [
    relation('Adresser', id('Adresse', 7), '5d13e891-162a-456b-abf2-fd9b864df96d'),
  ]),
  soeg('a name', 'OrganisationEnhed', [felt('EnhedNavn', enhedsnavn(23))]),
  soeg('the middle of a name', 'OrganisationEnhed', [felt('EnhedNavn', '*midt 14*')]),
  soeg('the end of a name', 'OrganisationEnhed', [felt('EnhedNavn', '* syd 1484')]),
  { ...soeg('the beginning of a name', 'OrganisationEnhed', [felt('EnhedNavn', 'Skole*')]), sortererTraef: true },
  {
    ...soeg('two letters at the end', 'OrganisationEnhed', [felt('EnhedNavn', '*77')]),
    sortererTraef: true,
    gaarFeltetIgennem: true,
  },
  soeg('what has changed since', 'Bruger', [], {
    registrering: { registreretFra: SIDEN + 19_900, senestFoer: TIL_ALTID },
  }),
  soeg('active units as it was known', 'OrganisationEnhed', [aktiv, relation('Tilhoerer', ORGANISATION)], {
    registrering: { registreretFra: FRA_ALTID, senestFoer: SIDEN },
  }),
  {
    navn: 'what is remembered, brought up to date, and what is not',
    async goer({ huskede }) {
      await huskede.ajour(EJERE, 0);
      await huskede.hent(EJERE, 'Bruger', [id('Bruger', 7)]);
      await huskede.ajour(EJERE, 0);
      const fundne = await huskede.hent(
        EJERE,
        'Bruger',
        FEM_HUNDREDE.map((n) => id('Bruger', n)),
      );
      return fundne.size;
    },
  },
  {
    navn: 'a page of the hierarchy',
    goer: async (store) =>
      (await store.soegObjekter([EJER], soegning('OrganisationEnhed', [], { antal: PAGE_ROWS }))).length,
  },
];

/** A page far down; the one before it ends where this one begins. */
export const DYB_SIDE = { foerste: 15_000, antal: PAGE_ROWS } as const;

export async function dybSide(store: Store, foerste: number): Promise<number> {
  const side = { foerste, antal: DYB_SIDE.antal, noegle: 'dyb' };
  return (await store.soeg(EJERE, soegning('OrganisationEnhed', [aktiv], side))).length;
}
