import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type ConstDirectiveNode, type DocumentNode, GraphQLInputObjectType, type GraphQLSchema, Kind, isEnumType, isInputObjectType, isInterfaceType, isObjectType, parse, printSchema, visit,
} from 'graphql';
import { createResolversMap } from 'type-graphql';
import { InvalidInput } from '../errors';

/** Finds an entity by a representation that a gateway sends: an object with the fields of one of its keys. */
export type ResolveReference = (representation: Record<string, unknown>, context: never, argument: string) => Promise<object | null> | object | null;

interface Federation {
  /** SDL of `extend schema @link(…)`, and definitions of directives of one's own. */
  links: string;
  /** By the names of entities. */
  references: Record<string, ResolveReference>;
  /** Directives beside those that type-graphql's `@Directive` put on types and fields, by the names of types, as SDL. */
  directives?: Record<string, string>;
}

/** A schema of type-graphql as an Apollo Federation 2 subgraph: with `_service` and `_entities`, and the directives that printing a schema leaves out. */
export function subgraphOf(schema: GraphQLSchema, { links, references, directives = {} }: Federation): GraphQLSchema {
  const typeDefs: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...parse(links).definitions, ...withDirectives(schema, directives).definitions] };
  const subgraph = buildSubgraphSchema({ typeDefs, resolvers: createResolversMap(schema) as never }); // its types of resolvers know less than that map holds
  const entities = subgraph.getQueryType()?.getFields()._entities;
  if (entities) entities.resolve = (_root, { representations }: { representations: unknown[] }, context: unknown) => representations.map((each, i) => findEntity(each, `representations[${i}]`, references, context as never));
  for (const type of Object.values(schema.getTypeMap())) {
    const copy = subgraph.getType(type.name);
    if (isInputObjectType(type) && copy instanceof GraphQLInputObjectType) copy.isOneOf = type.isOneOf; // not in the SDL that gateways of today read
  }
  return subgraph;
}

/** A promise, so that one representation that is wrong is an error of its own and the others are found. */
async function findEntity(representation: unknown, argument: string, references: Federation['references'], context: never): Promise<object | null> {
  const { __typename: type, ...fields } = typeof representation === 'object' && representation !== null ? representation as Record<string, unknown> : {};
  const find = typeof type === 'string' && Object.hasOwn(references, type) ? references[type] : undefined;
  if (!find) throw new InvalidInput(argument, `an object with the __typename of an entity (${Object.keys(references).join(', ')})`, representation);
  const found = await find(fields, context, argument);
  return found && Object.create(found, { __typename: { value: type } }) as object; // a row may be shared with other requests
}

/** The SDL of a schema with its directives: those in the syntax trees that type-graphql keeps, and the given ones. */
function withDirectives(schema: GraphQLSchema, added: Record<string, string>): DocumentNode {
  const ofType = (name: string): readonly ConstDirectiveNode[] => [...schema.getType(name)?.astNode?.directives ?? [], ...parseDirectives(added[name] ?? '')];
  const ofField = (typeName: string, name: string): readonly ConstDirectiveNode[] => {
    const type = schema.getType(typeName);
    return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? type.getFields()[name]?.astNode?.directives ?? [] : [];
  };
  let owner = '';
  const add = <Node extends { name: { value: string }; directives?: readonly ConstDirectiveNode[] | undefined }>(node: Node): Node => {
    owner = node.name.value;
    return { ...node, directives: [...(node.directives ?? []).filter(({ name }) => name.value !== 'oneOf'), ...ofType(node.name.value)] };
  };
  return visit(parse(printSchema(schema)), {
    ObjectTypeDefinition: add, InterfaceTypeDefinition: add, InputObjectTypeDefinition: add, UnionTypeDefinition: add, EnumTypeDefinition: add, ScalarTypeDefinition: add,
    FieldDefinition: (node) => ({ ...node, directives: [...node.directives ?? [], ...ofField(owner, node.name.value)] }),
    InputValueDefinition: {
      enter: (node, _key, _parent, _path, ancestors) => (ancestors.some((each) => 'kind' in each && each.kind === Kind.FIELD_DEFINITION) ? undefined
        : { ...node, directives: [...node.directives ?? [], ...ofField(owner, node.name.value)] }),
    },
    EnumValueDefinition: (node) => {
      const type = schema.getType(owner);
      return { ...node, directives: [...node.directives ?? [], ...(isEnumType(type) ? type.getValue(node.name.value)?.astNode?.directives ?? [] : [])] };
    },
  });
}

function parseDirectives(sdl: string): readonly ConstDirectiveNode[] {
  const [definition] = parse(`scalar Any ${sdl}`).definitions;
  return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? definition.directives ?? [] : [];
}
