/** What searches must give, by brute force over all objects, and criteria for every element of every type. */
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../src/base/instant.ts';
import { matcher } from '../../src/register/match.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { Kriterium, Registreringskrav } from '../../src/register/soegning.ts';
import { type ObjektType, objekttyper } from '../../src/standard/objekttyper.ts';
import { DAGE, maal, type Tal, tekst } from './verden.ts';

/** The authority whose objects the caller does not see. */
export const NABO = '29189978';

export interface Objekt {
  readonly ejer: string;
  readonly uuid: string;
  readonly historik: readonly Registrering[];
}

/** The registration in force just before an instant. */
export function foer(historik: readonly Registrering[], senestFoer: Instant): Registrering | undefined {
  return historik.filter(({ tidspunkt }) => tidspunkt < senestFoer).at(-1);
}

/** What a search must give, by brute force over all objects. */
export function facit(
  objekttype: ObjektType,
  objekter: readonly Objekt[],
  kriterier: readonly Kriterium[],
  krav: Registreringskrav,
): string[] {
  return objekter
    .filter(({ ejer, historik }) => {
      const reg = ejer === NABO ? undefined : foer(historik, krav.senestFoer);
      if (!reg || reg.tidspunkt < krav.registreretFra) return false;
      const isAfsluttet = reg.livscyklusKode === 'Passiveret' || reg.livscyklusKode === 'Slettet';
      if (krav.livscyklusKode ? reg.livscyklusKode !== krav.livscyklusKode : isAfsluttet) return false;
      return matcher(reg, objekttype, kriterier);
    })
    .map(({ uuid }) => uuid)
    .sort();
}

/** For each element of a type a criterion with a random value, at a random place of the virkning axis. */
export function kriterierOf(tal: Tal, objekttype: ObjektType): Kriterium[] {
  const type = objekttyper[objekttype];
  const virkning = () => {
    const fra = DAGE[tal(DAGE.length)]!;
    return tal(2) === 0 ? { fra, til: fra + 1 } : { fra: FRA_ALTID, til: TIL_ALTID };
  };
  const stjerne = (vaerdi: string) =>
    [vaerdi, `${vaerdi.slice(0, 3)}*`, `*${vaerdi.slice(-3)}`, `*${vaerdi.slice(1, 4)}*`][tal(4)]!;
  return [
    ...type.felter.map(({ felt }) => ({
      art: 'felt' as const,
      navn: felt.art === 'soegeord' ? 'Soegeord/BeskrivelseTekst' : felt.navn,
      vaerdi: stjerne(tekst(tal(5))),
      virkning: virkning(),
    })),
    ...(type.tilstand
      ? [
          {
            art: 'tilstand' as const,
            navn: type.tilstand,
            vaerdi: type.tilstand === 'Gyldighed' ? 'Aktiv' : 'true',
            virkning: virkning(),
          },
        ]
      : []),
    ...type.relationer.map(({ relation }) => ({
      art: 'relation' as const,
      navn: relation.navn,
      reference: tal(4) === 0 ? { urn: `urn:x:${tal(3)}` } : { uuid: maal(tal(3)) },
      ...(relation.isDynamisk && tal(2) === 0 && { rolle: { uuid: maal(tal(2)) } }),
      virkning: virkning(),
    })),
  ];
}
