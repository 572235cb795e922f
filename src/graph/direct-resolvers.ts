import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { type NodeType, nodeId } from './node-id';

type Resolve = (root: object, args: Record<string, unknown>, context: object, info: object) => unknown;
interface Parameter { index: number; kind: string; name?: string }
interface Handler { target: new () => object; methodName: string; params: Parameter[] }

/**
 * Replaces type-graphql's wrapper around every resolver by a plain call, and gives every node type its `id`.
 * The wrapper builds a new object of the type around each row and an object of each argument, every time a field is read;
 * arguments were already checked by graphql-js against the schema, and what the schema cannot say is checked where it is used.
 */
export function callResolversDirectly(schema: GraphQLSchema): GraphQLSchema {
  // The storage types less of its metadata than it holds.
  const { queries, mutations, subscriptions, fieldResolvers } = getMetadataStorage() as unknown as {
    queries: (Handler & { schemaName: string })[]; mutations: (Handler & { schemaName: string })[]; subscriptions: (Handler & { schemaName: string })[];
    fieldResolvers: (Handler & { schemaName: string; getObjectType: () => new () => object })[];
  };
  const handlers = new Map<string, Handler>();
  for (const handler of queries) handlers.set(`Query.${handler.schemaName}`, handler);
  for (const handler of mutations) handlers.set(`Mutation.${handler.schemaName}`, handler);
  for (const handler of subscriptions) handlers.set(`Subscription.${handler.schemaName}`, handler);
  const typeNames = new Map(getMetadataStorage().objectTypes.map(({ target, name }) => [target as unknown, name]));
  for (const handler of fieldResolvers) handlers.set(`${typeNames.get(handler.getObjectType())}.${handler.schemaName}`, handler);

  const instances = new Map<new () => object, object>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = ({ nodeType }: { nodeType: string }) => nodeType; // type-graphql's own is async
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      const handler = handlers.get(`${type.name}.${name}`);
      if (handler) field.resolve = directCall(handler, instances) as typeof field.resolve;
      // A field that is not `simple` may be a promise in the row; the rest are plain values, which need no resolver.
      else if (field.resolve) field.resolve = (row: Record<string, unknown>) => row[name];
    }
    const id = type.getFields().id;
    if (id && type.getInterfaces().some(({ name }) => name === 'Node')) id.resolve = (row: { id: number }) => nodeId(type.name as NodeType, row.id);
  }
  return schema;
}

function directCall({ target: Target, methodName, params }: Handler, instances: Map<new () => object, object>): Resolve {
  const instance = instances.get(Target) ?? new Target();
  instances.set(Target, instance);
  const method = (instance as Record<string, (...values: unknown[]) => unknown>)[methodName];
  if (!method) throw new Error(`${Target.name}.${methodName} is not a method`);
  const kinds = [...params].sort((a, b) => a.index - b.index).map(({ kind }) => kind).join(' ');
  // The shapes a resolver here has; spelt out, since a call with a built list of values is a fifth of the cost of a field.
  if (kinds === 'root') return (root) => method.call(instance, root);
  if (kinds === 'root context') return (root, _args, context) => method.call(instance, root, context);
  if (kinds === 'root args context') return (root, args, context) => method.call(instance, root, args, context);
  if (kinds === 'root args') return (root, args) => method.call(instance, root, args);
  if (kinds === 'args context') return (_root, args, context) => method.call(instance, args, context);
  if (kinds === 'args') return (_root, args) => method.call(instance, args);
  if (kinds === 'context') return (_root, _args, context) => method.call(instance, context);
  throw new Error(`${Target.name}.${methodName} takes (${kinds}): a resolver takes (root), (root, context), (root, args, context) or (args, context)`);
}
