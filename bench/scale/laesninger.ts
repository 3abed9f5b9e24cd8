/** Reads and searches in the store, beside the plain table. */
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import type { Kriterium, Soegning } from '../../src/register/soegning.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { Cast } from '../cpu.ts';
import { EJER, ENHEDSROLLE, enhedsnavn, FAELLES, id, ORGANISATION } from './kommune.ts';
import { type Maaling, sammenlign } from './maal.ts';
import { GULV_ROWS, type Register } from './register.ts';

const EJERE = [EJER, FAELLES];
const NU = Date.UTC(2026, 0, 1);
const virkning = { fra: NU, til: NU + 1 };
const LIST_ROWS = 500;
const PAGE_ROWS = 500;
/** Steps through numbers so that neighbours are not read one after the other. */
const STRIDE = 7919;

/** Numbers below `below`, far from one another. */
function skridt(below: number): () => number {
  let nr = 0;
  return () => {
    nr = (nr + STRIDE) % below;
    return nr;
  };
}

function felt(navn: string, vaerdi: string): Kriterium {
  return { art: 'felt', navn, vaerdi, virkning };
}

function relation(navn: string, uuid: string): Kriterium {
  return { art: 'relation', navn, reference: { uuid }, virkning };
}

const AKTIV: Kriterium = { art: 'tilstand', navn: 'Gyldighed', vaerdi: 'Aktiv', virkning };

function soegning(objekttype: ObjektType, kriterier: readonly Kriterium[], antal = 1000): Soegning {
  return {
    objekttype,
    kriterier,
    registrering: { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID },
    foerste: 0,
    antal,
  };
}

/** Reading one, 500, and a whole history of 300. */
export async function maalLaesninger(cast: Cast, rounds: number, register: Register, lang: string): Promise<Maaling[]> {
  const { driver, store } = register;
  const naeste = skridt(GULV_ROWS);
  const kendte = Array.from({ length: GULV_ROWS }, (_, nr) => id('Bruger', nr));
  const bruger = () => kendte[naeste()]!;
  const brugere = () => Array.from({ length: LIST_ROWS }, bruger);
  const enkelt = { name: 'gulv', text: 'select dokument from gulv where uuid = $1::uuid' };
  const flere = { name: 'gulv-500', text: 'select dokument from gulv where uuid = any($1::uuid[])' };
  const HELE = { fra: FRA_ALTID, til: TIL_ALTID };
  return [
    await sammenlign(cast, rounds, {
      navn: 'read one',
      calls: 2000,
      vores: () => store.reads.hent(EJERE, 'Bruger', [bruger()], 'nuvaerende'),
      gulv: () => driver.query(enkelt, [bruger()]),
      hoejst: 2,
    }),
    await sammenlign(cast, rounds, {
      navn: 'list of 500',
      calls: 30,
      vores: () => store.reads.hent(EJERE, 'Bruger', brugere(), 'nuvaerende'),
      gulv: () => driver.query(flere, [`{${brugere().join(',')}}`]),
      hoejst: 3,
    }),
    await sammenlign(cast, rounds, {
      navn: 'history of 300 registrations, to a read of one',
      calls: 60,
      vores: () => store.reads.hent(EJERE, 'OrganisationEnhed', [lang], HELE),
      gulv: () => store.reads.hent(EJERE, 'OrganisationEnhed', [lang], 'nuvaerende'),
      hoejst: 20,
    }),
  ];
}

/** A page of 500 units with their documents at several depths, to the first page. */
export async function maalSider(cast: Cast, rounds: number, { store, units }: Register): Promise<Maaling[]> {
  const side = (foerste: number, noegle: string) =>
    store.soegObjekter([EJER], { ...soegning('OrganisationEnhed', [], PAGE_ROWS), foerste, noegle });
  const foerste = () => side(0, 'bench');
  const maalinger: Maaling[] = [];
  for (const del of [0.25, 0.5, 0.9]) {
    const dybde = Math.floor((units * del) / PAGE_ROWS) * PAGE_ROWS;
    await side(dybde - PAGE_ROWS, 'bench');
    maalinger.push(
      await sammenlign(cast, rounds, {
        navn: `page of 500 at ${Math.round(del * 100)} %, to the first page`,
        calls: 20,
        vores: () => side(dybde, 'bench'),
        gulv: foerste,
        hoejst: 3,
      }),
    );
  }
  return maalinger;
}

/** Searches that clients make; how they grow with the register is what matters. */
export async function maalSoegninger(cast: Cast, rounds: number, { store, units }: Register): Promise<Maaling[]> {
  const naeste = skridt(Math.min(units, 10_000));
  const soeg = (navn: string, calls: number, lav: (nr: number) => Soegning) =>
    sammenlign(cast, rounds, { navn, calls, vores: () => store.soeg(EJERE, lav(naeste())) });
  return [
    await soeg('search: positions of a user', 300, (n) =>
      soegning('OrganisationFunktion', [
        relation('Funktionstype', ENHEDSROLLE),
        relation('TilknyttedeBrugere', id('Bruger', n)),
      ]),
    ),
    await soeg('search: a name', 300, (n) => soegning('OrganisationEnhed', [felt('EnhedNavn', enhedsnavn(n))])),
    await soeg('search: part of a name', 100, (n) =>
      soegning('OrganisationEnhed', [felt('EnhedNavn', `*${enhedsnavn(n).slice(3)}*`)]),
    ),
    await soeg('search: 1000 active units of an organisation', 20, () =>
      soegning('OrganisationEnhed', [AKTIV, relation('Tilhoerer', ORGANISATION)]),
    ),
  ];
}
