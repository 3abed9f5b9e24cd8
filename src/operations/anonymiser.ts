/**
 * `anonymiser`: a Person loses its personal data in every registration, so that no history tells them (spec sf1500
 * §2.10; docs/decisions/0033). The object, its UUID and its periods stay: what points at it still finds it. The newest
 * registration says in its note who asked and when.
 */
import { type Kalder, ownersWith, retTil } from '../access/kalder.ts';
import { FkorgError } from '../base/error.ts';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../base/instant.ts';
import { matcher } from '../register/match.ts';
import type { Egenskab, Registrering } from '../register/model.ts';
import type { Kriterium } from '../register/soegning.ts';
import { type LivscyklusKode, STATUS } from '../standard/koder.ts';
import type { Kontekst } from './kontekst.ts';
import { afvistUdenAfgraensning } from './krav.ts';
import type { Operation, Outcome } from './operation.ts';
import { afvist } from './udfald.ts';

const HELE_HISTORIEN = { fra: FRA_ALTID, til: TIL_ALTID };
/** How often a rewrite is tried anew before the caller is told to come again. */
const TRIES_MAX = 20;
/** Persons rewritten at once, each with its whole history. */
const CHUNK_PERSONS = 100;

/** So much of the name of the system goes into a note. */
const SYSTEM_CHARS_MAX = 500;

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

/** Who asked, and when. */
function anmodningsnote({ cvr, identitet }: Kalder, now: Instant): string {
  const system = identitet ? `, ${identitet.systemNavn.slice(0, SYSTEM_CHARS_MAX)}` : '';
  return `${ANONYM} ${new Date(now).toISOString()} efter anmodning fra CVR ${cvr}${system}`;
}

/** The whole history without personal data, with the note. */
function anonymHistorik(registreringer: readonly Registrering[], noteTekst: string): readonly Registrering[] {
  return registreringer.map((en, i) => ({ ...anonym(en), ...(i === registreringer.length - 1 && { noteTekst }) }));
}

/** What a person with the number at any virkning time has. */
function cprKriterium(cpr: string): Kriterium {
  return { art: 'felt', navn: 'CPR-NummerTekst', vaerdi: cpr, virkning: HELE_HISTORIEN };
}

/** Some of an owner's persons whose current registration fits, after so many. */
function fundne(
  { store }: Kontekst,
  ejer: string,
  kriterium: Kriterium,
  livscyklusKode: LivscyklusKode | undefined,
  foerste: number,
): Promise<readonly string[]> {
  return store.soeg([ejer], {
    objekttype: 'Person',
    kriterier: [kriterium],
    registrering: { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID, ...(livscyklusKode && { livscyklusKode }) },
    foerste,
    antal: CHUNK_PERSONS,
  });
}

/** Rewrites those of the persons that are there and fit, the first owner's of each, all or none; gives those. */
async function omskriv(
  { store, kalder, clock }: Kontekst,
  ejere: readonly string[],
  uuids: readonly string[],
  kriterier: readonly Kriterium[],
): Promise<readonly string[]> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const hentede = await store.hent(ejere, 'Person', uuids, HELE_HISTORIEN);
    const objekter = hentede.filter(({ registreringer }) => matcher(registreringer.at(-1)!, 'Person', kriterier));
    const omskrevet = objekter.map(({ ejer, uuid, nr, registreringer }) => ({
      ejer,
      objekttype: 'Person' as const,
      uuid,
      forventetNr: nr,
      verbum: 'anonymiser' as const,
      registreringer: anonymHistorik(registreringer, anmodningsnote(kalder, clock())),
    }));
    if (objekter.length === 0 || (await store.omskriv(omskrevet))) return objekter.map(({ uuid }) => uuid);
  }
  throw new FkorgError('busy', 'Personen ændres af mange på én gang; prøv igen om lidt');
}

/**
 * Rewrites every person of an owner with the number; what is rewritten has it no more, so each search finds the next of them.
 * One that is found and does not have it, because it was changed meanwhile or a search row is wrong, is passed over.
 */
async function omskrivMedCpr(kontekst: Kontekst, ejer: string, cpr: string): Promise<readonly string[]> {
  const omskrevne: string[] = [];
  const kriterium = cprKriterium(cpr);
  for (const kode of [undefined, 'Passiveret', 'Slettet'] as const) {
    for (let forbi = 0; ; ) {
      const uuids = await fundne(kontekst, ejer, kriterium, kode, forbi);
      if (uuids.length === 0) break;
      const nye = await omskriv(kontekst, [ejer], uuids, [kriterium]);
      forbi += uuids.length - nye.length;
      omskrevne.push(...nye);
    }
  }
  return omskrevne;
}

/**
 * 20 when it is done, 44 where there is no such person that the caller may anonymise. To name a person by CPR takes the
 * right to see it: else the answer would tell whether there is one.
 */
export async function anonymiser(
  kontekst: Kontekst,
  { person }: Operation & { verbum: 'anonymiser' },
): Promise<Outcome> {
  const ejere = ownersWith(kontekst.kalder, 'anonymiser');
  const omskrevne: string[] = [];
  if ('uuid' in person) omskrevne.push(...(await omskriv(kontekst, ejere, [person.uuid], [])));
  else {
    const seende = ejere.filter((ejer) => retTil(kontekst.kalder, ejer).seCpr);
    if (seende.length === 0) return afvistUdenAfgraensning('AnonymiserInput/PersonCPR', 'CPR-NummerTekst');
    for (const ejer of seende) omskrevne.push(...(await omskrivMedCpr(kontekst, ejer, person.cpr)));
  }
  if (omskrevne.length > 0) return { status: STATUS.ok, brud: [], uuids: omskrevne };
  const vaerdi = 'uuid' in person ? person.uuid : 'CPR';
  return afvist('objekt-ukendt', 'AnonymiserInput', vaerdi, 'en Person, som myndigheden ejer');
}
