import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, buildSchema, findBreakingChanges, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { createSchema } from '../../src/schema';

const read = (...path: string[]): string => readFileSync(join(__dirname, '../..', ...path), 'utf8');

/** What breaks clients of one schema when the other takes its place, and is not told under a version that is not released. */
function untold(released: GraphQLSchema, next: GraphQLSchema, changes: string): string[] {
  const [unreleased = ''] = /^## [\d.]+ \(not released\)$[^]*?(?=^## |$(?![^]))/m.exec(changes) ?? [];
  return findBreakingChanges(released, next).map(({ description }) => description).filter((description) => !unreleased.split('\n').includes(`- ${description}`));
}

/** Deprecations without a way out or without the day until which they stay. */
function carelessDeprecations(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__')).flatMap((type) => {
    const members = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).flatMap((field) => [field, ...field.args])
      : isInputObjectType(type) ? Object.values(type.getFields()) : isEnumType(type) ? type.getValues() : [];
    return members.filter(({ deprecationReason }) => deprecationReason != null && !/^Use .+\. Removed after \d{4}-\d\d-\d\d\.$/.test(deprecationReason)).map(({ name }) => `${type.name}.${name}`);
  });
}

test('nothing that a client of the last release uses is gone without a word in docs/schema-changes.md', () => {
  expect(untold(buildSchema(read('docs', 'released-schema.graphql')), createSchema(), read('docs', 'schema-changes.md'))).toEqual([]);
});

test('what is deprecated says what to use instead and until when it stays', () => {
  expect(carelessDeprecations(createSchema())).toEqual([]);
});

describe('the gate', () => {
  const old = buildSchema('type Query { a(x: Int): String b: Int c: E } enum E { ONE TWO }');
  const breaks = ['Query.b was removed.', 'Query.a arg x has changed type from Int to Int!.', 'TWO was removed from enum type E.'];
  const next = buildSchema('type Query { a(x: Int!): String c: E } enum E { ONE }');

  test('is red for a field, an argument and an enum value that break, and open for what is new', () => {
    expect(untold(old, next, '## 0.2.0 (not released)\n').sort()).toEqual([...breaks].sort());
    expect(untold(old, buildSchema('type Query { a(x: Int, y: Int): String b: Int c: E d: Int } enum E { ONE TWO THREE }'), '')).toEqual([]);
  });

  test('opens for what is told under a version that is not released, not for what was told of an older one', () => {
    const told = breaks.map((line) => `- ${line}`).join('\n');
    expect(untold(old, next, `# Changes\n\n## 0.2.0 (not released)\n\n${told}\n\n## 0.1.0\n\nThe first.\n`)).toEqual([]);
    expect(untold(old, next, `## 0.2.0 (not released)\n\nNothing.\n\n## 0.1.0\n\n${told}\n`)).toHaveLength(3);
  });

  test('wants a way out and a day of each deprecation', () => {
    expect(carelessDeprecations(buildSchema('type Query { a: Int @deprecated b: Int @deprecated(reason: "Use c. Removed after 2030-01-01.") c(x: Int @deprecated(reason: "old")): Int }'))).toEqual(['Query.a', 'Query.x']);
  });
});
