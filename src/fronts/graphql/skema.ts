/**
 * The schema, made from the table of types: as text, and as what parses and validates queries. No field is of an abstract type and no
 * list holds lists; the executor builds on that, so that a table which says otherwise is refused here.
 */
import {
  buildSchema,
  type GraphQLNamedType,
  GraphQLScalarType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { DIREKTIV, ENUMMER, INPUTTYPER, SKALARER, type Skalarnavn } from './inddata.ts';
import { laesSkalar, laesSkalarNode, skalarer } from './skalarer.ts';
import type { Felt, Objekttype } from './tabel.ts';

/** The types by name: objects, and interfaces, which the others name in `implementerer`. */
export interface Typetabel {
  readonly objekter: Readonly<Record<string, Objekttype>>;
  readonly interfaces: Readonly<Record<string, Objekttype>>;
}

/** What a front answers by. */
export interface Skema {
  readonly graphql: GraphQLSchema;
  readonly typer: Typetabel;
}

function feltSdl(navn: string, { om, type, argumenter, personfelt }: Felt): string {
  const liste = Object.entries(argumenter ?? {}).map(([argument, dens]) => `${argument}: ${dens}`);
  const direktiv = personfelt ? ` @${DIREKTIV.navn}(${DIREKTIV.argument}: ${personfelt})` : '';
  return `  ${JSON.stringify(om)}\n  ${navn}${liste.length > 0 ? `(${liste.join(', ')})` : ''}: ${type}${direktiv}`;
}

function objektSdl(art: 'type' | 'interface', navn: string, { om, implementerer, felter }: Objekttype): string {
  const linjer = Object.entries(felter).map(([felt, raekke]) => feltSdl(felt, raekke));
  const efter = implementerer ? ` implements ${implementerer}` : '';
  return `${JSON.stringify(om)}\n${art} ${navn}${efter} {\n${linjer.join('\n')}\n}`;
}

/** The schema as text. */
export function skrivSkema({ objekter, interfaces }: Typetabel): string {
  const { navn, om, argument, type } = DIREKTIV;
  return [
    ...Object.entries(SKALARER).map(([skalar, text]) => `${JSON.stringify(text)}\nscalar ${skalar}`),
    `${JSON.stringify(om)}\ndirective @${navn}(${argument}: ${type}) on FIELD_DEFINITION`,
    ...Object.entries(ENUMMER).map(
      ([enumnavn, { om: text, vaerdier }]) => `${JSON.stringify(text)}\nenum ${enumnavn} { ${vaerdier.join(' ')} }`,
    ),
    ...Object.entries(INPUTTYPER).map(([input, { om: text, felter }]) => {
      const linjer = Object.entries(felter).map(([felt, dens]) => `  ${felt}: ${dens}`);
      return `${JSON.stringify(text)}\ninput ${input} {\n${linjer.join('\n')}\n}`;
    }),
    ...Object.entries(interfaces).map(([interfacenavn, raekke]) => objektSdl('interface', interfacenavn, raekke)),
    ...Object.entries(objekter).map(([objektnavn, raekke]) => objektSdl('type', objektnavn, raekke)),
  ].join('\n\n');
}

/** Throws where the executor could not answer a field of this type. */
function assertUdfoerlig(sted: string, type: string, navngiven: GraphQLNamedType | undefined): void {
  if (isInterfaceType(navngiven) || isUnionType(navngiven) || type.includes('[[')) {
    throw new Error(`${sted}: ${type} cannot be answered`);
  }
}

export function bygSkema(typer: Typetabel): Skema {
  const graphql = buildSchema(skrivSkema(typer));
  for (const navn of Object.keys(skalarer) as Skalarnavn[]) {
    const skalar = graphql.getType(navn);
    if (!(skalar instanceof GraphQLScalarType)) throw new Error(`${navn} is no scalar`);
    skalar.parseValue = (vaerdi) => laesSkalar(navn, vaerdi);
    skalar.parseLiteral = (node) => laesSkalarNode(navn, node);
    skalar.serialize = skalarer[navn].skriv as (vaerdi: unknown) => string;
  }
  for (const type of Object.values(graphql.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const { name, type: dens } of Object.values(type.getFields())) {
      const navngiven = graphql.getType(dens.toString().replace(/[[\]!]/g, ''));
      assertUdfoerlig(`${type.name}.${name}`, dens.toString(), navngiven);
    }
  }
  return { graphql, typer };
}
