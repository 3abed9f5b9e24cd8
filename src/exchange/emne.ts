/** What the readers of files give, one after the other, whatever the format: something to save, or a refusal. */
import type { Brud } from '../base/brud.ts';
import type { Instant } from '../base/instant.ts';
import type { IndsendtObjekt } from '../register/indsendt.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { RegelId } from '../standard/regler.ts';
import type { Versionsnr } from '../standard/versioner.ts';
import type { Myndighedspost, Skrivning } from '../store/store.ts';
import type { Filregel } from './filregler.ts';
import type { Oensket } from './oensket.ts';

export type Filbrud = Brud<RegelId | Filregel>;

export type Emne = {
  /** The line of the file on which it begins, from 1. */
  readonly linje: number;
  /** Characters that it takes in the file, about; absent where it is small. */
  readonly tegn?: number;
} & (
  | { readonly art: 'historik'; readonly objekt: Skrivning }
  | {
      readonly art: 'importer';
      readonly objekttype: ObjektType;
      /** The version of the contract that the file says it in. */
      readonly version: Versionsnr;
      readonly objekt: IndsendtObjekt;
    }
  | { readonly art: 'oensket'; readonly objekt: Oensket }
  | {
      /** An object whose row is gone; `til` is when it is to end, where that is wanted. */
      readonly art: 'borte';
      readonly objekttype: ObjektType;
      readonly uuid: string;
      readonly til?: Instant;
      /** What would be right. */
      readonly forventet: string;
    }
  | { readonly art: 'myndighed'; readonly post: Myndighedspost }
  | {
      readonly art: 'afvist';
      readonly brud: readonly Filbrud[];
      readonly objekttype?: ObjektType;
      readonly uuid?: string;
    }
);

/** An item that is about an object. */
export type Objektemne = Extract<Emne, { readonly art: 'historik' | 'importer' | 'oensket' | 'borte' }>;

export function isObjektemne(emne: Emne): emne is Objektemne {
  return emne.art !== 'myndighed' && emne.art !== 'afvist';
}

/** Type and UUID of the object, and its owner where the item says it itself. */
export function objektOf(emne: Objektemne): { objekttype: ObjektType; uuid: string; ejer?: string } {
  switch (emne.art) {
    case 'historik':
      return emne.objekt;
    case 'importer':
      return { objekttype: emne.objekttype, uuid: emne.objekt.uuid };
    case 'oensket':
      return { objekttype: emne.objekt.objekttype, uuid: emne.objekt.uuid };
    case 'borte':
      return { objekttype: emne.objekttype, uuid: emne.uuid };
  }
}
