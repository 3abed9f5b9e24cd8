/**
 * What becomes of one object when an edition counts from a day on: the difference between the two points in time, and the
 * call that makes it. What lies before the day is never changed.
 */
import { isDeepStrictEqual } from 'node:util';
import { contains, type Instant, type Interval, TIL_ALTID } from '../../base/instant.ts';
import type { Skrivekald } from '../../operations/skriv.ts';
import type { IndsendtAendring, IndsendtIndhold } from '../../register/indsendt.ts';
import { isAfsluttet, isSameId, type Registrering, type Relation } from '../../register/model.ts';
import type { LagretObjekt } from '../../store/store.ts';
import type { Filbrud } from '../emne.ts';
import type { Hvem } from '../oensket.ts';
import { forskellige, type Indholdstekst, maalOf, noegleOf, tekster, vaelg } from './forskelstekst.ts';
import { felterVed, isPubliceretVed, nyesteOf } from './kendt.ts';
import { begyndende, publicering } from './publicering.ts';
import type { Klassetype, Udgivet, Udgivetrelation } from './udgave.ts';

/** `ophoert`: no longer published; `genaabnet`: published again. */
export type Forskelsart = 'ny' | 'aendret' | 'ophoert' | 'genaabnet';

export interface Forskel {
  readonly art: Forskelsart;
  readonly objekttype: Klassetype;
  readonly uuid: string;
  readonly noegle?: string;
  /** From when on. */
  readonly fra: Instant;
  readonly foer?: Indholdstekst;
  readonly efter?: Indholdstekst;
  readonly kald: Skrivekald;
}

interface Udgivelse {
  /** From when on the edition counts. */
  readonly dag: Instant;
  /** Where what begins may begin at the earliest: its facet does. */
  readonly tidligst: Instant;
  readonly hvem: Hvem;
  /** What began before this is history, and is not taken back. */
  readonly now: Instant;
}

const AABEN = { til: TIL_ALTID };

/** The difference that an object of the edition makes; undefined: none. */
export function forskelOf(
  udgivet: Udgivet,
  lagret: LagretObjekt | undefined,
  udgivelse: Udgivelse,
): Forskel | readonly Filbrud[] | undefined {
  const nyeste = lagret && nyesteOf(lagret);
  return nyeste && !isAfsluttet(nyeste.livscyklusKode)
    ? aendret(udgivet, nyeste, udgivelse)
    : begyndt(udgivet, nyeste !== undefined, udgivelse);
}

/** The end of a class that the edition does not have; undefined where it has ended. */
export function ophoerOf(
  { uuid, registreringer }: LagretObjekt,
  { dag, hvem, now }: Udgivelse,
): Forskel | readonly Filbrud[] | undefined {
  const nyeste = registreringer.at(-1)!;
  const tilstande = isAfsluttet(nyeste.livscyklusKode)
    ? undefined
    : publicering(nyeste.tilstande, dag, undefined, hvem);
  if (!tilstande) return undefined;
  if (hasBegyndtEfter(nyeste.tilstande, dag, now)) return [senereBrud('Klasse')];
  const foer = felterVed(nyeste, dag);
  const kald: Skrivekald = { verbum: 'ret', objekttype: 'Klasse', uuid, aendring: { tilstande } };
  return { art: 'ophoert', objekttype: 'Klasse', uuid, ...noegleOf(foer), fra: dag, foer: tekster(foer), kald };
}

/** An object that the register does not have, or that was put away. */
function begyndt(udgivet: Udgivet, isBortlagt: boolean, { dag, tidligst, hvem }: Udgivelse): Forskel {
  const { objekttype, uuid, historik } = udgivet;
  const felter = udenTomme(udgivet.felter);
  const fra = isBortlagt ? dag : Math.max(udgivet.fra ?? dag, tidligst);
  const virkning = { fra, ...AABEN, ...hvem };
  const indhold: IndsendtIndhold = {
    egenskaber: [{ virkning, felter }],
    tilstande: begyndende({ fra, til: udgivet.til ?? TIL_ALTID }, hvem),
    relationer: Object.fromEntries(
      Object.entries(udgivet.relationer)
        .filter(([, poster]) => poster.length > 0)
        .map(([navn, poster]) => [navn, poster.map((post) => ({ ...post, virkning }))]),
    ),
  };
  const registreringer = historik?.registreringer ?? [indhold];
  const kald: Skrivekald = { verbum: 'importer', objekttype, uuid, registreringer };
  const efter = { ...tekster(felter), ...tekster(maalOf(udgivet.relationer)) };
  return { art: isBortlagt ? 'genaabnet' : 'ny', objekttype, uuid, ...noegleOf(felter), fra, efter, kald };
}

