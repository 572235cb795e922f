import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../context';
import { FirstArguments, readFirst } from '../graph/page-arguments';
import type { SourceRow } from '../sources/source.loaders';
import { Source } from '../sources/source.type';
import type { CitedTogetherRow, RelatedArticleRow } from './neighbour.loaders';
import { CitedTogetherEdge, RelatedArticleEdge } from './neighbour.type';

@Resolver(() => CitedTogetherEdge)
export class CitedTogetherEdgeResolver {
  @FieldResolver(() => Int)
  count(@Root() { node }: { node: CitedTogetherRow }): number { return node.togetherCount; }
}

@Resolver(() => RelatedArticleEdge)
export class RelatedArticleEdgeResolver {
  @FieldResolver(() => Int)
  sharedCount(@Root() { node }: { node: RelatedArticleRow }): number { return node.sharedCount; }

  @FieldResolver(() => [Source], { description: 'The sources that both cite, in the order of the bibliography that was asked for.' })
  async shared(@Root() { node }: { node: RelatedArticleRow }, @Args(() => FirstArguments) args: FirstArguments, @Ctx() { loaders }: Context): Promise<SourceRow[]> {
    const found = await Promise.all(node.shared.slice(0, readFirst(args)).map((id) => loaders.sourceById.load(id)));
    return found.filter((source) => source !== null);
  }
}
