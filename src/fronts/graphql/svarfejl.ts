/** The errors and warnings beside the data of an answer: what they say, in which form, and how many there may be. */
import { type ASTNode, getLocation, type SourceLocation } from 'graphql';
import { newUuid } from '../../base/uuid.ts';
import type { Klassifikation } from './tabel.ts';

export type Sti = readonly (string | number)[];

/** One error as it stands in the answer. */
export interface Svarfejl {
  readonly message: string;
  readonly locations?: readonly SourceLocation[];
  readonly path?: Sti;
  readonly extensions: {
    readonly message: string;
    readonly kildeId: string;
    readonly id: string;
    readonly type: 'ERROR' | 'WARNING';
    readonly classification: Klassifikation;
    /** Of warnings: of how many objects it holds. */
    readonly antal?: number;
  };
}

export interface Afvigelse {
  readonly type: 'ERROR' | 'WARNING';
  readonly klassifikation: Klassifikation;
  readonly besked: string;
  readonly steder?: readonly SourceLocation[];
  readonly sti?: Sti;
  readonly antal?: number;
}

/** The source of every error of an answer: the name of the service. */
const KILDE = 'OrganisationHent';

export function svarfejl({ type, klassifikation, besked, steder, sti, antal }: Afvigelse): Svarfejl {
  return {
    message: besked,
    ...(steder && { locations: steder }),
    ...(sti && { path: sti }),
    extensions: {
      message: besked,
      kildeId: KILDE,
      id: newUuid(),
      type,
      classification: klassifikation,
      ...(antal !== undefined && antal > 1 && { antal }),
    },
  };
}

/** The same error, told in another answer. */
export function fornyet(fejl: Svarfejl): Svarfejl {
  return { ...fejl, extensions: { ...fejl.extensions, id: newUuid() } };
}

/** Where a part of a query stands in its text. */
export function stederOf({ loc }: ASTNode): readonly SourceLocation[] | undefined {
  return loc && [getLocation(loc.source, loc.start)];
}

/** Errors, and kinds of warnings, that one answer tells of, each. */
export const SVARFEJL_MAX = 200;

/** Where something was found; asked for only where it is told. */
export type Hvor = () => Pick<Afvigelse, 'sti' | 'steder'>;

/** What was found wrong while a query was answered. Equal warnings of one field become one, at the first place, with their number. */
export class Fejlliste {
  readonly #fejl: Afvigelse[] = [];
  readonly #advarsler = new Map<object, Map<string, Afvigelse & { antal: number }>>();
  #advarselsantal = 0;
  #flere = { ERROR: 0, WARNING: 0 };

  fejl(klassifikation: Klassifikation, besked: string, hvor: Hvor): void {
    if (this.#fejl.length < SVARFEJL_MAX) this.#fejl.push({ klassifikation, besked, type: 'ERROR', ...hvor() });
    else this.#flere.ERROR += 1;
  }

  /** @param felt The same for what is the same field of the query. */
  advar(felt: object, klassifikation: Klassifikation, besked: string, hvor: Hvor): void {
    const feltets = this.#advarsler.get(felt) ?? new Map<string, Afvigelse & { antal: number }>();
    this.#advarsler.set(felt, feltets);
    const ens = feltets.get(besked);
    if (ens) ens.antal += 1;
    else if (this.#advarselsantal < SVARFEJL_MAX) {
      this.#advarselsantal += 1;
      feltets.set(besked, { klassifikation, besked, type: 'WARNING', ...hvor(), antal: 1 });
    } else this.#flere.WARNING += 1;
  }

  /** All of them, errors first; where there were more than are told, one more says how many. */
  alle(): readonly Svarfejl[] {
    const advarsler = [...this.#advarsler.values()].flatMap((feltets) => [...feltets.values()]);
    const flere = (['ERROR', 'WARNING'] as const)
      .filter((type) => this.#flere[type] > 0)
      .map((type): Afvigelse => {
        const besked = `Der var ${this.#flere[type]} flere, som ikke er nævnt`;
        return { type, klassifikation: 'ServerError', besked };
      });
    return [...this.#fejl, ...advarsler, ...flere].map(svarfejl);
  }
}
