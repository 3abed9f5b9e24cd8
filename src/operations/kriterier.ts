/** From a search template to criteria (spec sf1500 §2.8; docs/decisions/0031): empty parts are no criterion. */
import { FRA_ALTID, type Instant, TIL_ALTID } from '../base/instant.ts';
import type { Limits } from '../base/limits.ts';
import { resolveFilter } from '../register/filter.ts';
import type { IndsendtIndhold, IndsendtVirkning } from '../register/indsendt.ts';
import { soegetekster } from '../register/soegefelter.ts';
import type { Kriterium, Registreringskrav, Virkningskrav } from '../register/soegning.ts';
import type { TilstandNavn } from '../standard/objekttyper.ts';
import type { Outcome, SoegRamme } from './operation.ts';
import { afvist } from './udfald.ts';

type Egenskabsskabelon = IndsendtIndhold['egenskaber'][number];

/** What a Virkning in a template asks for; an empty note asks for nothing. */
function spurgt({ noteTekst, ...resten }: IndsendtVirkning = {}): IndsendtVirkning {
  return noteTekst?.trim() ? { ...resten, noteTekst } : resten;
}

/** Where a part of a template looks: its own period, else that of SoegVirkning, else now. */
function virkningskrav(
  egen: IndsendtVirkning | undefined,
  soegVirkning: IndsendtVirkning,
  now: Instant,
): Virkningskrav {
  const [eget, faelles] = [spurgt(egen), spurgt(soegVirkning)];
  const isEgen = eget.fra !== undefined || eget.til !== undefined;
  const { fra: _fra, til: _til, ...hvem } = { ...faelles, ...eget };
  return { ...resolveFilter(isEgen ? eget : faelles, now), ...hvem };
}

/** The criteria of the attribute fields that are filled. */
export function egenskabskriterier(
  egenskaber: readonly Egenskabsskabelon[],
  soegVirkning: IndsendtVirkning,
  now: Instant,
): Kriterium[] {
  return egenskaber.flatMap(({ felter, virkning }) =>
    soegetekster({ felter })
      .filter(([, vaerdi]) => vaerdi.trim() !== '')
      .map(([navn, vaerdi]) => ({
        art: 'felt' as const,
        navn,
        vaerdi,
        virkning: virkningskrav(virkning, soegVirkning, now),
      })),
  );
}

/** All criteria of a template. */
export function kriterierOf(
  skabelon: IndsendtIndhold,
  tilstand: TilstandNavn | undefined,
  soegVirkning: IndsendtVirkning,
  now: Instant,
): Kriterium[] {
  const tilstande = skabelon.tilstande.flatMap(({ vaerdi, virkning }) =>
    vaerdi === undefined || tilstand === undefined
      ? []
      : [{ art: 'tilstand' as const, navn: tilstand, vaerdi, virkning: virkningskrav(virkning, soegVirkning, now) }],
  );
  const relationer = Object.entries(skabelon.relationer).flatMap(([navn, poster]) =>
    poster
      .map(({ virkning, indeks, ...post }) => ({
        art: 'relation' as const,
        navn,
        ...post,
        ...(indeks?.trim() && { indeks }),
        ...(Object.keys(spurgt(virkning)).length > 0 && { egen: virkning }),
      }))
      .filter((post) => Object.keys(post).length > 2)
      .map(({ egen, ...post }) => ({ ...post, virkning: virkningskrav(egen, soegVirkning, now) })),
  );
  return [...egenskabskriterier(skabelon.egenskaber, soegVirkning, now), ...tilstande, ...relationer];
}

/** The refusal of a search that asks for more values than the server looks for at once; undefined where it does not. */
export function forMangeVaerdier(
  kriterier: readonly Kriterium[],
  sted: string,
  { soegVaerdierMax }: Limits,
): Outcome | undefined {
  if (kriterier.length <= soegVaerdierMax) return undefined;
  return afvist('soegevaerdier-for-mange', sted, String(kriterier.length), `højst ${soegVaerdierMax} i ét kald`);
}

/** Which registrations a search looks at. An open or absent end is no demand. */
export function registreringskrav({ soegRegistrering = {} }: SoegRamme): Registreringskrav {
  const { fra, til, ...krav } = soegRegistrering;
  return { registreretFra: fra ?? FRA_ALTID, senestFoer: til ?? TIL_ALTID, ...krav };
}
