import { type DocumentNode, type GraphQLSchema, Kind, buildASTSchema, execute, parse, printSchema, visit } from 'graphql';

/** A check of answers against a schema that has no resolvers of its own. */
export type ShapeCheck = (document: DocumentNode, variables: Record<string, unknown>, data: unknown) => string | null;

/** The document with `__typename` wherever something is selected below a field: by it the type of an object is told. */
export function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: (node) => ({ ...node, selections: [{ kind: Kind.FIELD as const, name: { kind: Kind.NAME as const, value: '__typename' } }, ...node.selections] }),
  });
}

/**
 * Says how the data of an answer differ from the shape that the document asks for; null when they do not. The data are executed again as what the
 * resolvers give: graphql-js looks at every selection, every type and every null, and writes the fields in the order of the specification.
 */
export function shapeCheck(schema: GraphQLSchema): ShapeCheck {
  // Arguments were the server's to read; one that is wrong is an error of its own.
  const bare = buildASTSchema(visit(parse(printSchema(schema)), { FieldDefinition: (node) => ({ ...node, arguments: [] }) }));
  return (document, variableValues, data) => {
    const again = execute({
      schema: bare, document: visit(document, { Field: (node) => ({ ...node, arguments: [] }) }), variableValues, rootValue: data,
      fieldResolver: (source: Record<string, unknown>, _args, _context, info) => source[String(info.path.key)],
      typeResolver: (value: { __typename?: string }) => value.__typename,
    });
    if (again instanceof Promise) return 'expected an answer at once';
    if (again.errors) return again.errors[0]?.message ?? 'errors';
    const [expected, came] = [JSON.stringify(again.data), JSON.stringify(data)];
    return expected === came ? null : `expected ${expected.slice(0, 300)}, got ${came.slice(0, 300)}`;
  };
}