function aendret(
  udgivet: Udgivet,
  nyeste: Registrering,
  udgivelse: Udgivelse,
): Forskel | readonly Filbrud[] | undefined {
  const { dag, hvem, now } = udgivelse;
  const { objekttype, uuid } = udgivet;
  const isIBrug = isPubliceretVed(nyeste, dag);
  const fra = isIBrug ? dag : Math.max(dag, udgivet.fra ?? dag);
  const oensket: Interval = { fra, til: udgivet.til ?? TIL_ALTID };
  const isOphoert = oensket.til <= fra;
  const tilstande = udgivet.isUdenTilstand
    ? undefined
    : publicering(nyeste.tilstande, dag, isOphoert ? undefined : oensket, hvem);
  // What has ended keeps the texts that it had.
  const nu = nyeste.egenskaber.find(({ virkning }) => contains(virkning, fra));
  const usagte = udgivet.usagt?.felter.filter((navn) => nu && navn in nu.felter) ?? [];
  const blevet = udgivet.isFuld ? vaelg(nu?.felter ?? {}, usagte) : nu?.felter;
  const felter = udenTomme({ ...blevet, ...udgivet.felter });
  const isEns = isOphoert || (nu !== undefined && isDeepStrictEqual(nu.felter, felter));
  const virkning = { fra, ...AABEN, ...hvem };
  const relationer = isOphoert ? {} : nyeRelationer(udgivet, nyeste.relationer, virkning);
  if (!tilstande && isEns && Object.keys(relationer).length === 0) return undefined;
  const isSenere =
    (!isEns && hasBegyndtEfter(nyeste.egenskaber, fra, TIL_ALTID)) ||
    (tilstande !== undefined && hasBegyndtEfter(nyeste.tilstande, dag, now));
  if (isSenere) return [senereBrud(objekttype)];
  const aendring: IndsendtAendring = {
    ...(!isEns && { egenskaber: [{ virkning, felter }] }),
    ...(tilstande && { tilstande }),
    ...(Object.keys(relationer).length > 0 && { relationer }),
  };
  const foerFelter = felterVed(nyeste, fra);
  const gamle = Object.fromEntries(Object.keys(relationer).map((navn) => [navn, gaeldende(nyeste, navn, fra)]));
  const [foer, efter] = isOphoert
    ? [tekster(foerFelter), undefined]
    : forskellige(
        { ...foerFelter, ...maalOf(gamle) },
        { ...(isEns ? foerFelter : felter), ...maalOf(vaelg(udgivet.relationer, Object.keys(relationer))) },
      );
  return {
    art: isOphoert ? 'ophoert' : tilstande && !isIBrug ? 'genaabnet' : 'aendret',
    objekttype,
    uuid,
    ...noegleOf(isOphoert ? foerFelter : felter),
    fra,
    ...(foer && { foer }),
    ...(efter && { efter }),
    kald: { verbum: 'ret', objekttype, uuid, aendring },
  };
}

function hasBegyndtEfter(poster: readonly { readonly virkning: Interval }[], dag: Instant, now: Instant): boolean {
  return poster.some(({ virkning }) => virkning.fra > dag && virkning.fra <= now);
}

function senereBrud(objekttype: Klassetype): Filbrud {
  const forventet = 'a day of --virkning-fra after which the register says nothing else of the object already';
  return { regel: 'fil-senere', sted: objekttype, forventet };
}

/** A field that is empty says that there is nothing. */
function udenTomme(felter: Udgivet['felter']): Udgivet['felter'] {
  return Object.fromEntries(Object.entries(felter).filter(([, vaerdi]) => vaerdi !== ''));
}

function gaeldende({ relationer }: Pick<Registrering, 'relationer'>, navn: string, dag: Instant): readonly Relation[] {
  return (relationer[navn] ?? []).filter(({ virkning }) => contains(virkning, dag));
}

function isSamme(a: Udgivetrelation, b: Udgivetrelation, isUdenRolle: boolean): boolean {
  const isSammeRolle = isUdenRolle || (isSameId(a.rolle, b.rolle) && isSameId(a.type, b.type) && a.indeks === b.indeks);
  return isSammeRolle && isSameId(a.reference, b.reference);
}

/** The relations to send; all that is stored goes along, so that nothing falls away unseen. */
function nyeRelationer(
  { relationer: oenskede, usagt }: Udgivet,
  lagrede: Registrering['relationer'],
  virkning: Relation['virkning'],
): Record<string, readonly Relation[]> {
  const nye: Record<string, readonly Relation[]> = {};
  for (const [navn, poster] of Object.entries(oenskede)) {
    const alle = lagrede[navn] ?? [];
    const nu = alle.filter((en) => contains(en.virkning, virkning.fra));
    const isUdenRolle = usagt?.roller.includes(navn) ?? false;
    const mangler = poster.filter((post) => !nu.some((en) => isSamme(en, post, isUdenRolle)));
    const forbi = new Set(nu.filter((en) => !poster.some((post) => isSamme(en, post, isUdenRolle))));
    if (mangler.length === 0 && forbi.size === 0) continue;
    nye[navn] = [
      ...alle.map((en) => (forbi.has(en) ? { ...en, virkning: { ...en.virkning, til: virkning.fra } } : en)),
      ...mangler.map((post) => ({ ...post, virkning })),
    ];
  }
  return nye;
}
