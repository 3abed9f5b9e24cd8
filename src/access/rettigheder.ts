/**
 * What a caller may do, owner by owner (spec security §2.1, §6; docs/decisions/0038). Pure: from what a token says to what
 * the operations ask.
 */
import type { Instant } from '../base/instant.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';

/** The roles of the Organisation service: to read, and to write. */
export type Servicerolle = 'udstil' | 'rediger';

/** The data restrictions of a role; true is the value "Ja". */
export interface Dataafgraensninger {
  readonly seNavn: boolean;
  readonly seCpr: boolean;
  readonly anonymiser: boolean;
  readonly fysiskslet: boolean;
}

/** One role, in the data of one authority. */
export interface Tildeling {
  readonly scopeCvr: string;
  readonly rolle: Servicerolle;
  readonly afgraensninger: Dataafgraensninger;
}

/** Who a token says that the caller is. */
export interface Identitet {
  /** The authority that it acts for (anvenderkontekst). */
  readonly cvr: string;
  /** Thumbprint of the holder-of-key certificate, hex in lower case. */
  readonly certifikatSha256: string;
  /** The subject that the token names. */
  readonly systemNavn: string;
  readonly tildelinger: readonly Tildeling[];
  readonly udloeber: Instant;
}

/** Who sees the common data, KOMBIT's: `2018` those with a role in it, `open` all with a role (spec neighbours §2.7). */
export const FAELLES_DATA = ['2018', 'open'] as const;
export type FaellesData = (typeof FAELLES_DATA)[number];

/** What may be done with the data of one owner. */
export interface Ejerret extends Dataafgraensninger {
  readonly laes: boolean;
  readonly rediger: boolean;
}

/** What a caller may do: with the data of its own authority, and with that of others. */
export interface Rettigheder {
  readonly egne: Ejerret;
  /** By owner; nothing with the data of those who are not there. */
  readonly andres: ReadonlyMap<string, Ejerret>;
}

/** No right at all. */
export const INGEN_RET: Ejerret = {
  laes: false,
  rediger: false,
  seNavn: false,
  seCpr: false,
  anonymiser: false,
  fysiskslet: false,
};
const HEL_RET: Ejerret = {
  laes: true,
  rediger: true,
  seNavn: true,
  seCpr: true,
  anonymiser: true,
  fysiskslet: true,
};

/** Open access and the command line: everything with one's own data, and the common data to look at. */
export const ALT: Rettigheder = {
  egne: HEL_RET,
  andres: new Map([[KOMBIT_CVR, { ...INGEN_RET, laes: true, seNavn: true, seCpr: true }]]),
};

/** What two roles in the same data allow together. */
function samlet(ret: Ejerret, { rolle, afgraensninger }: Tildeling): Ejerret {
  const isRediger = rolle === 'rediger';
  return {
    laes: true,
    rediger: ret.rediger || isRediger,
    seNavn: ret.seNavn || afgraensninger.seNavn,
    seCpr: ret.seCpr || afgraensninger.seCpr,
    anonymiser: ret.anonymiser || (isRediger && afgraensninger.anonymiser),
    fysiskslet: ret.fysiskslet || (isRediger && afgraensninger.fysiskslet),
  };
}

/** The rights that the roles of a token give. Without a role there are none, whatever the policy of common data. */
export function rettighederOf(
  { cvr, tildelinger }: Pick<Identitet, 'cvr' | 'tildelinger'>,
  faelles: FaellesData,
): Rettigheder {
  const efterEjer = new Map<string, Ejerret>();
  for (const tildeling of tildelinger) {
    efterEjer.set(tildeling.scopeCvr, samlet(efterEjer.get(tildeling.scopeCvr) ?? INGEN_RET, tildeling));
  }
  const { [cvr]: egne = INGEN_RET, [KOMBIT_CVR]: delte, ...andre } = Object.fromEntries(efterEjer);
  const faellesret = delte ?? (faelles === 'open' && efterEjer.size > 0 ? { ...INGEN_RET, laes: true } : undefined);
  const andres = new Map(Object.entries(andre));
  if (faellesret) andres.set(KOMBIT_CVR, faellesret);
  return { egne, andres };
}
