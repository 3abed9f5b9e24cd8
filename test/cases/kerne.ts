/** Plays a case on the bitemporal core alone: one object, its history in memory, no store and no wire. */
import type { Instant } from '../../src/base/instant.ts';
import { kriterierOf, registreringskrav } from '../../src/operations/kriterier.ts';
import { afvistMed } from '../../src/operations/udfald.ts';
import { type Aendringskald, apply } from '../../src/register/apply.ts';
import { resolveFilter } from '../../src/register/filter.ts';
import { matcher, soegtRegistrering } from '../../src/register/match.ts';
import type { Registrering } from '../../src/register/model.ts';
import { registreringerI, udsnit } from '../../src/register/oejebliksbillede.ts';
import { STATUS } from '../../src/standard/koder.ts';
import { objekttyper } from '../../src/standard/objekttyper.ts';
import { enderOf, idOf, indholdOf, instantOf, registreringOf, virkningOf, visRegistrering } from './format.ts';
import type { Sag, SagFilter, SagKald, SagSoegning, SagSvar } from './sager.ts';

/** The change that a step asks for; undefined where it only reads. */
function aendringOf({ objekttype, uuid }: Sag, trin: SagKald): Aendringskald | undefined {
  const hoved = (kald: { readonly NoteTekst?: string }) => ({
    ...{ objekttype, uuid },
    ...(kald.NoteTekst !== undefined && { noteTekst: kald.NoteTekst }),
  });
  if (trin.importer) {
    return { ...hoved({}), verbum: 'importer', registreringer: trin.importer.Registrering.map(registreringOf) };
  }
  if (trin.opret) return { ...hoved(trin.opret), verbum: 'opret', indhold: indholdOf(trin.opret) };
  if (trin.ret) return { ...hoved(trin.ret), verbum: 'ret', aendring: indholdOf(trin.ret) };
  if (trin.passiver) return { ...hoved(trin.passiver), verbum: 'passiver' };
  return trin.slet && { ...hoved(trin.slet), verbum: 'slet' };
}

/** One object and its registrations. */
export class Kerne {
  private historik: readonly Registrering[] = [];
  private readonly sag: Sag;

  constructor(sag: Sag) {
    this.sag = sag;
  }

  /** The answer to a step at its own "now". */
  udfoer(trin: SagKald & { readonly now: string }): SagSvar {
    const now = instantOf(trin.now);
    const aendring = aendringOf(this.sag, trin);
    if (aendring) return this.skriv(aendring, now);
    if (trin.laes) {
      const Registrering = this.laes(trin.laes, now);
      return Registrering.length > 0 ? { status: STATUS.ok, Registrering } : { status: STATUS.ikkeFundet };
    }
    if (trin.list) {
      const Registrering = trin.list.UUIDIdentifikator.includes(this.sag.uuid) ? this.laes(trin.list, now) : [];
      if (Registrering.length === 0) return { status: STATUS.ikkeFundet };
      const billede = { UUIDIdentifikator: this.sag.uuid, Registrering };
      return { status: STATUS.ok, FiltreretOejebliksbillede: [billede] };
    }
    if (trin.soeg) {
      const isFundet = this.findes(trin.soeg, now);
      return { status: isFundet ? STATUS.ok : STATUS.ikkeFundet, IdListe: isFundet ? [this.sag.uuid] : [] };
    }
    throw new Error('a step without a call');
  }

  private skriv(aendring: Aendringskald, now: Instant): SagSvar {
    const nuvaerende = this.historik.at(-1);
    const resultat = apply(aendring, {
      ...{ now, udeladte: this.sag.udeladte ?? 'fjernes' },
      ...(nuvaerende && { nuvaerende }),
    });
    if ('brud' in resultat) {
      const regel = resultat.brud.map((brud) => brud.regel);
      return { status: afvistMed(resultat.brud).status, regel };
    }
    this.historik = [...this.historik, ...resultat.registreringer];
    return { status: STATUS.ok };
  }

  private laes(filter: SagFilter, now: Instant) {
    const { objekttype } = this.sag;
    const registrering = enderOf(filter.RegistreringFraFilter, filter.RegistreringTilFilter);
    const virkning = resolveFilter(enderOf(filter.VirkningFraFilter, filter.VirkningTilFilter), now);
    const valgte =
      registrering.fra === undefined && registrering.til === undefined
        ? this.historik.slice(-1)
        : registreringerI(this.historik, resolveFilter(registrering, now));
    return valgte.map((r) => visRegistrering(objekttype, udsnit(r, objekttype, virkning, now)));
  }

  private findes(soegning: SagSoegning, now: Instant): boolean {
    const { objekttype } = this.sag;
    const { FraTidspunkt, TilTidspunkt, LivscyklusKode, BrugerRef } = soegning.SoegRegistrering ?? {};
    const krav = registreringskrav({
      soegRegistrering: {
        ...enderOf(FraTidspunkt, TilTidspunkt),
        ...(LivscyklusKode && { livscyklusKode: LivscyklusKode }),
        ...(BrugerRef !== undefined && { brugerRef: idOf(BrugerRef) }),
      },
    });
    const set = soegtRegistrering(this.historik, krav);
    if (!set) return false;
    const { tilstand } = objekttyper[objekttype];
    return matcher(
      set,
      objekttype,
      kriterierOf(indholdOf(soegning), tilstand, virkningOf(soegning.SoegVirkning ?? {}), now),
    );
  }
}
