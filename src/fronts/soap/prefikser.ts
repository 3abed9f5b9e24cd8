/** The namespace prefixes that answers use, and the declarations that go on the root of an answer's body. */

import { hierarkier } from '../../standard/hierarkier.ts';
import { NS } from '../../standard/namespaces.ts';
import { type ObjektType, objekttyper } from '../../standard/objekttyper.ts';
import type { Tjeneste } from '../../standard/tjenester.ts';
import { findTypeversion } from '../../standard/versioner.ts';

/** Prefixes of the shared namespaces, by their key in `NS`; answers in SOAP 1.1 have the prefix of 1.2. */
export const PREFIKS: Readonly<Record<keyof typeof NS, string>> = {
  sd: 'sd',
  orgfaelles: 'of',
  sts: 'sts',
  part: 'part',
  header: 'hdr',
  klassifikationWsdl: 'kw',
  soap12: 'S',
  soap11: 'S11',
  wsa: 'wsa',
  xsi: 'xsi',
  xsd: 'xsd',
};

/** The prefix of an object type's namespace, in every version of it. */
export function typePrefiks(objekttype: ObjektType): string {
  return `t${objekttyper[objekttype].nr}`;
}

/** The prefix of a service's namespace. */
export function tjenestePrefiks(tjeneste: Tjeneste): string {
  return tjeneste.objekttype ? typePrefiks(tjeneste.objekttype) : 'svc';
}

/** A namespace with its prefix. */
export type Erklaering = readonly [prefiks: string, ns: string];

function erklaering(prefiks: string, ns: string): Erklaering {
  return [prefiks, ns];
}

/** What the body element of a service's answers declares, by prefix in the order of canonical form. */
export function erklaeringer(tjeneste: Tjeneste): readonly Erklaering[] {
  const typer = tjeneste.objekttype
    ? [tjeneste.objekttype]
    : hierarkier[tjeneste.system].map(({ objekttype }) => objekttype);
  return [
    ...(tjeneste.objekttype ? [] : [erklaering(tjenestePrefiks(tjeneste), tjeneste.namespace)]),
    ...typer.map((t) => erklaering(typePrefiks(t), findTypeversion(t, tjeneste.version).namespace)),
    erklaering(PREFIKS.sd, NS.sd),
    ...(tjeneste.system === 'organisation'
      ? [erklaering(PREFIKS.orgfaelles, NS.orgfaelles), erklaering(PREFIKS.sts, NS.sts)]
      : []),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
}
