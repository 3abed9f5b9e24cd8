/**
 * The rules between objects of Klassifikation, asked of writes that keep the rules of their own object (docs/decisions/0042). What
 * a write was found good from goes with it to the store, which saves it only where that still is so.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Tilhoer, tilhoerBrud, tilhoerFor, tilhoersforhold } from '../../register/klassifikation/tilhoer.ts';
import { type UnikId, uuidOf } from '../../register/model.ts';
import type { Regelbrud } from '../../register/regler/regel.ts';
import { objekttyper } from '../../standard/objekttyper.ts';
import type { Skrivning } from '../../store/store.ts';
import type { Kontekst } from '../kontekst.ts';
import type { Outcome } from '../operation.ts';
import { afvistMed } from '../udfald.ts';
import { Omverden, sidsteMed } from './omverden.ts';
import { overordnetbrud } from './overordnetbrud.ts';
import { type Omstaendigheder, tilhoersbrud, type Ukendte } from './tilhoersbrud.ts';

/** A write, and where each of its new registrations stands in the message. */
export interface Forslag {
  readonly skrivning: Skrivning;
  readonly steder: readonly string[];
}

const VERBER: ReadonlySet<string> = new Set(['importer', 'opret', 'ret']);

/** For each write, in their order: it with what it presupposes, or its refusal. A write sees the ones before it. */
export async function bind(
  kontekst: Kontekst,
  forslag: readonly Forslag[],
  ukendte: Ukendte,
): Promise<readonly (Skrivning | Outcome)[]> {
  const svar = new Map<Forslag, Skrivning | Outcome>();
  const bundne = forslag.filter(
    ({ skrivning: { objekttype, verbum } }) =>
      objekttyper[objekttype].system === 'klassifikation' && VERBER.has(verbum),
  );
  for (const [ejer, deres] of Map.groupBy(bundne, ({ skrivning }) => skrivning.ejer)) {
    const binding = new Binding(kontekst, new Omverden(kontekst, ejer), ukendte);
    await binding.laes(ejer, deres);
    for (const en of deres) svar.set(en, binding.afgoer(en));
  }
  return forslag.map((en) => svar.get(en) ?? en.skrivning);
}

/** What a write of a class or a facet asks of others. */
interface Spoergsmaal {
  /** What it belongs to, where it has not been looked at before. */
  readonly tilhoer?: UnikId;
  /** True where its parents are not as they were. */
  readonly isOverordnetNy: boolean;
}

function spoergsmaalOf({ verbum, forrige, nye, objekttype }: Skrivning): Spoergsmaal {
  const tilhoer = tilhoerFor(objekttype);
  const ny = nye.at(-1)!;
  const kendt = verbum === 'ret' ? forrige : undefined;
  const hoererTil = tilhoer && tilhoersforhold(ny, tilhoer);
  const isKendt = kendt && tilhoer && tilhoersforhold(kendt, tilhoer) !== undefined;
  return {
    ...(hoererTil && !isKendt && { tilhoer: hoererTil }),
    isOverordnetNy: !isDeepStrictEqual(ny.relationer.OverordnetKlasse, kendt?.relationer.OverordnetKlasse),
  };
}

class Binding {
  readonly #faelles: Pick<Omstaendigheder, 'kontekst' | 'omverden' | 'ukendte'>;
  /** What deleted objects belonged to, by type and UUID: their newest registration does not tell. */
  readonly #slettede = new Map<string, UnikId>();

  constructor(kontekst: Kontekst, omverden: Omverden, ukendte: Ukendte) {
    this.#faelles = { kontekst, omverden, ukendte };
  }

  /** Reads everything that the answers need. */
  async laes(ejer: string, forslag: readonly Forslag[]): Promise<void> {
    const { kontekst, omverden } = this.#faelles;
    const skrivninger = forslag.map(({ skrivning }) => skrivning);
    for (const objekttype of ['Klasse', 'Facet'] as const) {
      const tilhoer = tilhoerFor(objekttype)!;
      const deres = skrivninger.filter((en) => en.objekttype === objekttype);
      const slettede = deres.filter(({ forrige }) => forrige?.livscyklusKode === 'Slettet').map(({ uuid }) => uuid);
      const foer = await sidsteMed(kontekst, ejer, objekttype, slettede, (en) => tilhoersforhold(en, tilhoer));
      for (const [uuid, id] of foer) this.#slettede.set(`${objekttype} ${uuid}`, id);
      const maal = deres.flatMap((en) => spoergsmaalOf(en).tilhoer ?? []).flatMap((id) => uuidOf(id) ?? []);
      await omverden.laes(tilhoer.maal, maal);
    }
    const flyttede = skrivninger.filter((en) => en.objekttype === 'Klasse' && spoergsmaalOf(en).isOverordnetNy);
    await omverden.laesOpad(flyttede.map(({ nye }) => nye.at(-1)!));
  }

  afgoer({ skrivning, steder }: Forslag): Skrivning | Outcome {
    const tilhoer = tilhoerFor(skrivning.objekttype);
    const sted = steder.at(-1) ?? '';
    const omstaendigheder = { ...this.#faelles, sted, forudsatte: [] };
    const brud = tilhoer ? this.#brud(skrivning, steder, tilhoer, omstaendigheder) : [];
    if (brud.length > 0) return afvistMed(brud);
    this.#faelles.omverden.skriv(skrivning);
    const { forudsatte } = omstaendigheder;
    return forudsatte.length === 0 ? skrivning : { ...skrivning, forudsatte };
  }

  /** The breaches of the first of the rules that breaks: the later ones presuppose the earlier. */
  #brud(skrivning: Skrivning, steder: readonly string[], tilhoer: Tilhoer, om: Omstaendigheder): Regelbrud[] {
    const { objekttype, uuid, forrige, nye } = skrivning;
    const foer = (forrige && tilhoersforhold(forrige, tilhoer)) ?? this.#slettede.get(`${objekttype} ${uuid}`);
    const stedfaestede = nye.map((registrering, i) => ({ registrering, sted: steder[i] ?? '' }));
    const livslange = tilhoerBrud(tilhoer, stedfaestede, foer);
    if (livslange.length > 0) return livslange;
    const { tilhoer: id, isOverordnetNy } = spoergsmaalOf(skrivning);
    const tilhoersBrud = id ? tilhoersbrud(om, skrivning, tilhoer, id) : [];
    if (tilhoersBrud.length > 0 || !isOverordnetNy) return tilhoersBrud;
    return overordnetbrud(om, skrivning, tilhoer);
  }
}
