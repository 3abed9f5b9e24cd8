/**
 * `anonymiser`: a Person loses its personal data in every registration, so that no history tells them (spec sf1500
 * §2.10; docs/decisions). The object, its UUID and its periods stay: what points at it still finds it.
 */
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import type { Egenskab, Registrering } from '../register/model.ts';
import { STATUS } from '../standard/koder.ts';
import type { Kontekst } from './kontekst.ts';
import type { Operation, Outcome } from './operation.ts';
import { afvist } from './udfald.ts';

const HELE_HISTORIEN = { fra: FRA_ALTID, til: TIL_ALTID };
const TRIES_MAX = 20;

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

/** The persons that a call means: by UUID at most one, by CPR all whose current registration has it at any time. */
async function personer(
  kontekst: Kontekst,
  person: (Operation & { verbum: 'anonymiser' })['person'],
): Promise<readonly string[]> {
  if ('uuid' in person) return [person.uuid];
  const virkning = HELE_HISTORIEN;
  const soeg = (livscyklusKode?: 'Passiveret') =>
    kontekst.store.soeg([kontekst.kalder.cvr], {
      objekttype: 'Person',
      kriterier: [{ art: 'felt', navn: 'CPR-NummerTekst', vaerdi: person.cpr, virkning }],
      registrering: { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID, ...(livscyklusKode && { livscyklusKode }) },
      foerste: 0,
      antal: kontekst.limits.soegRowsMax,
    });
  return [...(await soeg()), ...(await soeg('Passiveret'))];
}

/** 20 when it is done, 44 where the caller has no such person. */
export async function anonymiser(kontekst: Kontekst, kald: Operation & { verbum: 'anonymiser' }): Promise<Outcome> {
  const { store, kalder } = kontekst;
  const uuids = await personer(kontekst, kald.person);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const objekter = uuids.length === 0 ? [] : await store.hent([kalder.cvr], 'Person', uuids, HELE_HISTORIEN);
    if (objekter.length === 0) {
      return afvist(
        'objekt-ukendt',
        'AnonymiserInput',
        'uuid' in kald.person ? kald.person.uuid : 'CPR',
        'en Person, som myndigheden ejer',
      );
    }
    const omskrevet = objekter.map(({ uuid, nr, registreringer }) => ({
      ejer: kalder.cvr,
      objekttype: 'Person' as const,
      uuid,
      forventetNr: nr,
      verbum: 'anonymiser' as const,
      registreringer: registreringer.map(anonym),
    }));
    if (await store.omskriv(omskrevet)) return { status: STATUS.ok, brud: [] };
  }
  return { status: STATUS.internFejl, brud: [] };
}
