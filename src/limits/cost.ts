import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Context } from '../context';
import { CostTooHigh, RateLimited } from '../errors';
import { nodeCounter } from '../graph/node-count';
import { filterSizer } from '../graph/filter-size';
import { givenCounter } from '../graph/nodes-given';
import type { Throttle } from './budgets';

/** Nodes that one answer may have. */
export const mostNodes = 50_000;
/** What a field of a mutation costs besides what it shows. */
const costOfMutation = 10;
/** What an object within a filter costs: a relation, what names a row, one of `and` or `or`. */
const costOfFilter = 10;

/** `extensions.cost` of an answer. */
export interface ShownCost { requested: number; actual: number | null; throttle: Throttle }

/**
 * Refuses an operation that asks for more nodes than an answer may have, and charges the others before they run (docs/limits.md). What was
 * charged for more than the answer has is given back.
 */
export function costLimit(schema: GraphQLSchema): ApolloServerPlugin<Context> {
  const countOf = nodeCounter(schema);
  const givenBy = givenCounter(schema);
  const sizeOfFilters = filterSizer();
  /** What does not hang on how many nodes there are, and does not come back. */
  const fixedCost = (document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>): number =>
    (operation.operation === OperationTypeNode.MUTATION ? costOfMutation * operation.selectionSet.selections.length : 0) + costOfFilter * sizeOfFilters(document, operation)(variables);
  return {
    requestDidStart: () => Promise.resolve({
      async didResolveOperation({ document, operation, request: { variables = {} }, contextValue: { charge } }) {
        const nodes = operation ? countOf(document, operation)(variables) : 0;
        if (nodes > mostNodes) {
          throw new GraphQLError(
            `Expected an operation of at most ${mostNodes} nodes, got one of ${nodes}: each list gives \`first\` or \`last\` of them, 20 without, for each node above it. Ask for smaller pages.`,
            { extensions: { code: 'TOO_MANY_NODES', nodes, mostNodes, http: { status: 400 } } });
        }
        if (!charge) return;
        const more = nodes + (operation ? fixedCost(document, operation, variables) : 0);
        charge.requested = 1 + more;
        if (more === 0) return;
        const taken = charge.budget.take(more);
        if (taken === true || (taken !== false && await taken)) return;
        charge.actual = 1; // the request itself was paid for
        throw charge.requested > charge.throttle.limit ? new CostTooHigh(charge.requested, charge.throttle.limit) : new RateLimited(charge.requested, charge.throttle);
      },
      willSendResponse({ response: { body }, document, operation, request: { variables = {} }, contextValue: { charge } }) {
        if (!charge || body.kind !== 'single') return Promise.resolve();
        if (charge.actual === null && operation && document) {
          const below = givenBy(document, operation)(body.singleResult.data);
          charge.actual = Math.min(charge.requested, 1 + below + fixedCost(document, operation, variables));
          if (charge.actual < charge.requested) charge.budget.giveBack(charge.requested - charge.actual);
        }
        if (charge.shown) {
          const { requested, actual, throttle } = charge;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: { requested, actual, throttle } satisfies ShownCost };
        }
        return Promise.resolve();
      },
    }),
  };
}
