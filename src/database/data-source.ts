import { DataSource } from 'typeorm';
import { Graph1764000000000 } from '../../migrations/1764000000000-graph';
import { Changes1764100000000 } from '../../migrations/1764100000000-changes';
import { BulkLines1764200000000 } from '../../migrations/1764200000000-bulk-lines';
import { ApiKeys1764400000000 } from '../../migrations/1764400000000-api-keys';
import { Merges1764500000000 } from '../../migrations/1764500000000-merges';
import { CitationStatistics1764550000000 } from '../../migrations/1764550000000-citation-statistics';
import { Identity1764600000000 } from '../../migrations/1764600000000-identity';
import { ArticleLinks1764650000000 } from '../../migrations/1764650000000-article-links';
import { Feeds1764700000000 } from '../../migrations/1764700000000-feeds';
import { ImportRuns1764720000000 } from '../../migrations/1764720000000-import-runs';
import { FullExports1764720200000 } from '../../migrations/1764720200000-full-exports';
import { Search1764740000000 } from '../../migrations/1764740000000-search';
import { SearchByType1764870000000 } from '../../migrations/1764870000000-search-by-type';
import { SearchWithoutPendingLists1764870100000 } from '../../migrations/1764870100000-search-without-pending-lists';
import { CommentModeration1764800000000 } from '../../migrations/1764800000000-comment-moderation';
import { ArticleChanges1764720100000 } from '../../migrations/1764720100000-article-changes';
import { Editing1764810000000 } from '../../migrations/1764810000000-editing';
import { News1764820000000 } from '../../migrations/1764820000000-news';
import { Webhooks1764830000000 } from '../../migrations/1764830000000-webhooks';
import { WebhookDetails1764840000000 } from '../../migrations/1764840000000-webhook-details';
import { QuietDeliveries1764890000000 } from '../../migrations/1764890000000-quiet-deliveries';
import { ImportRequests1764892000000 } from '../../migrations/1764892000000-import-requests';
import { NotedReadings1764892100000 } from '../../migrations/1764892100000-noted-readings';
import { SearchWithAnEnd1764900000000 } from '../../migrations/1764900000000-search-with-an-end';
import { SearchIndexInBulk1765000000000 } from '../../migrations/1765000000000-search-index-in-bulk';
import { SearchByPartition1765200000000 } from '../../migrations/1765200000000-search-by-partition';
import { SearchTextsShown1765200100000 } from '../../migrations/1765200100000-search-texts-shown';
import { ArticleOriginals1764860000000 } from '../../migrations/1764860000000-article-originals';
import { ArticleCorrectionEntity } from '../articles/article-correction.entity';
import { ArticleEntity } from '../articles/article.entity';
import { AuthorshipEntity } from '../articles/authorship.entity';
import { AuthorAliasEntity, AuthorEntity } from '../authors/author.entity';
import { CitationEntity } from '../citations/citation.entity';
import { CommentDecisionEntity } from '../comments/comment-decision.entity';
import { CommentReportEntity } from '../comments/comment-report.entity';
import { CommentWordEntity } from '../comments/comment-word.entity';
import { CommentEntity } from '../comments/comment.entity';
import { ReaderSaltEntity } from '../comments/reader-salt.entity';
import { EventMentionEntity, HistoricalEventEntity } from '../events/historical-event.entity';
import { FeedEntity } from '../feeds/feed.entity';
import { ArticleOriginalEntity } from '../imports/article-original.entity';
import { ImportRequestEntity } from '../imports/import-request.entity';
import { ApiKeyEntity } from '../keys/api-key.entity';
import { MergeCandidateEntity } from '../merges/merge-candidate.entity';
import { MergeEntity, RedirectEntity } from '../merges/merge.entity';
import { ImportFailureEntity, ImportItemEntity, ImportRunEntity } from '../origins/import-run.entity';
import { OriginEntity } from '../origins/origin.entity';
import { PublisherAliasEntity, PublisherEntity } from '../publishers/publisher.entity';
import { SourceAuthorEntity, SourceEntity, SourceKeyEntity } from '../sources/source.entity';
import { WebhookAttemptEntity, WebhookDeliveryEntity, WebhookEntity, WebhookEventEntity } from '../webhooks/webhook.entity';
import { PoolClient } from './pool-client';
import { SnakeNames } from './snake-names';

export const migrations = [
  Graph1764000000000, Changes1764100000000, BulkLines1764200000000, ApiKeys1764400000000, Merges1764500000000, CitationStatistics1764550000000, Identity1764600000000, ArticleLinks1764650000000,
  Feeds1764700000000,
  ImportRuns1764720000000, ArticleChanges1764720100000, FullExports1764720200000, Search1764740000000,
  CommentModeration1764800000000,
  Editing1764810000000,
  News1764820000000,
  Webhooks1764830000000,
  WebhookDetails1764840000000,
  SearchByType1764870000000,
  SearchWithoutPendingLists1764870100000,
  ArticleOriginals1764860000000,
  QuietDeliveries1764890000000,
  ImportRequests1764892000000,
  NotedReadings1764892100000,
  SearchWithAnEnd1764900000000,
  SearchIndexInBulk1765000000000,
  SearchByPartition1765200000000,
  SearchTextsShown1765200100000,
];

/** `poolSize` is connections a process; times are milliseconds, of a statement 0 for as long as it takes. `connectTimeout` is also the wait for a connection of the pool. */
export interface PoolSettings { poolSize: number; statementTimeout: number; connectTimeout: number }

/** The pool and the entities. Waiting is bounded everywhere: without these a black-holed connection hangs for ever. */
export function createDataSource(url: string, { poolSize = 10, statementTimeout = 60_000, connectTimeout = 2_500 }: Partial<PoolSettings> = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    parseInt8: true, // ids and counts stay far below 2^53
    poolSize,
    connectTimeoutMS: connectTimeout,
    applicationName: 'ibid',
    namingStrategy: new SnakeNames(),
    entities: [
      OriginEntity, FeedEntity, ImportRunEntity, ImportFailureEntity, ImportItemEntity, ImportRequestEntity, AuthorEntity, AuthorAliasEntity, PublisherEntity, PublisherAliasEntity,
      SourceEntity, SourceKeyEntity, SourceAuthorEntity, ArticleEntity, AuthorshipEntity, CitationEntity, CommentEntity, HistoricalEventEntity, EventMentionEntity,
      ApiKeyEntity, MergeEntity, RedirectEntity, MergeCandidateEntity, CommentDecisionEntity, CommentReportEntity, CommentWordEntity, ReaderSaltEntity,
      ArticleCorrectionEntity, ArticleOriginalEntity,
      WebhookEntity, WebhookEventEntity, WebhookDeliveryEntity, WebhookAttemptEntity,
    ],
    migrations,
    migrationsTableName: 'migrations',
    extra: { Client: PoolClient, keepAlive: true, keepAliveInitialDelayMillis: 10_000, query_timeout: statementTimeout },
  });
}
