/**
 * Compares a registration, and every view of it, with the naive register: each cell of each timeline and of each entry,
 * and for every interval of cells what a reader sees, periods whole and in order.
 */
import assert from 'node:assert/strict';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import type { IndsendtIndhold, IndsendtVirkning } from '../../src/register/indsendt.ts';
import { validateLagretForm } from '../../src/register/lagret-form.ts';
import type { Registrering, UnikId } from '../../src/register/model.ts';
import { registreringerI, udsnit } from '../../src/register/oejebliksbillede.ts';
import {
  ALTID_FOER,
  CELLER,
  FLERE,
  FOR_ALTID,
  type NaivBesked,
  type NaivPeriode,
  type NaivRegistrering,
  type NaivtRegister,
  SIDSTE,
  TIDSLINJER,
} from './naivt-register.ts';

const OBJEKTTYPE = 'OrganisationEnhed';

/** What is seen: for each list, the entries as texts with their whole periods, in order. */
type Syn = Record<string, string[]>;

const tid = (instant: number) =>
  instant === FRA_ALTID || instant === ALTID_FOER
    ? '-'
    : instant === TIL_ALTID || instant === FOR_ALTID
      ? '+'
      : instant;
const linje = (vaerdi: string, { fra, til }: NaivPeriode) => `${tid(fra)}..${tid(til)} ${vaerdi}`;
const id = (ref: UnikId | undefined) => (ref === undefined ? '' : 'uuid' in ref ? ref.uuid : ref.urn);

/** What the register shows. */
function synAf({ egenskaber, tilstande, relationer }: Registrering): Syn {
  const syn: Syn = {
    EnhedNavn: egenskaber.map(({ felter, virkning }) => linje(String(felter.EnhedNavn), virkning)),
    Gyldighed: tilstande.map(({ vaerdi, virkning }) => linje(String(vaerdi), virkning)),
  };
  for (const [navn, poster] of Object.entries(relationer)) {
    syn[navn] = poster.map(({ reference, rolle, type, indeks, virkning }) =>
      linje(
        navn === 'Overordnet' ? id(reference) : [id(reference), id(rolle), id(type), indeks ?? ''].join('/'),
        virkning,
      ),
    );
  }
  return syn;
}

/** The periods of a timeline, each as long as its cells run; those that have a cell in the interval. */
function perioder(registrering: NaivRegistrering, navn: (typeof TIDSLINJER)[number], celler: readonly number[]) {
  const cells = registrering.tidslinjer[navn];
  const starter = new Set(celler.flatMap((celle) => cells.get(celle)?.start ?? []));
  return [...starter]
    .sort((a, b) => a - b)
    .map((fra) => {
      const egne = CELLER.filter((celle) => cells.get(celle)?.start === fra);
      const sidste = egne.at(-1)!;
      return { fra, til: sidste === SIDSTE ? FOR_ALTID : sidste + 1, vaerdi: cells.get(sidste)!.vaerdi };
    });
}

/** What the naive register shows of these cells; `isHelt`: also the periods that the wire has no room for. */
function naivtSyn(registrering: NaivRegistrering, celler: readonly number[], now: number, isHelt: boolean): Syn {
  const syn: Syn = { EnhedNavn: [], Gyldighed: [] };
  for (const navn of TIDSLINJER) {
    let sete = perioder(registrering, navn, celler);
    if (navn === 'Overordnet' && sete.length > 1 && !isHelt) {
      const nu = sete.filter(({ fra, til }) => fra <= now && now < til);
      sete = nu.length > 0 ? nu : sete.slice(-1);
    }
    if (sete.length > 0) syn[navn] = sete.map((periode) => linje(periode.vaerdi, periode));
  }
  for (const navn of FLERE) {
    const sete = registrering.flere[navn]
      .filter(({ fra, til }) => celler.some((celle) => fra <= celle && celle < til))
      .sort((a, b) => (a.fra < b.fra ? -1 : a.fra > b.fra ? 1 : 0));
    if (sete.length > 0) {
      syn[navn] = sete.map((post) => linje([post.reference, post.rolle, post.type, post.indeks].join('/'), post));
    }
  }
  return syn;
}

