/**
 * The whole contract as schema components, one set for each version and in it one entry for each namespace: everything that
 * a message leads to, and the rest of what the namespaces of the services declare. Namespace `sd` is in all sets, and is
 * not the same in them (spec sf1500 §1.6 no 21). Door file.
 */
import { felter } from './felter.ts';
import type { ElementKomponent, Navnerum } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { requestHeader } from './skema-beskeder.ts';
import { elementOf } from './skema-dele.ts';
import { faellesFelt } from './skema-felter.ts';
import { aktoerType, objektSkema, partType } from './skema-objekt.ts';
import { samlNavnerum } from './skema-samling.ts';
import { systemSkemaer } from './skema-systemer.ts';
import { tjenester } from './tjenester.ts';
import { typeversioner, type Versionsnr, versioner } from './versioner.ts';

/** The shared namespaces with the names of their documents. */
const FAELLES: ReadonlyMap<string, string> = new Map([
  [NS.header, 'RequestHeader'],
  [NS.sd, 'SagDokObjekt'],
  [NS.sts, 'GenerelleDefinitioner'],
  [NS.part, 'Part'],
  [NS.orgfaelles, 'OrganisationFaelles'],
]);

/** What the documents of version 6 declare beside the messages of its object types. */
const KUN_6: readonly ElementKomponent[] = [
  ...[...felter.values()].flatMap((felt) => (felt.namespace === 'sts' ? [faellesFelt(felt.navn)] : [])),
  elementOf(NS.part, 'Part', partType),
  elementOf(NS.orgfaelles, 'Aktoer', aktoerType),
];

function byggNavnerum(nr: Versionsnr): ReadonlyMap<string, Navnerum> {
  const dokumenter = new Map(FAELLES);
  for (const { namespace, navn, version } of tjenester) if (version === nr) dokumenter.set(namespace, navn);
  const systemer = nr === 6 ? systemSkemaer : [];
  const elementer = [
    requestHeader,
    ...(nr === 6 ? KUN_6 : []),
    ...typeversioner.flatMap(({ navn, version }) => (version.nr === nr ? objektSkema(navn, nr).elementer : [])),
    ...systemer.flatMap((skema) => skema.elementer),
  ];
  const typer = systemer.flatMap((skema) => skema.typer);
  return samlNavnerum({ version: nr, dokumenter, elementer, typer });
}

const saet = new Map<Versionsnr, ReadonlyMap<string, Navnerum>>(versioner.map(({ nr }) => [nr, byggNavnerum(nr)]));

/** What each namespace of a version declares, by namespace. */
export function navnerumI(version: Versionsnr): ReadonlyMap<string, Navnerum> {
  return saet.get(version)!;
}

/** Every namespace of every version. */
export const alleNavnerum: readonly Navnerum[] = [...saet.values()].flatMap((navnerum) => [...navnerum.values()]);
