/**
 * `fremsoegobjekthierarki`: everything of an authority, a page of every container at a time (spec sf1500 §2.9). Each
 * SoegEgenskab filters its own container alone; offset and number count within each container; past the end the answer
 * is 20 and empty containers.
 *
 * The organisation hierarchy is the caller's own objects, those of owners who hand theirs over, and its own Organisation,
 * which KOMBIT keeps. The classification hierarchy is everything that the caller sees.
 */
import { hierarchyOwners, visibleOwners } from '../access/kalder.ts';
import { type Instant, type Interval, TIL_ALTID } from '../base/instant.ts';
import { resolveFilter } from '../register/filter.ts';
import { matcher, soegtRegistrering } from '../register/match.ts';
import type { Kriterium, Soegning } from '../register/soegning.ts';
import { hierarkier } from '../standard/hierarkier.ts';
import { KOMBIT_CVR, STATUS } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { LagretObjekt } from '../store/store.ts';
import type { Kontekst } from './kontekst.ts';
import { egenskabskriterier, forMangeVaerdier, registreringskrav } from './kriterier.ts';
import { labelsOf } from './labels.ts';
import { billedeOf } from './laes.ts';
import type { Oejebliksbillede, Operation, Outcome } from './operation.ts';
import { sideOf } from './soeg.ts';
import { soegenoegle } from './soegenoegle.ts';

type Kald = Operation & { verbum: 'fremsoegobjekthierarki' };

/** The caller's Organisation where another authority keeps it, if it fits the search. */
async function egenOrganisation(kontekst: Kontekst, soegning: Soegning): Promise<readonly LagretObjekt[]> {
  const { organisationUuid, cvr } = kontekst.kalder;
  if (soegning.objekttype !== 'Organisation' || !organisationUuid || cvr === KOMBIT_CVR) return [];
  const ejere = visibleOwners(kontekst.kalder).filter((ejer) => ejer === cvr || ejer === KOMBIT_CVR);
  const { senestFoer } = soegning.registrering;
  const udsnit = senestFoer === TIL_ALTID ? 'nuvaerende' : { fra: senestFoer - 1, til: senestFoer };
  const fundne = await kontekst.store.reads.hent(ejere, 'Organisation', [organisationUuid], udsnit);
  return fundne.filter(({ ejer, registreringer }) => {
    const set = soegtRegistrering(registreringer, soegning.registrering);
    return ejer === KOMBIT_CVR && set !== undefined && matcher(set, 'Organisation', soegning.kriterier);
  });
}

/** The page of one container; the Organisation that KOMBIT keeps comes before the first. */
async function side(kontekst: Kontekst, kald: Kald, soegning: Soegning): Promise<readonly LagretObjekt[]> {
  if (kald.system === 'klassifikation') {
    return kontekst.store.reads.soegObjekter(visibleOwners(kontekst.kalder), soegning);
  }
  const egne = hierarchyOwners(kontekst.kalder);
  const foran = await egenOrganisation(kontekst, soegning);
  if (foran.length === 0) return kontekst.store.reads.soegObjekter(egne, soegning);
  const vist = foran.slice(soegning.foerste, soegning.foerste + soegning.antal);
  const rest = {
    ...soegning,
    foerste: Math.max(0, soegning.foerste - foran.length),
    antal: soegning.antal - vist.length,
  };
  return rest.antal === 0 ? vist : [...vist, ...(await kontekst.store.reads.soegObjekter(egne, rest))];
}

/** What the search asks of one container. */
function kriterierAf({ egenskaber, soegVirkning = {} }: Kald, objekttype: ObjektType, now: Instant): Kriterium[] {
  const egenskab = egenskaber[objekttype];
  return egenskab ? egenskabskriterier([egenskab], soegVirkning, now) : [];
}

async function beholder(
  kontekst: Kontekst,
  kald: Kald,
  objekttype: ObjektType,
  ramme: { foerste: number; antal: number; noegle: string; now: Instant; virkning: Interval },
): Promise<readonly Oejebliksbillede[]> {
  const objekter = await side(kontekst, kald, {
    objekttype,
    kriterier: kriterierAf(kald, objekttype, ramme.now),
    registrering: registreringskrav(kald),
    foerste: ramme.foerste,
    antal: ramme.antal,
    noegle: ramme.noegle,
  });
  return objekter.map((objekt) => billedeOf(kontekst.kalder, objekttype, objekt, ramme.virkning, ramme.now));
}

/** 20 always, but for a negative number and for too many values. */
export async function fremsoegobjekthierarki(kontekst: Kontekst, kald: Kald): Promise<Outcome> {
  const { hierarkiRowsMax, klassifikationHierarkiRowsMax } = kontekst.limits;
  const page = sideOf(kald, kald.system === 'organisation' ? hierarkiRowsMax : klassifikationHierarkiRowsMax);
  if ('status' in page) return page;
  const now = kontekst.clock();
  const kriterier = hierarkier[kald.system].flatMap(({ objekttype }) => kriterierAf(kald, objekttype, now));
  const forMange = forMangeVaerdier(kriterier, 'FremsoegObjekthierarkiInput', kontekst.limits);
  if (forMange) return forMange;
  const ramme = { ...page, noegle: soegenoegle(kald), now, virkning: resolveFilter(kald.soegVirkning ?? {}, now) };
  const fyldte = await Promise.all(
    hierarkier[kald.system].map(
      async ({ objekttype }) => [objekttype, await beholder(kontekst, kald, objekttype, ramme)] as const,
    ),
  );
  const labels = await labelsOf(
    kontekst,
    fyldte.flatMap(([, billeder]) => billeder),
    now,
    kald,
  );
  return { status: STATUS.ok, brud: [], beholdere: Object.fromEntries(fyldte), ...labels };
}
