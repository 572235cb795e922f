import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** A rule of validation: nobody asks for the schema. `__typename` stays, clients live by it. */
export function noIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (node.name.value !== '__schema' && node.name.value !== '__type') return;
      context.reportError(new GraphQLError(`${node.name.value}: introspection is switched off here (IBID_INTROSPECTION). The whole schema is the file /schema.graphql.`, { nodes: node }));
    },
  };
}

/** A message without the names that graphql-js guesses from the schema. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*\?$/s, '');
}
