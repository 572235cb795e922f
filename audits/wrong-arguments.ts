import { type GraphQLArgument, type GraphQLField, type GraphQLNamedType, type GraphQLSchema, getNamedType, isInputObjectType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import type { Attack } from './attacks';

/** Values that an argument may not have, or that are at the edge of what it may. */
const values: readonly unknown[] = [
  null, true, 0, -1, 1e6, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1.5, 1e308, '', 'x', '-1', '\u0000', '\ud800', "' OR 1=1 --", '%', '{}', 'x'.repeat(50_000), [], [null], [[1]], {}, { a: 1 }, '9999-99-99', 'QXJ0aWNsZTo5OTk5OTk5OTk5OTk5OTk5OTk5OTk=',
];

/** Each argument of each root field of the queries, and of the fields of what those give, with each of the values. */
export function wrongArguments(schema: GraphQLSchema): Attack[] {
  const found: Attack[] = [];
  const query = schema.getQueryType();
  if (!query) throw new Error('Expected a schema with a query type.');
  for (const field of Object.values(query.getFields())) {
    if (field.name.startsWith('_')) continue;
    for (const argument of field.args) {
      for (const [i, value] of values.entries()) found.push(attack(`${field.name}(${argument.name}:) ${i}`, `query ($v: ${String(argument.type)}) { ${call(field, argument)} }`, value));
    }
    const node = nodeOf(field);
    if (!node) continue;
    for (const below of Object.values(node.getFields())) {
      for (const argument of below.args) {
        const listed = call(field, undefined, `nodes { ${call(below, argument)} }`);
        for (const [i, value] of values.entries()) found.push(attack(`${field.name} ${node.name}.${below.name}(${argument.name}:) ${i}`, `query ($v: ${String(argument.type)}) { ${listed} }`, value));
      }
    }
  }
  return found;
}

function attack(name: string, query: string, value: unknown): Attack {
  return { category: 'arguments', severity: 'medium', name, body: JSON.stringify({ query, variables: { v: value } }) };
}

/** The type of the rows of a connection. */
function nodeOf({ type }: GraphQLField<unknown, unknown>): ReturnType<typeof asObject> {
  const connection = asObject(getNamedType(type));
  const nodes = connection?.getFields().nodes;
  return nodes && asObject(getNamedType(nodes.type));
}

function asObject(type: GraphQLNamedType) {
  return isObjectType(type) ? type : undefined;
}

/** A field with what it must be given, one argument as $v, and something selected. */
function call(field: GraphQLField<unknown, unknown>, tried: GraphQLArgument | undefined, inside = '__typename'): string {
  const args = field.args.filter((argument) => argument === tried || (isNonNullType(argument.type) && argument.defaultValue === undefined))
    .map((argument) => `${argument.name}: ${argument === tried ? '$v' : harmless(argument)}`);
  return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${isLeafType(getNamedType(field.type)) ? '' : ` { ${inside} }`}`;
}

function harmless({ name, type }: GraphQLArgument): string {
  const named = getNamedType(type);
  if ('getValues' in named) return named.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(named)) return '{ id: "QXJ0aWNsZTox" }';
  return named.name === 'Int' ? '1' : name === 'ids' ? '["QXJ0aWNsZTox"]' : '"x"';
}
