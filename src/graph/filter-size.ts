import { type DocumentNode, Kind, type OperationDefinitionNode, type ValueNode, visit } from 'graphql';

/** How many objects stand within the filters of an operation, for its variables: each makes the database look at other rows than those of the list. */
export type FilterSize = (variables: Record<string, unknown>) => number;

const nothing: FilterSize = () => 0;

/** What filterSizeOf gives, worked out once for an operation as long as its document is kept. */
export function filterSizer(): (document: DocumentNode, operation: OperationDefinitionNode) => FilterSize {
  const known = new WeakMap<OperationDefinitionNode, FilterSize>();
  return (document, operation) => {
    let size = known.get(operation);
    if (!size) known.set(operation, size = filterSizeOf(document, operation));
    return size;
  };
}

/** Counts the objects in every argument `filter` of an operation and of the fragments of its document. An operation without any costs nothing. */
export function filterSizeOf({ definitions }: DocumentNode, operation: OperationDefinitionNode): FilterSize {
  const filters: ValueNode[] = [];
  for (const definition of definitions) {
    if (definition !== operation && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    visit(definition, { Argument: ({ name, value }) => { if (name.value === 'filter') filters.push(value); } });
  }
  if (filters.length === 0) return nothing;
  const defaults = new Map(operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]));
  const objectsIn = (node: ValueNode | undefined, variables: Record<string, unknown>): number => {
    if (node?.kind === Kind.OBJECT) return node.fields.reduce((sum, { value }) => sum + objectsIn(value, variables), 1);
    if (node?.kind === Kind.LIST) return node.values.reduce((sum, value) => sum + objectsIn(value, variables), 0);
    if (node?.kind !== Kind.VARIABLE) return 0;
    const name = node.name.value;
    return name in variables ? objectsOf(variables[name]) : objectsIn(defaults.get(name), variables);
  };
  return (variables) => filters.reduce((sum, filter) => sum + Math.max(0, objectsIn(filter, variables) - 1), 0);
}

function objectsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const within = Object.values(value).reduce<number>((sum, each) => sum + objectsOf(each), 0);
  return Array.isArray(value) ? within : 1 + within;
}
