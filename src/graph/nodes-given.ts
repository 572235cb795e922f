import {
  type DocumentNode, type FragmentDefinitionNode, type GraphQLNamedType, type GraphQLSchema, Kind, type OperationDefinitionNode, type SelectionSetNode, getNamedType, getNullableType, isInterfaceType, isListType, isObjectType,
} from 'graphql';
import { isPaged, listArgument } from './node-count';

/** Counts the nodes that an answer really has. */
export type NodesGiven = (data: object | null | undefined) => number;

/** What `nodesGivenBy` gives, worked out once for an operation as long as its document is kept. */
export function givenCounter(schema: GraphQLSchema): (document: DocumentNode, operation: OperationDefinitionNode) => NodesGiven {
  const known = new WeakMap<OperationDefinitionNode, NodesGiven>();
  return (document, operation) => {
    let given = known.get(operation);
    if (!given) known.set(operation, given = nodesGivenBy(schema, document, operation));
    return given;
  };
}

/** A key of the answer on the way to nodes. */
interface Step {
  key: string;
  /** `list`: its items are nodes. `page`: the longest list below it are. `rows`: is such a list. */
  counts: 'list' | 'page' | 'rows' | null;
  below: Step[];
}

/**
 * The counterpart of `nodeCountOf`: what the same lists really gave. Only the keys that lead to lists are looked at, so that an answer of
 * thousands of values costs as much as it has pages.
 */
export function nodesGivenBy(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): NodesGiven {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  const collect = ({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined, inPage: boolean, steps: Steps): void => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet, fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type, inPage, steps);
        continue;
      }
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      if (!field || !selection.selectionSet) continue;
      const key = (selection.alias ?? selection.name).value;
      const named = getNamedType(field.type);
      const isPage = isPaged(field) && !isListType(getNullableType(field.type));
      let step = steps.get(key);
      if (!step) steps.set(key, step = { counts: inPage ? 'rows' : isPage ? 'page' : isPaged(field) || listArgument(field) !== undefined ? 'list' : null, below: new Map<string, Collected>() });
      collect(selection.selectionSet, named, isPage, step.below);
    }
  };
  const root: Steps = new Map<string, Collected>();
  collect(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, false, root);
  const steps = leading(root);
  return (data) => (data ? count(data as Values, steps) : 0);
}

interface Collected { counts: Step['counts']; below: Steps }
type Steps = Map<string, Collected>;

/** The steps that lead to a list. */
function leading(steps: Steps): Step[] {
  return [...steps].map(([key, { counts, below }]) => ({ key, counts, below: leading(below) })).filter(({ counts, below }) => counts !== null || below.length > 0);
}

type Values = Record<string, unknown>;

function count(values: Values, steps: readonly Step[]): number {
  let total = 0;
  for (const { key, counts, below } of steps) {
    const value = values[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      if (counts === 'list') total += value.length;
      if (below.length > 0) for (const item of value as (Values | null)[]) if (item) total += count(item, below);
    } else {
      if (counts === 'page') total += longest(value as Values, below);
      total += count(value as Values, below);
    }
  }
  return total;
}

/** A page can show its rows twice, as nodes and as edges. */
function longest(page: Values, below: readonly Step[]): number {
  let most = 0;
  for (const { key, counts } of below) {
    const rows = page[key];
    if (counts === 'rows' && Array.isArray(rows) && rows.length > most) most = rows.length;
  }
  return most;
}
