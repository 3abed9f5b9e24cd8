/** Every object with its history, read in batches of registrations, so that memory holds one batch and one object. */
import type { ObjektNoegle, Registrering } from '../../register/model.ts';
import { registreringOf } from '../dokument.ts';
import type { Parameter, Session } from '../drivers/driver.ts';
import { cvrOf, objekttypeNr, objekttypeOf } from '../numre.ts';
import { tidspunktText } from '../parametre.ts';
import type { AlleFilter, LagretObjekt } from '../store.ts';

/** Registrations read at a time. */
const BATCH_ROWS = 500;

type Raekke = readonly [ejer: number, objekttype: number, uuid: string, nr: number, dokument: string];
type Noegle = readonly [ejer: number, objekttype: number, uuid: string, nr: number];

const BEFORE_ALL: Noegle = [-1, -1, '00000000-0000-0000-0000-000000000000', 0];

async function* raekker(session: Session, filter: AlleFilter, isOpdelt: boolean): AsyncGenerator<Raekke> {
  const conditions = ['(ejer, objekttype, uuid, nr) > ($1::int, $2::smallint, $3::uuid, $4::int)'];
  const filters: Parameter[] = [];
  if (filter.ejer !== undefined && isOpdelt) conditions.push(`ejer = ${Number(filter.ejer)}`);
  else if (filter.ejer !== undefined) {
    filters.push(Number(filter.ejer));
    conditions.push(`ejer = $${filters.length + 4}::int`);
  }
  if (filter.objekttype !== undefined) {
    filters.push(objekttypeNr(filter.objekttype));
    conditions.push(`objekttype = $${filters.length + 4}::smallint`);
  }
  if (filter.registreretSenest !== undefined) {
    filters.push(tidspunktText(filter.registreretSenest));
    conditions.push(`registreret_fra <= $${filters.length + 4}::timestamptz`);
  }
  const text = `select ejer, objekttype, uuid, nr, dokument from registrering where ${conditions.join(' and ')}
    order by ejer, objekttype, uuid, nr limit ${BATCH_ROWS}`;
  let last = BEFORE_ALL;
  while (true) {
    const batch = await session.query<Raekke>({ text }, [...last, ...filters]);
    yield* batch;
    const end = batch.at(-1);
    if (!end || batch.length < BATCH_ROWS) return;
    last = [end[0], end[1], end[2], end[3]];
  }
}

/** @param isOpdelt True where authorities have partitions of their own: the owner is then written into the text. */
export async function* alle(
  session: Session,
  filter: AlleFilter,
  isOpdelt = false,
): AsyncGenerator<ObjektNoegle & LagretObjekt> {
  let objekt: (ObjektNoegle & { nr: number; registreringer: Registrering[] }) | undefined;
  for await (const [ejerNr, typeNr, uuid, nr, dokument] of raekker(session, filter, isOpdelt)) {
    const ejer = cvrOf(ejerNr);
    const objekttype = objekttypeOf(typeNr);
    if (objekt?.uuid !== uuid || objekt.ejer !== ejer || objekt.objekttype !== objekttype) {
      if (objekt) yield objekt;
      objekt = { ejer, objekttype, uuid, nr, registreringer: [] };
    }
    objekt.nr = nr;
    objekt.registreringer.push(registreringOf(dokument));
  }
  if (objekt) yield objekt;
}
