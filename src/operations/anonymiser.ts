/**
 * `anonymiser`: a Person loses its personal data in every registration, so that no history tells them (spec sf1500
 * §2.10; docs/decisions/0033). The object, its UUID and its periods stay: what points at it still finds it.
 */
import { FkorgError } from '../base/error.ts';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import type { Egenskab, Registrering } from '../register/model.ts';
import { type LivscyklusKode, STATUS } from '../standard/koder.ts';
import type { Kontekst } from './kontekst.ts';
import type { Operation, Outcome } from './operation.ts';
import { afvist } from './udfald.ts';

const HELE_HISTORIEN = { fra: FRA_ALTID, til: TIL_ALTID };
/** How often a rewrite is tried anew before the caller is told to come again. */
const TRIES_MAX = 20;
/** Persons rewritten at once, each with its whole history. */
const CHUNK_PERSONS = 100;

/** What stands where a name stood; a name cannot be empty. */
export const ANONYM = 'Anonymiseret';

function uden(egenskab: Egenskab): Egenskab {
  const { noteTekst: _noteTekst, ...virkning } = egenskab.virkning;
  const felter: Record<string, string> = {};
  for (const navn of Object.keys(egenskab.felter)) if (navn !== 'CPR-NummerTekst') felter[navn] = ANONYM;
  return { virkning, felter };
}

function anonym({ noteTekst: _noteTekst, ...registrering }: Registrering): Registrering {
  return { ...registrering, egenskaber: registrering.egenskaber.map(uden) };
}

/** Some of the caller's persons whose current registration has the number at any virkning time. */
function medCpr(
  kontekst: Kontekst,
  cpr: string,
  livscyklusKode: LivscyklusKode | undefined,
): Promise<readonly string[]> {
  return kontekst.store.soeg([kontekst.kalder.cvr], {
    objekttype: 'Person',
    kriterier: [{ art: 'felt', navn: 'CPR-NummerTekst', vaerdi: cpr, virkning: HELE_HISTORIEN }],
    registrering: { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID, ...(livscyklusKode && { livscyklusKode }) },
    foerste: 0,
    antal: CHUNK_PERSONS,
  });
}

/** Rewrites those of the persons that are there, all or none; gives how many they are. */
async function omskriv({ store, kalder }: Kontekst, uuids: readonly string[]): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const objekter = await store.hent([kalder.cvr], 'Person', uuids, HELE_HISTORIEN);
    const omskrevet = objekter.map(({ uuid, nr, registreringer }) => ({
      ejer: kalder.cvr,
      objekttype: 'Person' as const,
      uuid,
      forventetNr: nr,
      verbum: 'anonymiser' as const,
      registreringer: registreringer.map(anonym),
    }));
    if (objekter.length === 0 || (await store.omskriv(omskrevet))) return objekter.length;
  }
  throw new FkorgError('busy', 'Personen ændres af mange på én gang; prøv igen om lidt');
}

/** Rewrites every person with the number; what is rewritten has it no more, so each search finds the next of them. */
async function omskrivMedCpr(kontekst: Kontekst, cpr: string): Promise<number> {
  let antal = 0;
  for (const kode of [undefined, 'Passiveret', 'Slettet'] as const) {
    for (;;) {
      const uuids = await medCpr(kontekst, cpr, kode);
      if (uuids.length === 0) break;
      antal += await omskriv(kontekst, uuids);
    }
  }
  return antal;
}

/** 20 when it is done, 44 where the caller has no such person. */
export async function anonymiser(
  kontekst: Kontekst,
  { person }: Operation & { verbum: 'anonymiser' },
): Promise<Outcome> {
  const antal = await ('uuid' in person ? omskriv(kontekst, [person.uuid]) : omskrivMedCpr(kontekst, person.cpr));
  if (antal > 0) return { status: STATUS.ok, brud: [] };
  const vaerdi = 'uuid' in person ? person.uuid : 'CPR';
  return afvist('objekt-ukendt', 'AnonymiserInput', vaerdi, 'en Person, som myndigheden ejer');
}
