/**
 * OIO XML of classifications to an edition: each object as it is on the day that the edition counts from. One that the
 * register does not have is taken with the history that the file gives it, as by `importer`.
 */
import { FkorgError } from '../../base/error.ts';
import { contains, type Instant, TIL_ALTID } from '../../base/instant.ts';
import type { IndsendtObjekt } from '../../register/indsendt.ts';
import { isAfsluttet, type Virkning } from '../../register/model.ts';
import { type Sendt, type SendtIndhold, udfyld } from '../../register/udfyld.ts';
import { findTypeversion, type Typeversion, type Versionsnr } from '../../standard/versioner.ts';
import type { Emne } from '../emne.ts';
import type { Afvisning } from '../indlaesning.ts';
import { type Klassetype, OBJEKTER_MAX, type Udgave, type Udgivet } from './udgave.ts';

/** The order in which objects are saved: what others point at first. */
const RAEKKEFOELGE: readonly Klassetype[] = ['Klassifikation', 'Facet', 'Klasse'];

/** Throws what the reader of the items throws. */
export async function laesOioUdgave(emner: AsyncIterable<Emne>, dag: Instant): Promise<Udgave> {
  const objekter: Udgivet[] = [];
  const afviste: Afvisning[] = [];
  for await (const emne of emner) {
    if (objekter.length === OBJEKTER_MAX) {
      throw new FkorgError('limit-passed', `The file has more than ${OBJEKTER_MAX} objects.`);
    }
    const { linje } = emne;
    if (emne.art === 'afvist') {
      const { art: _, ...afvisning } = emne;
      afviste.push(afvisning);
    } else if (emne.art === 'importer' && isKlassetype(emne.objekttype)) {
      objekter.push(udgivetOf(linje, emne.objekttype, emne.version, emne.objekt, dag));
    } else {
      const forventet = 'a Klassifikation, a Facet or a Klasse; other objects are for `fkorg import`';
      afviste.push({ linje, brud: [{ regel: 'fil-element', sted: 'the object', forventet }] });
    }
  }
  objekter.sort((a, b) => RAEKKEFOELGE.indexOf(a.objekttype) - RAEKKEFOELGE.indexOf(b.objekttype));
  const facetter = new Set(objekter.filter(({ objekttype }) => objekttype === 'Facet').map(({ uuid }) => uuid));
  return { objekter, facetter, afviste, oversete: [] };
}

function isKlassetype(objekttype: string): objekttype is Klassetype {
  return (RAEKKEFOELGE as readonly string[]).includes(objekttype);
}

function udgivetOf(
  linje: number,
  objekttype: Klassetype,
  version: Versionsnr,
  historik: IndsendtObjekt,
  dag: Instant,
): Udgivet {
  const type = findTypeversion(objekttype, version);
  const {
    tidspunkt = dag,
    livscyklusKode,
    ...indsendt
  } = historik.registreringer.reduce((a, b) => ((b.tidspunkt ?? TIL_ALTID) >= (a.tidspunkt ?? TIL_ALTID) ? b : a));
  const indhold = udfyld(indsendt, tidspunkt, '', 'PubliceretStatus');
  const egenskab = poster(indhold.egenskaber).find(({ virkning }) => virkning.til > dag);
  const publiceret = poster(indhold.tilstande).find(({ vaerdi, virkning }) => vaerdi === 'true' && virkning.til > dag);
  const isSlut = isAfsluttet(livscyklusKode ?? 'Importeret') || (indhold.tilstande.length > 0 && !publiceret);
  const fra = Math.max(egenskab?.virkning.fra ?? dag, publiceret?.virkning.fra ?? dag);
  const til = isSlut ? dag : publiceret?.virkning.til;
  return {
    linje,
    objekttype,
    uuid: historik.uuid,
    felter: egenskab?.felter ?? {},
    isFuld: true,
    ...(type.usagt && { usagt: type.usagt }),
    relationer: relationerVed(type, indhold, Math.max(fra, dag)),
    ...(fra > dag && { fra }),
    ...(til !== undefined && til !== TIL_ALTID && { til }),
    ...(indhold.tilstande.length === 0 && !isSlut && { isUdenTilstand: true as const }),
    historik,
  };
}

/** Every relation that the version has, also those that have nothing. */
function relationerVed(type: Typeversion, { relationer }: SendtIndhold, dag: Instant): Udgivet['relationer'] {
  return Object.fromEntries(
    type.relationer.map(({ relation: { navn } }) => [
      navn,
      poster(relationer.get(navn) ?? [])
        .filter(({ virkning }) => contains(virkning, dag))
        .map(({ virkning: _, ...post }) => post),
    ]),
  );
}

function poster<T extends { readonly virkning: Virkning }>(sendte: readonly Sendt<T>[]): readonly T[] {
  return sendte.map(({ post }) => post).sort((a, b) => a.virkning.fra - b.virkning.fra);
}
