import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, isScalarType, isSpecifiedScalarType } from 'graphql';
import { createSchema, schemaText } from '../../src/schema';

test('schema.graphql is the schema as it is printed; after a change, print it with "npm run schema"', () => {
  expect(readFileSync(join(__dirname, '../../schema.graphql'), 'utf8')).toBe(schemaText());
});

const types = Object.values(createSchema().getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

/** Everything of a type that a reader can look up, with its description. */
function described(type: GraphQLNamedType): [string, string | null | undefined][] {
  const own: [string, string | null | undefined] = [type.name, type.description];
  if (isEnumType(type)) return [own, ...type.getValues().map(({ name, description }): [string, string | null | undefined] => [`${type.name}.${name}`, description])];
  if (isInputObjectType(type)) return [own, ...Object.values(type.getFields()).map(({ name, description }): [string, string | null | undefined] => [`${type.name}.${name}`, description])];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  return [own, ...Object.values(type.getFields()).flatMap((field): [string, string | null | undefined][] => [
    [`${type.name}.${field.name}`, field.description],
    ...field.args.map(({ name, description }): [string, string | null | undefined] => [`${type.name}.${field.name}(${name}:)`, description]),
  ])];
}

test('every type, field, argument and enum value has a description', () => {
  const withoutRoots = types.filter(({ name }) => !['Query', 'Mutation', 'Subscription'].includes(name));
  const roots = types.filter((type) => !withoutRoots.includes(type)).flatMap((type) => described(type).slice(1));
  const bare = [...withoutRoots.flatMap(described), ...roots].filter(([, description]) => !description?.trim()).map(([name]) => name);
  expect(bare).toEqual([]);
});

test('every scalar of our own says where its form is specified', () => {
  const scalars = types.filter(isScalarType);
  expect(scalars.map(({ name }) => name).sort()).toEqual(['DateTime', 'HTML', 'PartialDate', 'URL']);
  for (const { specifiedByURL } of scalars) expect(specifiedByURL).toMatch(/^https:\/\//);
});

test('every list that can grow is a connection that can be read from both ends', () => {
  const plain = ['absorbedNames', 'aliases', 'authors', 'changes', 'comments', 'corrections', 'edges', 'events', 'fields', 'ids', 'nodes', 'references', 'scopes', 'shared', 'tags', 'userErrors', 'words']; // people correct a line by hand, a few times; `shared` is at most a bibliography `ids` are those of a page
  const grouped = ['SearchFacets']; // twenty values at most
  for (const type of types.filter(isObjectType).filter(({ name }) => !grouped.includes(name))) {
    for (const { name, type: of, args } of Object.values(type.getFields())) {
      if (String(of).startsWith('[')) expect([type.name, name]).toEqual([type.name, plain.find((known) => known === name)]);
      if (/Connection!?$/.test(String(of))) expect(args.map((argument) => argument.name)).toEqual(expect.arrayContaining(['first', 'after', 'last', 'before']));
    }
  }
});
