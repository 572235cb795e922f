import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { TiedArticleRow, TiedEventRow } from './historical-event.loaders';
import { TieReason, TiedArticleEdge, TiedEventEdge } from './historical-event.type';

@Resolver(() => TiedEventEdge)
export class TiedEventEdgeResolver {
  @FieldResolver(() => TieReason)
  reason(@Root() { node }: { node: TiedEventRow }): string { return node.reason; }
  @FieldResolver(() => String, { nullable: true })
  reference(@Root() { node }: { node: TiedEventRow }): string | null { return node.reference; }
}

@Resolver(() => TiedArticleEdge)
export class TiedArticleEdgeResolver {
  @FieldResolver(() => TieReason)
  reason(@Root() { node }: { node: TiedArticleRow }): string { return node.reason; }
  @FieldResolver(() => String, { nullable: true })
  reference(@Root() { node }: { node: TiedArticleRow }): string | null { return node.reference; }
}
