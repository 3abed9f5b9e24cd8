import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { type ASTNode, type DefinitionNode, isObjectType, parse, print, visit } from 'graphql';
import { bygSkema, skrivSkema } from '../../src/fronts/graphql/skema.ts';
import { TIDSPUNKTER } from '../../src/fronts/graphql/tabel.ts';
import { typer } from '../../src/fronts/graphql/visning/typer.ts';
import { receivedFolder } from './sources.ts';

const file = resolve(dirname(receivedFolder), 'organisationhent-1/schemaOrganisationV1.gql');
const skip =
  process.env.FKORG_REQUIRE_CONTRACT === '1' || existsSync(file)
    ? false
    : `the received GraphQL schema is not at hand (looked for ${file}; FKORG_CONTRACT names another folder)`;

const nameOf = (node: ASTNode): string => ('name' in node ? ((node.name as { value: string })?.value ?? '') : '');
const inOrder = <T extends ASTNode>(nodes: readonly T[] | undefined) =>
  nodes && [...nodes].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));

/** A definition as text, without what means nothing: descriptions, and the order of fields, arguments and values. */
function meaning(definition: DefinitionNode): string {
  const plain = visit(definition, {
    leave(node) {
      const { description, ...rest } = node as ASTNode & { description?: unknown };
      return {
        ...rest,
        ...('fields' in node && { fields: inOrder(node.fields as readonly ASTNode[]) }),
        ...('arguments' in node && { arguments: inOrder(node.arguments as readonly ASTNode[]) }),
        ...('values' in node && node.kind === 'EnumTypeDefinition' && { values: inOrder(node.values) }),
      };
    },
  });
  return print(plain);
}

function meanings(schema: string): Map<string, string> {
  return new Map(
    parse(schema).definitions.map((definition) => [`${definition.kind} ${nameOf(definition)}`, meaning(definition)]),
  );
}

/** The schema without the arguments of ours, which stand on every field of the root. */
function withoutAdditions(schema: string): string {
  return print(
    visit(parse(schema), {
      ObjectTypeDefinition: (node) => (node.name.value === 'Query' ? undefined : false),
      InputValueDefinition: (node) => (node.name.value in TIDSPUNKTER ? null : undefined),
    }),
  );
}

test('the schema is the received one to the letter, but for the two points in time', { skip }, () => {
  const ours = meanings(withoutAdditions(skrivSkema(typer)));
  const received = meanings(readFileSync(file, 'utf8'));
  assert.ok(received.size > 25);
  assert.deepEqual([...ours.keys()].sort(), [...received.keys()].sort());
  for (const [name, text] of received) assert.equal(ours.get(name), text);
});

test('every field of the root takes the two points in time, which may be left out, and no other field does', () => {
  const { graphql } = bygSkema(typer);
  for (const type of Object.values(graphql.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const named = field.args.filter(({ name }) => name in TIDSPUNKTER);
      const expected: readonly (readonly [string, string])[] = type.name === 'Query' ? Object.entries(TIDSPUNKTER) : [];
      assert.deepEqual(
        named.map(({ name, type: argument }) => [name, String(argument)]),
        expected,
        `${type.name}.${field.name}`,
      );
    }
  }
});

test('everything in the schema is described', () => {
  visit(parse(skrivSkema(typer)), {
    enter(node) {
      const isDescribed = /^(Object|Interface|Scalar|Enum|InputObject)TypeDefinition$|^FieldDefinition$/.test(
        node.kind,
      );
      if (isDescribed) assert.ok((node as { description?: { value: string } }).description?.value, print(node));
    },
  });
});
