import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import type { Context, Loaders } from './context';
import { InvalidInput } from './errors';
import { Node, type NodeRow } from './graph/node';
import { type NodeType, readNodeId } from './graph/node-id';
import { largestPage } from './graph/page-arguments';

@ArgsType()
class NodeArguments {
  @Field(() => ID, { description: 'A global id.' }) id!: string;
}

@ArgsType()
class NodesArguments {
  @Field(() => [ID], { description: `Global ids, at most ${largestPage}.` }) ids!: string[];
}

/** Which loader finds a node of each type; the same as every other path uses, so that nothing hidden shows here. */
const loaderOf = {
  Article: 'articleById', Author: 'authorById', Citation: 'citationById', Comment: 'commentById', HistoricalEvent: 'eventById', ImportRun: 'importRunById',
  Merge: 'mergeById', MergeCandidate: 'mergeCandidateById', Origin: 'originById', Publisher: 'publisherById', Source: 'sourceById',
} as const satisfies Record<NodeType, keyof Loaders>;

/** What has a global id, or null; `only` restricts it to one type. */
export async function findNode(text: string, argument: string, loaders: Loaders, only?: NodeType): Promise<NodeRow | null> {
  const { type, id } = readNodeId(text, argument, only);
  const row = await loaders[loaderOf[type]].load(id);
  return row && Object.create(row, { nodeType: { value: type } }) as NodeRow;
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its global id; null when there is none.' })
  node(@Args(() => NodeArguments) { id }: NodeArguments, @Ctx() { loaders }: Context): Promise<NodeRow | null> {
    return findNode(id, 'id', loaders);
  }

  @Query(() => [Node], { nullable: 'items', description: 'Many by their global ids, in the same order; null for each there is none of.' })
  nodes(@Args(() => NodesArguments) { ids }: NodesArguments, @Ctx() { loaders }: Context): Promise<(NodeRow | null)[]> {
    if (ids.length > largestPage) throw new InvalidInput('ids', `at most ${largestPage} ids`, `${ids.length} ids`);
    return Promise.all(ids.map((id, i) => findNode(id, `ids[${i}]`, loaders)));
  }
}
