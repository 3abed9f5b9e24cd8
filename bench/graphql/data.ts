/** What is asked about: Korsbæk with more than 500 active users, and one more unit, in which 50 of them work as well. */
import { systemClock } from '../../src/base/clock.ts';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { indlaesKorsbaek, indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { KORSBAEK_POST } from '../../src/data/superorg.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { Kriterium } from '../../src/register/soegning.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import { openStore } from '../../src/store/open.ts';
import type { LagretObjekt, Store } from '../../src/store/store.ts';

/** Korsbæk has 20/3 users to a unit, of whom some have left. */
const UNITS = 100;
export const USERS = 500;
export const MEMBERS = 50;
const EJER = KORSBAEK_POST.cvr;
const ENHEDSROLLE = '02e61900-33e0-407f-a2a7-22f70221f003';

/** What a client of SOAP reads for the same users, which it would learn from one answer after the other. */
export interface Laesning {
  readonly brugere: readonly string[];
  readonly personer: readonly string[];
  readonly adresser: readonly string[];
  readonly funktioner: readonly string[];
  readonly enheder: readonly string[];
}

export interface Data {
  /** The unit with 50 members. */
  readonly enhed: string;
  readonly laesning: Laesning;
}

const now = systemClock();
const virkning = { fra: now, til: now + 1 };
const aktiv: Kriterium = { art: 'tilstand', navn: 'Gyldighed', vaerdi: 'Aktiv', virkning };

async function soeg(store: Store, objekttype: ObjektType, kriterier: readonly Kriterium[]) {
  const registrering = { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID };
  return store.soegObjekter([EJER], { objekttype, kriterier, registrering, foerste: 0, antal: 10_000 });
}

/** What the relations of objects point at now. */
function maal(objekter: readonly LagretObjekt[], navn: string): string[] {
  const uuids = objekter.flatMap(({ registreringer }) =>
    (registreringer[0]?.relationer[navn] ?? []).flatMap(({ reference, virkning: { fra, til } }) =>
      fra <= now && now < til && reference && 'uuid' in reference ? reference.uuid : [],
    ),
  );
  return [...new Set(uuids)];
}

function pegende(navn: string, uuids: readonly string[]): Kriterium[] {
  return uuids.map((uuid) => ({ art: 'relation', navn, reference: { uuid }, virkning }));
}

/** The same registration as a new object, with some relations pointing elsewhere. */
function kopi(objekttype: ObjektType, uuid: string, af: Registrering, peger: Readonly<Record<string, string>>) {
  const relationer = Object.fromEntries(
    Object.entries(af.relationer).map(([navn, poster]) => {
      const ny = peger[navn];
      return [
        navn,
        ny === undefined ? poster : poster.slice(0, 1).map((post) => ({ ...post, reference: { uuid: ny } })),
      ];
    }),
  );
  const nye = [{ ...af, tidspunkt: systemClock() - 1000, livscyklusKode: 'Importeret' as const, relationer }];
  return { ejer: EJER, objekttype, uuid, verbum: 'importer' as const, forventetNr: 0, nye };
}

async function enhedMedMedlemmer(store: Store, brugere: readonly string[]): Promise<string> {
  const [enhed] = await soeg(store, 'OrganisationEnhed', [aktiv]);
  const funktioner = await soeg(store, 'OrganisationFunktion', [
    aktiv,
    { art: 'relation', navn: 'Funktionstype', reference: { uuid: ENHEDSROLLE }, virkning },
  ]);
  const uuid = newUuid();
  const skrevet = await store.gem([
    kopi('OrganisationEnhed', uuid, enhed!.registreringer[0]!, {}),
    ...brugere.map((bruger, nr) =>
      kopi('OrganisationFunktion', newUuid(), funktioner[nr]!.registreringer[0]!, {
        TilknyttedeBrugere: bruger,
        TilknyttedeEnheder: uuid,
      }),
    ),
  ]);
  if (!skrevet) throw new Error('the unit with members could not be saved');
  return uuid;
}

/** Lays the data into a database that has none. */
export async function laegInd(database: string): Promise<Data> {
  const store = await openStore({ database, clock: systemClock });
  try {
    await indlaesSuperOrg(store, now);
    await indlaesKorsbaek(store, { now, units: UNITS });
    const alle = await soeg(store, 'Bruger', [aktiv]);
    const brugere = alle.slice(0, USERS);
    if (brugere.length < USERS) throw new Error(`${alle.length} active users, and ${USERS} are asked for`);
    const uuids = brugere.map(({ uuid }) => uuid);
    const enhed = await enhedMedMedlemmer(store, uuids.slice(0, MEMBERS));
    const funktioner = await soeg(store, 'OrganisationFunktion', pegende('TilknyttedeBrugere', uuids));
    while ((await store.nummerer()) > 0);
    await store.opdaterStatistik();
    return {
      enhed,
      laesning: {
        brugere: uuids,
        personer: maal(brugere, 'TilknyttedePersoner'),
        adresser: maal(brugere, 'Adresser'),
        funktioner: funktioner.map(({ uuid }) => uuid),
        enheder: maal(funktioner, 'TilknyttedeEnheder'),
      },
    };
  } finally {
    await store.close();
  }
}

/** The question of the received documentation about the people of a unit (organisationhent.md, question 11). */
export function enhedSpoergsmaal(enhed: string): string {
  return `{ organisationEnhed(uuid: "${enhed}") { uuid enhedsnavn medlemskaber(rolle: "${ENHEDSROLLE}") {
    uuid medlemskabRolleTitel start slut bruger { uuid brugernavn person { uuid navn } } } } }`;
}

export const BRUGERSPOERGSMAAL = `{ brugerListe(cvr: "${EJER}", status: AKTIV, first: ${USERS}) {
  pageInfo { hasNextPage endCursor }
  edges { node {
    uuid brugernavn brugervendtNoegle brugerTypeUuid brugerTypeTitel tilstand { status fraTidspunkt tilTidspunkt }
    person { uuid navn cpr }
    adresser { uuid adresseTekst brugervendtNoegle adresseRolleTitel klassifikation { rolle type indeks } }
    harMedlemskab { uuid medlemskabRolleTitel funktionsTypeUuid funktionsTypeTitel start slut medlemAf { uuid enhedsnavn } }
  } } } }`;
