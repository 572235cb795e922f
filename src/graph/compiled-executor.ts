import {
  type ArgumentNode, type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLInputType, GraphQLScalarType, type GraphQLSchema, Kind, type OperationDefinitionNode, OperationTypeNode,
  type SelectionNode, TypeInfo, type ValueNode, execute, getOperationAST, getVariableValues, separateOperations, valueFromAST, visit, visitWithTypeInfo,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { isConnectionFailure } from '../database/connection-failure';
import { Stopped } from '../errors';

/** Compiling costs milliseconds and memory, so only an operation that comes again is compiled. */
const timesBeforeCompiling = 2;
/** An operation is compiled once for each set of values its @skip and @include had, up to so many. */
const mostForms = 16;

type Values = Record<string, unknown>;
/** What is known of one operation of one document. */
interface Operation { seen: number; compilable: Compilable | null }
/** An operation that is compiled: a document of its own, the variables of its conditions, and its forms by their values. */
interface Compilable { node: OperationDefinitionNode; document: DocumentNode; conditions: string[]; forms: Map<string, Form | null> }
/** A compiled operation, and the arguments whose values are made anew from the variables. */
interface Form { run: CompiledQuery['query']; made: MadeArgument[] }
interface MadeArgument { name: string; value: ValueNode; type: GraphQLInputType }

/**
 * Executes operations that come again as compiled functions (graphql-jit): half of the CPU of graphql-js on a nested answer.
 * It hangs on Apollo's document: what Apollo forgets of its bounded store is forgotten here.
 * The answers are those of graphql-js, byte for byte (test/graph/compiled-executor.test.ts): graphql-js reads the variables, decides
 * @skip and @include, and gives every answer that has errors; mutations and what cannot be compiled are its own from the start.
 * Only the order of several errors may be another: it is the order in time, and a second run finds rows in the loaders.
 * Asked of the schema: an abstract type is resolved at once and without throwing, and a field without a resolver is a plain value.
 */
export function createExecutor(schema: GraphQLSchema): (document: DocumentNode, operationName: string | null, variables: Values, context: object) => Promise<ExecutionResult> {
  const known = new WeakMap<DocumentNode, Map<string | null, Operation>>();
  const compilingSchema = withAnyValue(schema);

  const find = (document: DocumentNode, operationName: string | null): Operation => {
    let operations = known.get(document);
    if (!operations) known.set(document, operations = new Map());
    let operation = operations.get(operationName);
    if (!operation) operations.set(operationName, operation = { seen: 0, compilable: null });
    operation.seen += 1;
    if (operation.seen === timesBeforeCompiling) operation.compilable = examine(document, operationName);
    return operation;
  };

  return async (document, operationName, variables, context) => {
    const byGraphQLJs = async (): Promise<ExecutionResult> => execute({ schema, document, operationName, variableValues: variables, contextValue: context });
    const { compilable } = find(document, operationName);
    if (!compilable) return byGraphQLJs();
    const { node, conditions, forms } = compilable;
    const { errors, coerced } = getVariableValues(schema, node.variableDefinitions ?? [], variables, { maxErrors: 50 });
    if (errors) return { errors };
    if (conditions.some((name) => typeof coerced[name] !== 'boolean')) return byGraphQLJs(); // null for a condition is an error

    const key = conditions.map((name) => coerced[name]).join();
    let form = forms.get(key);
    if (form === undefined && forms.size < mostForms) forms.set(key, form = compile(compilingSchema, compilable, coerced));
    if (!form) return byGraphQLJs();
    const values: Values = { ...coerced };
    for (const { name, value, type } of form.made) {
      values[name] = valueFromAST(value, type, coerced);
      if (values[name] === undefined) return byGraphQLJs(); // an error of this argument
    }
    const result = await form.run(undefined, context, values) as ExecutionResult;
    if (!result.errors) return result;
    // Which errors remain below a null, their order and some of their words differ: graphql-js runs again, mostly from what the
    // loaders of this request hold. Not while the database does not answer, which would double the load of an outage, nor for a request that was stopped.
    if (!result.errors.some(({ originalError }) => isConnectionFailure(originalError) || originalError instanceof Stopped)) return byGraphQLJs();
    return { errors: result.errors.map(asGraphQLError), data: result.data ?? null };
  };
}

/** Takes any value as it is. Variables are read by graphql-js; graphql-jit, whose reading differs, gets its values under this type. */
const anyValue = new GraphQLScalarType({ name: 'AnyValue' });

function withAnyValue(schema: GraphQLSchema): GraphQLSchema {
  return Object.create(schema, { getType: { value: (name: string) => (name === anyValue.name ? anyValue : schema.getType(name)) } }) as GraphQLSchema;
}

/** A key that an object literal does not make, and introspection, which would see `AnyValue`. */
const neverCompiled = new Set(['__proto__', '__schema', '__type']);

/** Takes an operation out of its document, with the variables that its @skip and @include ask; null when it is never compiled. */
function examine(document: DocumentNode, operationName: string | null): Compilable | null {
  const node = getOperationAST(document, operationName);
  const alone = node?.operation === OperationTypeNode.QUERY && separateOperations(document)[node.name?.value ?? ''];
  if (!alone) return null;
  const conditions = new Set<string>();
  let compilable = true;
  visit(alone, {
    Name({ value }) { if (neverCompiled.has(value)) compilable = false; },
    Directive({ arguments: args = [] }) { for (const { value } of args) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value); },
  });
  return compilable ? { node, document: alone, conditions: [...conditions], forms: new Map() } : null;
}

