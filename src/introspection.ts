import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** The fields that give the schema: those of GraphQL, and that of a federated subgraph, which gives all of it as text. */
const fieldsOfTheSchema = new Set(['__schema', '__type', '_service']);

/** A rule of validation: nobody asks for the schema. `__typename` stays, clients live by it. */
export function noIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (!fieldsOfTheSchema.has(node.name.value)) return;
      context.reportError(new GraphQLError(`${node.name.value}: introspection is switched off here (IBID_INTROSPECTION). The whole schema is the file /schema.graphql.`, { nodes: node }));
    },
  };
}

/** A message without the names that graphql-js guesses from the schema. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*\?$/s, '');
}
