import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';

const folder = join(__dirname, '..', '..', 'web', 'operations');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const groups = JSON.parse(read('index.json')) as { title: string; operations: string[] }[];
const names = groups.flatMap(({ operations }) => operations);

function operationOf(name: string): OperationDefinitionNode {
  const [operation, ...others] = parse(read(`${name}.graphql`)).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) throw new Error(`Expected one operation in ${name}.graphql.`);
  return operation;
}

test('the list names every file of the folder once', () => {
  expect(readdirSync(folder).sort()).toEqual(['index.json', ...names.flatMap((name) => [`${name}.graphql`, `${name}.variables.json`])].sort());
});

test('the playground was built with the operations as they stand here', () => {
  const examples = groups.map(({ title, operations }) => ({ title, operations: operations.map((name) => ({ name, query: read(`${name}.graphql`), variables: read(`${name}.variables.json`) })) }));
  expect(read('../dist/examples.js')).toBe(`export default ${JSON.stringify(examples, null, 1)};\n`);
});

describe.each(names)('the example %s', (name) => {
  const operation = operationOf(name);
  const variables = JSON.parse(read(`${name}.variables.json`)) as Record<string, unknown>;

  test('is one operation of that name', () => {
    expect(operation.name?.value).toBe(name);
  });

  test('begins with one line that says what it shows', () => {
    const [first, second] = read(`${name}.graphql`).split('\n');
    expect(first).toMatch(/^# [A-Z].{20,}\.$/);
    expect(second).toMatch(/^(query|mutation|subscription) /);
  });

  test('has a value for each variable it needs, and for none it does not have', () => {
    const declared = operation.variableDefinitions ?? [];
    const required = declared.filter((definition) => definition.type.kind === Kind.NON_NULL_TYPE && definition.defaultValue === undefined).map((definition) => definition.variable.name.value);
    for (const variable of required) expect(variables[variable] ?? null).not.toBeNull();
    expect(declared.map((definition) => definition.variable.name.value)).toEqual(expect.arrayContaining(Object.keys(variables)));
  });
});