/**
 * Compiles an operation for the values that its conditions have. graphql-jit joins the conditions of all uses of a fragment, and takes a
 * variable within a literal for null where it was not given: so both are resolved before.
 */
function compile(schema: GraphQLSchema, { node: operation, document }: Compilable, coerced: Values): Form | null {
  const made: MadeArgument[] = [];
  const types = new TypeInfo(schema);
  const prefix = `made${'_'.repeat(Math.max(0, ...(operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value.length)))}`; // longer than any name
  const select = (node: SelectionNode): null | undefined => (isSelected(node, coerced) ? undefined : null);
  const resolved = visit(document, visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Field: select, InlineFragment: select, FragmentSpread: select,
    Directive: () => null,
    Argument(node): ArgumentNode | undefined {
      const type = types.getArgument()?.type;
      if (!type || node.value.kind === Kind.VARIABLE || !hasVariable(node.value)) return undefined;
      const name = `${prefix}${made.length}`;
      made.push({ name, value: node.value, type });
      return { ...node, value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } };
    },
  }));
  const names = [...(operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value), ...made.map(({ name }) => name)];
  const variableDefinitions = names.map((value) => ({
    kind: Kind.VARIABLE_DEFINITION as const, variable: { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value } },
    type: { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: anyValue.name } },
  }));
  const definitions = resolved.definitions.map((node) => (node.kind === Kind.OPERATION_DEFINITION ? { ...node, variableDefinitions } : node));
  const compiled = compileQuery(schema, { ...resolved, definitions }, operation.name?.value, { customJSONSerializer: false, disableLeafSerialization: false });
  return isCompiledQuery(compiled) ? { run: compiled.query, made } : null;
}

function isSelected({ directives = [] }: SelectionNode, coerced: Values): boolean {
  return directives.every(({ name, arguments: [condition] = [] }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = condition?.value;
    const holds = value?.kind === Kind.VARIABLE ? coerced[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return holds === (name.value === 'include');
  });
}

function hasVariable(value: ValueNode): boolean {
  let found = false;
  visit(value, { Variable() { found = true; } });
  return found;
}

/** graphql-jit's errors are not graphql-js's: without this Apollo hides each of them. */
function asGraphQLError(error: GraphQLError): GraphQLError {
  if (error instanceof GraphQLError && error.extensions !== undefined) return error;
  const { message, locations, path, originalError } = error;
  const made = new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null });
  Object.defineProperty(made, 'locations', { value: locations, enumerable: true });
  return made;
}
