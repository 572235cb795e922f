import type { GatewayExecutionResult, GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, OperationTypeNode, execute, getOperationAST, getVariableValues } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

/** Compiling costs milliseconds and memory, so only an operation that comes again is compiled. */
const timesBeforeCompiling = 2;

/** What is known of one operation of one document. */
interface Operation { seen: number; run: CompiledQuery['query'] | null }

/**
 * Executes operations that come again as compiled functions (graphql-jit): half of the CPU of graphql-js on a nested answer.
 * It hangs on Apollo's document: what Apollo forgets of its bounded store is forgotten here.
 * The answers are those of graphql-js, byte for byte (test/graph/compiled-executor.test.ts); what cannot be compiled,
 * mutations and introspection go to graphql-js itself.
 */
export function createExecutor(schema: GraphQLSchema): (document: DocumentNode, operationName: string | null, variables: Record<string, unknown>, context: object) => Promise<ExecutionResult> {
  const known = new WeakMap<DocumentNode, Map<string | null, Operation>>();

  const find = (document: DocumentNode, operationName: string | null): Operation => {
    let operations = known.get(document);
    if (!operations) known.set(document, operations = new Map());
    let operation = operations.get(operationName);
    if (!operation) operations.set(operationName, operation = { seen: 0, run: null });
    operation.seen += 1;
    if (operation.seen === timesBeforeCompiling) operation.run = compile(schema, document, operationName);
    return operation;
  };

  return async (document, operationName, variables, context) => {
    const { run } = find(document, operationName);
    if (!run) return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
    // graphql-jit reads variables by its own rules; graphql-js decides what is right and in which words.
    const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
    const read = getVariableValues(schema, definitions, variables, { maxErrors: 50 });
    if (read.errors) return { errors: read.errors };
    const result = await run({}, context, variables) as ExecutionResult;
    return result.errors ? { ...result, errors: result.errors.map(asGraphQLError) } : result;
  };
}

/** The executor in the place where Apollo Server takes one. */
export function executorAsGateway(schema: GraphQLSchema): GatewayInterface {
  const run = createExecutor(schema);
  const executor: GatewayExecutor = ({ document, operationName, request, context }) =>
    run(document, operationName, request.variables ?? {}, context) as Promise<GatewayExecutionResult>;
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () => Promise.resolve({ executor }),
    stop: () => Promise.resolve(),
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): CompiledQuery['query'] | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return null;
  const compiled = compileQuery(schema, document, operationName ?? undefined, { customJSONSerializer: false, disableLeafSerialization: false });
  return isCompiledQuery(compiled) ? compiled.query : null;
}

/** graphql-jit's errors are not graphql-js's: without this Apollo hides each of them. */
function asGraphQLError(error: GraphQLError): GraphQLError {
  if (error instanceof GraphQLError && error.extensions !== undefined) return error;
  const { message, locations, path, originalError } = error;
  const made = new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null });
  Object.defineProperty(made, 'locations', { value: locations, enumerable: true });
  return made;
}
