/**
 * The common data that a release reloads: KOMBIT's objects as they stand, or those of an export file. Each is one
 * registration with its whole virkning history; two sets are the same where their hash is, whenever they were registered.
 */
import { createHash } from 'node:crypto';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { KOMBIT_ORGANISATION } from '../../data/kommuner.ts';
import { isAfsluttet, type Registrering } from '../../register/model.ts';
import { KOMBIT_CVR } from '../../standard/koder.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Skrivning, Store } from '../../store/store.ts';
import type { Emne } from '../emne.ts';

/** Objects that are held in memory: KOMBIT has some hundred, and KLE has some 8,000. */
const OBJEKTER_MAX = 200_000;

export type Typetal = Readonly<Record<string, number>>;

interface Faellesobjekt {
  readonly objekttype: ObjektType;
  readonly uuid: string;
  readonly registrering: Registrering;
}

export interface Faellesdata {
  readonly objekter: readonly Faellesobjekt[];
  readonly typer: Typetal;
  /** Of all objects, whatever their order. */
  readonly sha256: string;
}

/** KOMBIT's own, as they stand now; what is deleted does not stand. Throws `limit-passed`. */
export async function faellesdataI(store: Store): Promise<Faellesdata> {
  const objekter: Faellesobjekt[] = [];
  for await (const { objekttype, uuid, registreringer } of store.alle({ ejer: KOMBIT_CVR })) {
    laeg(objekter, { objekttype, uuid, registrering: registreringer.at(-1)! });
  }
  return samlet(objekter);
}

/** Those of a file of JSON lines. Throws `bad-file` for a line that is not one of KOMBIT's objects, `limit-passed`. */
export async function faellesdataAf(emner: AsyncIterable<Emne>): Promise<Faellesdata> {
  const objekter: Faellesobjekt[] = [];
  const sete = new Set<string>();
  for await (const emne of emner) {
    if (emne.art === 'myndighed') continue;
    const fejl = (hvad: string) => new FkorgError('bad-file', `Line ${emne.linje} is refused: ${hvad}.`);
    if (emne.art !== 'historik') {
      const [brud] = emne.art === 'afvist' ? emne.brud : [];
      throw fejl(brud ? `${brud.sted}: ${brud.forventet} (${brud.regel})` : 'it is no object with its history');
    }
    const { ejer, objekttype, uuid, nye } = emne.objekt;
    if (ejer !== KOMBIT_CVR) throw fejl(`an object of ${ejer}; common data are those of ${KOMBIT_CVR} alone`);
    if (sete.has(`${objekttype} ${uuid}`)) throw fejl(`${objekttype} ${uuid} stands in the file before`);
    sete.add(`${objekttype} ${uuid}`);
    laeg(objekter, { objekttype, uuid, registrering: nye.at(-1)! });
  }
  return samlet(objekter);
}

function laeg(objekter: Faellesobjekt[], objekt: Faellesobjekt): void {
  if (objekt.registrering.livscyklusKode === 'Slettet') return;
  if (objekter.length === OBJEKTER_MAX) {
    throw new FkorgError('limit-passed', `There are more than ${OBJEKTER_MAX} common objects.`);
  }
  objekter.push(objekt);
}

function samlet(objekter: readonly Faellesobjekt[]): Faellesdata {
  const typer: Record<string, number> = {};
  for (const { objekttype } of objekter) typer[objekttype] = (typer[objekttype] ?? 0) + 1;
  const hash = createHash('sha256');
  for (const en of objekter.map(hashOf).sort()) hash.update(en);
  return { objekter, typer, sha256: hash.digest('hex') };
}

/** Of what the object says; not of when that was registered, and by whom. */
function hashOf({ objekttype, uuid, registrering }: Faellesobjekt): string {
  const { egenskaber, tilstande, relationer, livscyklusKode } = registrering;
  const tekst = JSON.stringify(
    [objekttype, uuid, isAfsluttet(livscyklusKode), egenskaber, tilstande, relationer],
    (_, vaerdi) => (isOrdnet(vaerdi) ? Object.fromEntries(Object.entries(vaerdi).sort()) : vaerdi),
  );
  return createHash('sha256').update(tekst).digest('hex');
}

function isOrdnet(vaerdi: unknown): vaerdi is Readonly<Record<string, unknown>> {
  return typeof vaerdi === 'object' && vaerdi !== null && !Array.isArray(vaerdi);
}

/** The object as it is saved again: new to the register, under its UUID. */
export function genindlaest({ objekttype, uuid, registrering }: Faellesobjekt, tidspunkt: Instant): Skrivning {
  const { egenskaber, tilstande, relationer, livscyklusKode } = registrering;
  const ny: Registrering = {
    noteTekst: 'release erase-and-reload',
    tidspunkt,
    livscyklusKode: livscyklusKode === 'Passiveret' ? 'Passiveret' : 'Importeret',
    brugerRef: { uuid: KOMBIT_ORGANISATION },
    egenskaber,
    tilstande,
    relationer,
  };
  return { ejer: KOMBIT_CVR, objekttype, uuid, verbum: 'importer', forventetNr: 0, nye: [ny] };
}
