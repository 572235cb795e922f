import { type ApolloServerPlugin, type GraphQLRequest, HeaderMap } from '@apollo/server';
import type { GatewayExecutionResult, GatewayInterface } from '@apollo/server-gateway-interface';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { ReadSession } from './database/database';
import { createExecutor } from './graph/compiled-executor';
import { nodeCounter } from './graph/node-count';
import { Lanes } from './lanes';

/** How many answers of so many nodes are worked on: more at once are no sooner ready, only memory that the collector goes over again and again. */
const lanes = [{ moreThan: 3000, places: 1 }, { moreThan: 500, places: 4 }];

/** What Apollo Server is given to execute with. */
export interface Execution { plugin: ApolloServerPlugin; gateway: GatewayInterface }

/**
 * The executor in the places where Apollo Server takes one. An answer without errors is given by a plugin: what Apollo makes for each request of a gateway has a
 * getter, hence a hidden class of its own, through which V8 holds the whole request until the next full collection. Errors go through the gateway, so
 * that Apollo treats them as always. `requestOf` says whose request it is, and why it shall not go on.
 */
export function executionOf(schema: GraphQLSchema, requestOf: (context: object) => Pick<ReadSession, 'client' | 'stopped'>): Execution {
  const run = createExecutor(schema);
  const countOf = nodeCounter(schema);
  const answers = new Lanes(lanes);
  const failed = new WeakMap<object, Promise<ExecutionResult>>();
  const execute = async (document: DocumentNode, operation: OperationDefinitionNode | undefined, { variables = {}, operationName }: GraphQLRequest, context: object): Promise<ExecutionResult> => {
    const whenFree = async (): Promise<ExecutionResult> => {
      const { stopped: reason } = requestOf(context); // while it waited for its turn
      if (reason) throw reason;
      // The name that was asked for, not that of the operation: Apollo has null there for a name that is not in the document.
      return run(document, operationName ?? null, variables, context);
    };
    return operation ? answers.run(countOf(document, operation)(variables), requestOf(context).client, whenFree) : whenFree();
  };
  return {
    plugin: {
      requestDidStart: () => Promise.resolve({
        async responseForOperation({ document, operation, request, contextValue }) {
          const executing = execute(document, operation, request, contextValue);
          const result = await executing.catch(() => null);
          if (result && !result.errors) return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: result } };
          failed.set(contextValue, executing);
          return null;
        },
      }),
    },
    gateway: {
      onSchemaLoadOrUpdate(tell) {
        tell({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: () => Promise.resolve({ executor: ({ context }) => failed.get(context) as Promise<GatewayExecutionResult> }), // asked only for what the plugin left
      stop: () => Promise.resolve(),
    },
  };
}