const fraCelle = (celle: number) => (celle < 0 ? FRA_ALTID : celle);
const tilCelle = (celle: number) => (celle >= SIDSTE ? TIL_ALTID : celle + 1);

/** The whole of one registration. */
export function sammenlignHelhed(egen: Registrering, naiv: NaivRegistrering, now: number): void {
  assert.equal(egen.tidspunkt, naiv.tid);
  assert.equal(egen.livscyklusKode, naiv.kode);
  assert.deepEqual(synAf(egen), naivtSyn(naiv, CELLER, now, true));
}

/** Every view of one registration: all intervals of cells, at `now`. */
export function sammenlignSyn(egen: Registrering, naiv: NaivRegistrering, now: number): void {
  assert.deepEqual(validateLagretForm(OBJEKTTYPE, egen), []);
  for (const [i, foerste] of CELLER.entries()) {
    for (const sidste of CELLER.slice(i)) {
      const celler = CELLER.filter((celle) => foerste <= celle && celle <= sidste);
      const virkning = { fra: fraCelle(foerste), til: tilCelle(sidste) };
      assert.deepEqual(synAf(udsnit(egen, OBJEKTTYPE, virkning, now)), naivtSyn(naiv, celler, now, false));
    }
  }
}

/** The whole history through every interval of the registrering axis, instant by instant. */
export function sammenlignHistorik(historik: readonly Registrering[], naivt: NaivtRegister, sidsteTid: number): void {
  for (let fra = -1; fra <= sidsteTid; fra++) {
    for (let til = fra + 1; til <= sidsteTid + 1; til++) {
      const ventet = new Set<number>();
      for (let instant = fra; instant < til; instant++) {
        const gaeldende = naivt.vedTid(instant);
        if (gaeldende) ventet.add(gaeldende.tid);
      }
      assert.deepEqual(
        registreringerI(historik, { fra, til }).map(({ tidspunkt }) => tidspunkt),
        [...ventet],
      );
    }
  }
}

function instantOf(instant: number): number {
  return instant === ALTID_FOER ? FRA_ALTID : instant === FOR_ALTID ? TIL_ALTID : instant;
}

const virkningOf = ({ fra, til, udeladtFra, udeladtTil }: NaivPeriode): IndsendtVirkning => ({
  ...(!udeladtFra && { fra: instantOf(fra) }),
  ...(!udeladtTil && { til: instantOf(til) }),
});

/** The message as the register is sent it. */
export function beskedOf(besked: NaivBesked): IndsendtIndhold {
  const relationer: Record<string, IndsendtIndhold['relationer'][string]> = {};
  if (besked.Overordnet) {
    relationer.Overordnet = besked.Overordnet.map((p) => ({ reference: { uuid: p.vaerdi }, virkning: virkningOf(p) }));
  }
  for (const navn of FLERE) {
    const poster = besked[navn];
    if (!poster) continue;
    relationer[navn] = poster.map((post) => ({
      reference: { uuid: post.reference },
      ...(post.rolle && { rolle: { uuid: post.rolle } }),
      ...(post.type && { type: { uuid: post.type } }),
      ...(post.indeks && { indeks: post.indeks }),
      virkning: virkningOf(post),
    }));
  }
  return {
    egenskaber: (besked.EnhedNavn ?? []).map((p) => ({ felter: { EnhedNavn: p.vaerdi }, virkning: virkningOf(p) })),
    tilstande: (besked.Gyldighed ?? []).map((p) => ({ vaerdi: p.vaerdi, virkning: virkningOf(p) })),
    relationer,
  };
}

/** What is true in each cell, each thing once: for telling whether anything came of a change. */
export function iCelle(registrering: Registrering): Record<string, string[]>[] {
  return CELLER.map((celle) => {
    const sande: Record<string, string[]> = {};
    for (const [navn, poster] of Object.entries(synAf(udsnitAf(registrering, celle)))) {
      sande[navn] = [...new Set(poster.map((post) => post.slice(post.indexOf(' '))))].sort();
    }
    return sande;
  });
}

const udsnitAf = (registrering: Registrering, celle: number) =>
  udsnit(registrering, OBJEKTTYPE, { fra: fraCelle(celle), til: tilCelle(celle) }, celle);
