import { type GraphQLSchema, isInputObjectType, lexicographicSortSchema, printSchema } from 'graphql';
import { type PubSub, buildSchemaSync } from 'type-graphql';
import { guardFields } from './authorization';
import { ArticleResolver } from './articles/article.resolver';
import { AuthorResolver } from './authors/author.resolver';
import { CitationResolver } from './citations/citation.resolver';
import { CitedTogetherEdgeResolver, RelatedArticleEdgeResolver } from './citations/neighbour.resolver';
import { CommentModerationResolver, CommentStandingResolver } from './comments/moderation.resolver';
import { CommentIdsResolver, CommentResolver } from './comments/comment.resolver';
import { EditResolver } from './editing/edit.resolver';
import { EventReferenceResolver, HistoricalEventResolver } from './events/historical-event.resolver';
import { TiedArticleEdgeResolver, TiedEventEdgeResolver } from './events/tie-edge.resolver';
import { FeedResolver } from './feeds/feed.resolver';
import { callResolversDirectly } from './graph/direct-resolvers';
import { refuseBrokenTexts } from './graph/broken-texts';
import { KeyResolver } from './keys/key.resolver';
import { RateLimitResolver } from './limits/rate-limit.resolver';
import { MergeCandidateResolver } from './merges/merge-candidate.resolver';
import { MergeResolver } from './merges/merge.resolver';
import { NewsResolver } from './news/news.resolver';
import { NodeResolver } from './node.resolver';
import { ImportRunResolver } from './origins/import-run.resolver';
import { OriginResolver } from './origins/origin.resolver';
import { PublisherResolver } from './publishers/publisher.resolver';
import { SearchResolver } from './search/search.resolver';
import { SourceResolver } from './sources/source.resolver';
import { WebhookDeliveryResolver, WebhookResolver } from './webhooks/webhook.resolver';
import { CitationGroupResolver, RelianceResolver } from './statistics/statistics.resolver';

/** type-graphql asks for one; each subscription says itself where its news come from. */
const noPubSub: PubSub = {
  publish: (topic) => { throw new Error(`nothing is published through type-graphql, got ${topic}`); },
  subscribe: (topic) => { throw new Error(`a subscription has to say where it listens, got ${topic}`); },
};

/** The whole graph. Each server makes its own: Apollo Server changes the object it is given. */
export function createSchema(): GraphQLSchema {
  refuseBrokenTexts();
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver, SearchResolver, RateLimitResolver, ArticleResolver, AuthorResolver, CitationResolver, CommentResolver, CommentIdsResolver, HistoricalEventResolver, EventReferenceResolver,
      TiedEventEdgeResolver, TiedArticleEdgeResolver, OriginResolver, FeedResolver, ImportRunResolver, PublisherResolver, SourceResolver, MergeResolver, MergeCandidateResolver, KeyResolver,
      CitedTogetherEdgeResolver, RelatedArticleEdgeResolver, CitationGroupResolver, RelianceResolver,
      EditResolver,
      NewsResolver,
      WebhookDeliveryResolver, WebhookResolver,
      CommentModerationResolver, CommentStandingResolver,
    ],
    pubSub: noPubSub,
    validate: false, // graphql-js checks types; what it cannot check is checked where it is used
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && type.name.endsWith('By')) type.isOneOf = true; // type-graphql has no @oneOf yet
  }
  return guardFields(callResolversDirectly(schema));
}

/** The schema as text, in alphabetical order: what `schema.graphql` holds. */
export function schemaText(): string {
  return `${printSchema(lexicographicSortSchema(createSchema()))}\n`;
}
