/** What a check of the store tells: lines that name objects by their keys and hold nothing of their content. */
import { objekttypeByNr } from '../../standard/objekttyper.ts';
import { cvrOf } from '../numre.ts';

/** The objects of one type that one owner has, by the numbers of the store. */
export interface Afsnit {
  readonly ejer: number;
  readonly objekttype: number;
}

export interface Noegle extends Afsnit {
  readonly uuid: string;
}

/** One thing that is wrong. */
export interface Fund {
  readonly linje: string;
  /** The object, where it is the search rows that are wrong: these can be made anew from the documents. */
  readonly raekkerOf?: Noegle;
}

/** Takes one thing that is wrong; resolves when there is room for more. */
export type Meld = (fund: Fund) => Promise<void>;

/** An object by its keys, such as `11111111 Bruger 9b0e…`. */
export function navnOf({ ejer, objekttype, uuid }: Noegle): string {
  return `${cvrOf(ejer)} ${objekttypeByNr(objekttype) ?? `type ${objekttype}`} ${uuid}`;
}
