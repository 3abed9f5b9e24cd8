/**
 * Roles and data restrictions as tokens name them, by URI (OIO-BPP 1.0.1; spec security §2.1). The host of the URIs is not
 * published: they are recognised by their tails, whatever the case of their letters.
 */
import type { Dataafgraensninger, Servicerolle, Tildeling } from '../../access/rettigheder.ts';

/** One role of a token: what the privilege lists of SAML and of JWT both say. */
export interface Privilegium {
  /** `urn:dk:gov:saml:cvrNumberIdentifier:` and the CVR of the authority whose data it is about. */
  readonly scope: string;
  readonly rolle: string;
  readonly afgraensninger: readonly { readonly navn: string; readonly vaerdi: string }[];
}

const SCOPE = 'urn:dk:gov:saml:cvrNumberIdentifier:';
const SCOPE_FORM = /^urn:dk:gov:saml:cvrnumberidentifier:(\d{8})$/i;
const ROLLE_FORM = /\/roles\/servicesystemrole\/([^/]+)\/\d{1,9}$/i;
const AFGRAENSNING_FORM = /\/constraints\/([^/]+)\/\d{1,9}$/i;

type Afgraensning = keyof Dataafgraensninger;

const ROLLER: ReadonlySet<string> = new Set<Servicerolle>(['udstil', 'rediger']);

/** What we write of each restriction. */
const SKREVET: Readonly<Record<Afgraensning, string>> = {
  seNavn: 'senavn',
  seCpr: 'secpr-nummer',
  anonymiser: 'anonymiser',
  fysiskslet: 'fysiskslet',
};

/** What is understood, in lower case. */
const LAEST: ReadonlyMap<string, Afgraensning> = new Map([
  ...(Object.keys(SKREVET) as Afgraensning[]).map((navn) => [SKREVET[navn], navn] as const),
  ['secpr', 'seCpr'],
  ['secprnummer', 'seCpr'],
]);

const JA = 'Ja';

/** A role as a token of ours says it; `host` is the host of the URIs. */
export function privilegiumOf({ scopeCvr, rolle, afgraensninger }: Tildeling, host: string): Privilegium {
  const navne = (Object.keys(SKREVET) as Afgraensning[]).filter((navn) => afgraensninger[navn]);
  return {
    scope: SCOPE + scopeCvr,
    rolle: `http://${host}/roles/servicesystemrole/${rolle}/1`,
    afgraensninger: navne.map((navn) => ({ navn: `http://${host}/constraints/${SKREVET[navn]}/1`, vaerdi: JA })),
  };
}

/** What a role of a token means here; undefined for roles and scopes of other kinds, which allow nothing. */
export function tildelingOf({ scope, rolle, afgraensninger }: Privilegium): Tildeling | undefined {
  const scopeCvr = SCOPE_FORM.exec(scope)?.[1];
  const navn = ROLLE_FORM.exec(rolle)?.[1]?.toLowerCase();
  if (scopeCvr === undefined || navn === undefined || !ROLLER.has(navn)) return undefined;
  const har = new Set(afgraensninger.filter(({ vaerdi }) => vaerdi.trim().toLowerCase() === 'ja').map(afgraensningOf));
  return {
    scopeCvr,
    rolle: navn as Servicerolle,
    afgraensninger: {
      seNavn: har.has('seNavn'),
      seCpr: har.has('seCpr'),
      anonymiser: har.has('anonymiser'),
      fysiskslet: har.has('fysiskslet'),
    },
  };
}

function afgraensningOf({ navn }: { readonly navn: string }): Afgraensning | undefined {
  return LAEST.get(AFGRAENSNING_FORM.exec(navn)?.[1]?.toLowerCase() ?? '');
}

/** What several roles of a token mean, without those of other kinds. */
export function tildelingerOf(privilegier: readonly Privilegium[]): readonly Tildeling[] {
  return privilegier.map(tildelingOf).filter((tildeling) => tildeling !== undefined);
}
