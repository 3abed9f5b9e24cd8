/**
 * The five writes of one object: importer, opret, ret, passiver and slet (spec sf1500 §2.1 to §2.5). Each reads the
 * object, lets the register decide, and saves, one after the other (`tur.ts`); where another server on the same database
 * came first it reads and decides again, so that none is lost.
 */
import { mayWrite, ownersInTheWay, visibleOwners } from '../access/kalder.ts';
import { sendtFelt, skjulteFelter } from '../access/personfelter.ts';
import { FkorgError } from '../base/error.ts';
import type { Instant } from '../base/instant.ts';
import { newUuid } from '../base/uuid.ts';
import { type Aendringskald, apply } from '../register/apply.ts';
import type { IndsendtIndhold } from '../register/indsendt.ts';
import { isAfsluttet } from '../register/model.ts';
import { KOMBIT_CVR, STATUS } from '../standard/koder.ts';
import type { LagretObjekt, Skrivning } from '../store/store.ts';
import { bundet } from './klassifikation/bundne.ts';
import type { Kontekst } from './kontekst.ts';
import { afvistUdenAfgraensning, afvistUdenRolle } from './krav.ts';
import type { Operation, Outcome } from './operation.ts';
import { efterTur } from './tur.ts';
import { afvist, afvistMed } from './udfald.ts';

export type Skrivekald = Operation & { verbum: 'importer' | 'opret' | 'ret' | 'passiver' | 'slet' };

/** How often a write is decided anew before the caller is told to come again. */
const TRIES_MAX = 50;

/**
 * The object that a write changes: one that the caller may change, or none. Another's that it sees can only be looked at:
 * importer finds a shared one taken, the other verbs find it shared, or handed over to be read alone.
 */
function objektAtAendre(
  kontekst: Kontekst,
  kald: Skrivekald,
  uuid: string,
  fundet: LagretObjekt | undefined,
): LagretObjekt | undefined | Outcome {
  const { kalder } = kontekst;
  const sted = `${kald.objekttype}/UUIDIdentifikator`;
  if (!fundet) return undefined;
  if (kald.verbum !== 'importer') {
    if (mayWrite(kalder, fundet.ejer)) return fundet;
    if (fundet.ejer === kalder.cvr || fundet.ejer !== KOMBIT_CVR) return afvistUdenRolle(kald.verbum, kalder);
    return afvist('faelles-objekt', sted, uuid, 'et objekt, som myndigheden selv ejer');
  }
  if (fundet.ejer === kalder.cvr) return fundet;
  if (isAfsluttet(fundet.registreringer.at(-1)!.livscyklusKode)) return undefined;
  return afvist('objekt-findes', sted, uuid, 'et UUID, der ikke er i brug');
}

/** What a write comes to: something to save, or a refusal. `fundet` is what the caller sees under the UUID. */
export function beslut(
  kontekst: Kontekst,
  kald: Skrivekald,
  uuid: string,
  fundet: LagretObjekt | undefined,
  now: Instant,
): Skrivning | Outcome {
  const eget = objektAtAendre(kontekst, kald, uuid, fundet);
  if (eget && 'status' in eget) return eget;
  const ejer = eget?.ejer ?? kontekst.kalder.cvr;
  const bevarede = skjulteFelter(kontekst.kalder, kald.objekttype, ejer);
  const sendt = sendtFelt(egenskaberOf(kald), bevarede);
  if (sendt) return afvistUdenAfgraensning(`AttributListe/Egenskab/${sendt}`, sendt);
  const nuvaerende = eget?.registreringer.at(-1);
  const resultat = apply(aendringskald(kald, uuid), {
    now,
    udeladte: kontekst.udeladte,
    bevarede,
    ...(kald.verbum === 'ret' && kald.usagt && { usagt: kald.usagt }),
    ...(nuvaerende && { nuvaerende }),
    ...(kontekst.kalder.brugerRef && { brugerRef: kontekst.kalder.brugerRef }),
  });
  if ('brud' in resultat) return afvistMed(resultat.brud);
  return {
    ejer,
    objekttype: kald.objekttype,
    uuid,
    verbum: kald.verbum,
    forventetNr: eget?.nr ?? 0,
    ...(nuvaerende && { forrige: nuvaerende }),
    nye: resultat.registreringer,
  };
}

/** Every Egenskab that is sent. */
function egenskaberOf(kald: Skrivekald): IndsendtIndhold['egenskaber'] {
  switch (kald.verbum) {
    case 'importer':
      return kald.registreringer.flatMap(({ egenskaber }) => egenskaber);
    case 'opret':
      return kald.indhold.egenskaber;
    case 'ret':
      return kald.aendring.egenskaber ?? [];
    case 'passiver':
    case 'slet':
      return [];
  }
}

function aendringskald(kald: Skrivekald, uuid: string): Aendringskald {
  return kald.verbum === 'opret' ? { ...kald, uuid } : kald;
}

async function findObjekt(kontekst: Kontekst, kald: Skrivekald, uuid: string): Promise<LagretObjekt | undefined> {
  const ejere = kald.verbum === 'importer' ? ownersInTheWay(kontekst.kalder) : visibleOwners(kontekst.kalder);
  const [fundet] = await kontekst.store.hent(ejere, kald.objekttype, [uuid], 'nuvaerende');
  return fundet;
}

/** 20 where it is saved (opret: with the new UUID), else the refusal. */
export function skriv(kontekst: Kontekst, kald: Skrivekald): Promise<Outcome> {
  const uuid = kald.verbum === 'opret' ? newUuid() : kald.uuid;
  const noegle = `${kontekst.kalder.cvr} ${kald.objekttype} ${uuid}`;
  return efterTur(kontekst.store, noegle, () => besluttetOgGemt(kontekst, kald, uuid));
}

async function besluttetOgGemt(kontekst: Kontekst, kald: Skrivekald, uuid: string): Promise<Outcome> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const fundet = kald.verbum === 'opret' ? undefined : await findObjekt(kontekst, kald, uuid);
    const now = kontekst.clock();
    const besluttet = await bundet(kontekst, kald, beslut(kontekst, kald, uuid, fundet, now), now);
    if ('status' in besluttet) return besluttet;
    if (await kontekst.store.gem([besluttet])) {
      return { status: STATUS.ok, brud: [], ...(kald.verbum === 'opret' && { uuid }) };
    }
  }
  throw new FkorgError('busy', 'Objektet ændres af mange på én gang; prøv igen om lidt');
}
