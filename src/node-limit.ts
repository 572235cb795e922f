import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { nodeCounter } from './graph/node-count';

/** Nodes that one answer may have. */
export const mostNodes = 50_000;

/** Refuses an operation that asks for more nodes than an answer may have, before it runs. */
export function nodeLimit(schema: GraphQLSchema): ApolloServerPlugin<BaseContext> {
  const countOf = nodeCounter(schema);
  return {
    requestDidStart: () => Promise.resolve({
      didResolveOperation({ document, operation, request: { variables = {} } }) {
        const nodes = operation ? countOf(document, operation)(variables) : 0;
        if (nodes <= mostNodes) return Promise.resolve();
        throw new GraphQLError(
          `Expected an operation of at most ${mostNodes} nodes, got one of ${nodes}: each list gives \`first\` or \`last\` of them, 20 without, for each node above it. Ask for smaller pages.`,
          { extensions: { code: 'TOO_MANY_NODES', nodes, mostNodes, http: { status: 400 } } });
      },
    }),
  };
}
