/**
 * Answers that are given again: to the same query of a caller with the same rights, as long as what they were made from gives the same
 * (`spor.ts`). Limited in bytes; the answer that has been unused for the longest time goes first.
 */
import { hash } from 'node:crypto';
import type { Kalder } from '../../access/kalder.ts';
import type { Forespoergsel } from './dokument.ts';
import type { Valgplan } from './plan.ts';
import type { Spor } from './spor.ts';
import { fornyet, type Svarfejl } from './svarfejl.ts';
import { TIDSPUNKTER } from './tabel.ts';

/** What a query was answered with. */
export interface Besvarelse {
  /** The data as JSON. */
  readonly data: string;
  readonly fejl: readonly Svarfejl[];
  /** Of the objects that were answered, those nearest to the root first. */
  readonly uuids: readonly string[];
}

interface Husket {
  readonly besvarelse: Besvarelse;
  readonly spor: Spor;
  readonly bytes: number;
}

/** An answer besides its texts, one UUID or value that came back, one error with its place. */
const SVAR_BYTES = 2000;
const AFTRYK_BYTES = 100;
const FEJL_BYTES = 1000;
/** A character takes one or two. */
const TEGN_BYTES = 2;

function bytesAf({ data, fejl, uuids }: Besvarelse, spor: Spor): number {
  const korte = (uuids.length + spor.laengde) * AFTRYK_BYTES + fejl.length * FEJL_BYTES;
  return SVAR_BYTES + data.length * TEGN_BYTES + korte;
}

/** False where a query names a point of its own; only what is true and known now is remembered. */
export function erOmNu({ felter }: Valgplan): boolean {
  const navne = Object.keys(TIDSPUNKTER);
  return felter.every(({ argumenter }) => navne.every((navn) => (argumenter[navn] ?? undefined) === undefined));
}

/** The same for the same query of callers who see the same. A digest: values of variables may be CPR numbers. */
export function noegleAf({ query, variables, operationName }: Forespoergsel, { cvr, rettigheder }: Kalder): string {
  const { egne, andres } = rettigheder;
  return hash('sha256', JSON.stringify([query, variables, operationName, cvr, egne, [...andres]]), 'base64');
}

export class Svarhukommelse {
  readonly #bytesMax: number;
  readonly #huskede = new Map<string, Husket>();
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** False where there is no room for anything. */
  get isTaendt(): boolean {
    return this.#bytesMax > 0;
  }

  /** The answer under a key, where `isGod` says that it holds; else it is forgotten. Its errors have ids of their own each time. */
  async find(noegle: string, isGod: (spor: Spor) => Promise<boolean>): Promise<Besvarelse | undefined> {
    const husket = this.#huskede.get(noegle);
    if (husket === undefined) return undefined;
    if (await isGod(husket.spor)) {
      const { data, fejl, uuids } = husket.besvarelse;
      // The last one used is the last one forgotten; meanwhile another may have come in its place, or it may have gone.
      if (this.#huskede.get(noegle) === husket) {
        this.#huskede.delete(noegle);
        this.#huskede.set(noegle, husket);
      }
      return { data, uuids, fejl: fejl.map(fornyet) };
    }
    if (this.#huskede.get(noegle) === husket) this.#glem(noegle);
    return undefined;
  }

  husk(noegle: string, besvarelse: Besvarelse, spor: Spor): void {
    this.#glem(noegle);
    const bytes = bytesAf(besvarelse, spor);
    if (!spor.isHelt || bytes > this.#bytesMax) return;
    this.#huskede.set(noegle, { besvarelse, spor, bytes });
    this.#bytes += bytes;
    for (const aeldste of this.#huskede.keys()) {
      if (this.#bytes <= this.#bytesMax) return;
      this.#glem(aeldste);
    }
  }

  #glem(noegle: string): void {
    this.#bytes -= this.#huskede.get(noegle)?.bytes ?? 0;
    this.#huskede.delete(noegle);
  }
}
