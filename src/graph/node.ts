import { Field, ID, InterfaceType } from 'type-graphql';
import type { NodeType } from './node-id';

/** Anything with a global id (Relay's Global Object Identification). The field `id` of every type is made in `schema.ts`. */
@InterfaceType({ description: 'Anything that can be found again by its id.', resolveType: (value: NodeRow) => value.nodeType })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque, unique in the whole graph, and never changes.' })
  id!: number;
}

/** A row that knows which type of the schema it is; what `node` and `nodes` resolve to. */
export interface NodeRow { nodeType: NodeType; id: number }
