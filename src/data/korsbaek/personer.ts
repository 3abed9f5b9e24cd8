/**
 * Who the users are: names, user names and CPR numbers, by the number of the user alone. The CPR numbers are none: their
 * day is 32 to 59, or all is 0, so that they can be nobody's. (Days from 61 on are used for people without a CPR number.)
 */
import { fastUuid } from '../navnerum.ts';
import { ascii, EFTERNAVNE, FORNAVNE } from './navne.ts';
import { brugertraek } from './saertraek.ts';
import { tilfaeldig } from './tilfaeldig.ts';

export interface Personoplysninger {
  readonly fornavn: string;
  readonly efternavn: string;
  /** The name that came later, where there was a new one. */
  readonly nytEfternavn: string;
  readonly cpr: string;
  readonly brugernavn: string;
}

export function brugerUuid(nr: number): string {
  return fastUuid('korsbaek', 'bruger', String(nr));
}

export function personUuid(nr: number): string {
  return fastUuid('korsbaek', 'person', String(nr));
}

const SERIALS = 10_000;
const DAYS = 28;
const FIRST_DAY = 32;
/** Coprime to the number of serials, so that they are used in a scattered order but each once. */
const STRIDE = 7919;

/** A number in the form of a CPR number that cannot be one; different for every user up to 280 000. */
export function testCpr(seed: number, nr: number): string {
  const tal = tilfaeldig(seed, `cpr/${nr % SERIALS}`);
  const day = FIRST_DAY + ((tal.heltal(0, DAYS - 1) + Math.floor(nr / SERIALS)) % DAYS);
  const month = String(tal.heltal(1, 12)).padStart(2, '0');
  const year = String(tal.heltal(45, 99));
  return `${day}${month}${year}${String((nr * STRIDE) % SERIALS).padStart(4, '0')}`;
}

export function personoplysninger(seed: number, nr: number): Personoplysninger {
  const tal = tilfaeldig(seed, `person/${nr}`);
  const fornavn = tal.vaelg(FORNAVNE);
  const efternavn = tal.vaelg(EFTERNAVNE);
  const nytEfternavn = EFTERNAVNE[(EFTERNAVNE.indexOf(efternavn) + 1) % EFTERNAVNE.length]!;
  const stamme = `${ascii(fornavn).slice(0, 2)}${ascii(efternavn).slice(0, 2)}`;
  return {
    fornavn,
    efternavn,
    nytEfternavn,
    cpr: brugertraek(nr) === 'ekstern' ? '0000000000' : testCpr(seed, nr),
    brugernavn: `${stamme}${String(nr).padStart(4, '0')}`,
  };
}
