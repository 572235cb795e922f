import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLNamedType, type GraphQLSchema, Kind, type OperationDefinitionNode, type SelectionSetNode,
  type ValueNode, getNamedType, getNullableType, isInterfaceType, isListType, isNonNullType, isObjectType,
} from 'graphql';
import { defaultSize, largestPage } from './page-arguments';

/** How many nodes an operation can give at most, for its variables. */
export type NodeCount = (variables: Record<string, unknown>) => number;

/** What nodeCountOf gives, worked out once for an operation as long as its document is kept. */
export function nodeCounter(schema: GraphQLSchema): (document: DocumentNode, operation: OperationDefinitionNode) => NodeCount {
  const known = new WeakMap<OperationDefinitionNode, NodeCount>();
  return (document, operation) => {
    let count = known.get(operation);
    if (!count) known.set(operation, count = nodeCountOf(schema, document, operation));
    return count;
  };
}

/** A number beyond every limit that is still a number. */
const most = Number.MAX_SAFE_INTEGER;

/**
 * Counts the nodes that an operation asks for before it runs: each connection gives as many as its `first` or `last` says (20 without), once for each node above it
 * (GitHub's rule: "Rate limits and query limits for the GraphQL API", "Node limit"). A size above 100 counts as 100: it is refused where it is used, with its name.
 * A field that gives one node for each item of an argument counts those. Lists that are not paged count as one. Linear in the document:
 * what a fragment asks for is worked out once.
 */
export function nodeCountOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): NodeCount {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const counts = new Map<string, NodeCount>();
  const defaults = new Map(operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]));

  const ofFragment = (name: string): NodeCount => {
    let count = counts.get(name);
    if (!count) {
      counts.set(name, none); // of a fragment within itself, which is refused elsewhere
      const fragment = fragments.get(name);
      counts.set(name, count = fragment ? onceFor(ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))) : none);
    }
    return count;
  };

  const ofSelections = ({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): NodeCount => {
    const parts = selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
      if (selection.kind === Kind.FIELD) return ofField(selection, type);
      return ofSelections(selection.selectionSet, selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type);
    }).filter((part) => part !== none);
    const [only = none] = parts;
    if (parts.length < 2) return only;
    return (variables) => parts.reduce((sum, part) => Math.min(most, sum + part(variables)), 0);
  };

  const ofField = (node: FieldNode, type: GraphQLNamedType | undefined): NodeCount => {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const below = field && node.selectionSet ? ofSelections(node.selectionSet, getNamedType(field.type)) : none;
    if (!field) return none;
    const list = listArgument(field);
    if (list !== undefined) {
      const items = node.arguments?.find(({ name: { value } }) => value === list)?.value;
      return (variables) => Math.min(most, lengthOf(items, variables, defaults) * (1 + below(variables)));
    }
    if (!isPaged(field)) return below;
    const sizes = (node.arguments ?? []).filter(({ name: { value } }) => value === 'first' || value === 'last').map(({ value }) => value);
    return (variables) => {
      const size = sizes.map((value) => sizeOf(value, variables, defaults)).find((given) => given !== null) ?? defaultSize;
      return Math.min(most, Math.min(size, largestPage) * (1 + below(variables)));
    };
  };

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

/** Whether a field is a page or a short list of as many as `first` says. */
export function isPaged({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ name }) => name === 'first');
}

/** The argument of a field that gives one node for each of its items, as `nodes(ids:)` does. */
export function listArgument({ args, type }: GraphQLField<unknown, unknown>): string | undefined {
  return isListType(getNullableType(type)) ? args.find((argument) => isNonNullType(argument.type) && isListType(argument.type.ofType))?.name : undefined;
}

const none: NodeCount = () => 0;

/** Counts once for the variables of one request: fragments that spread each other twice would be counted as often as they would be sent. */
function onceFor(count: NodeCount): NodeCount {
  let last: Record<string, unknown> | undefined, result = 0;
  return (variables) => {
    if (variables !== last) [last, result] = [variables, count(variables)];
    return result;
  };
}

/** How many items an argument has that is a list. */
function lengthOf(value: ValueNode | undefined, variables: Record<string, unknown>, defaults: ReadonlyMap<string, ValueNode | undefined>): number {
  if (value?.kind === Kind.LIST) return value.values.length;
  if (value?.kind !== Kind.VARIABLE) return 1;
  const name = value.name.value;
  const given = name in variables ? variables[name] : defaults.get(name);
  if (given instanceof Object && 'kind' in given) return lengthOf(given as ValueNode, variables, defaults);
  return Array.isArray(given) ? given.length : 1;
}

/** What an argument says; null where it does not. Nothing below zero, so that no size takes away from another: a wrong one is refused where it is used. */
function sizeOf(value: ValueNode, variables: Record<string, unknown>, defaults: ReadonlyMap<string, ValueNode | undefined>): number | null {
  if (value.kind === Kind.INT) return Math.max(0, Number(value.value));
  if (value.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  const given = name in variables ? variables[name] : defaults.get(name);
  if (typeof given === 'number') return Math.max(0, given);
  return given instanceof Object && 'kind' in given && (given as ValueNode).kind === Kind.INT ? sizeOf(given as ValueNode, variables, defaults) : null;
}
