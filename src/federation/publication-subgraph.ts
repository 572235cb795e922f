import type { GraphQLSchema } from 'graphql';
import type { Context, Loaders } from '../context';
import { InvalidInput } from '../errors';
import { type NodeType, nodeTypes } from '../graph/node-id';
import { findNode } from '../node.resolver';
import { createSchema } from '../schema';
import { type ResolveReference, subgraphOf } from './subgraph';

/** Entities that other graphs know by their slug, too. */
const bySlug = { Article: 'articleBySlug', Author: 'authorBySlug', Publisher: 'publisherBySlug' } as const satisfies Partial<Record<NodeType, keyof Loaders>>;

const links = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])`;

/**
 * The graph as an Apollo Federation 2 subgraph (`IBID_SUBGRAPH=on`): what `node(id)` finds is an entity by `id`. Entities go through the loaders
 * that every other path uses: one statement a type, and nothing hidden shows.
 */
export function createSubgraph(): GraphQLSchema {
  const directives: Record<string, string> = { PageInfo: '@shareable', Node: '@key(fields: "id")' };
  const references: Record<string, ResolveReference> = {};
  for (const type of nodeTypes) {
    directives[type] = `@key(fields: "id")${type in bySlug ? ' @key(fields: "slug")' : ''}`;
    references[type] = (representation, context: Context, argument) => findEntity(type, representation, context, argument);
  }
  return subgraphOf(createSchema(), { links, references, directives });
}

function findEntity(type: NodeType, { id, slug }: Record<string, unknown>, { loaders }: Context, argument: string): Promise<object | null> | object | null {
  if (typeof id === 'string') return findNode(id, argument, loaders, type);
  const name = (bySlug as Partial<Record<NodeType, (typeof bySlug)[keyof typeof bySlug]>>)[type];
  if (name && typeof slug === 'string') return loaders[name].load(slug);
  throw new InvalidInput(argument, `${type} with its id${name ? ' or slug' : ''}`, { id, slug });
}
