import type { DataSource } from 'typeorm';
import type { ImportReport } from '../imports/import-report';
import type { ImportedContent } from '../imports/imported-content';
import { readers } from '../imports/read-content';
import { saveContent } from '../imports/save-content';
import type { Outside, OutsideAnswer } from '../outside/outside';
import { OutsideError, shownUrl } from '../outside/outside-error';
import { retryAfterSeconds } from '../outside/retry-after';
import { type ClaimedFeed, holdClaim } from './claim-feed';
import { type FeedFacts, feedFacts } from './feed-facts';
import { type FetchedFeed, askForFeed, feedIn } from './fetched-feed';
import { NoFeed } from './no-feed';
import { linkTo, linksInHeader } from './link-header';
import { commentsOf, everythingIs, nextPage } from './next-page';

/** What a poll found. */
export type PollOutcome =
  | { kind: 'unchanged'; permanentUrl: string | null }
  | { kind: 'read'; report: ImportReport; permanentUrl: string | null; etag: string | null; lastModified: string | null; /** All pages were read. */ whole: boolean; hub: string | null; topic: string | null }
  | { kind: 'failed'; reason: string; retryAfter: number | null; /** A run says so already. */ recorded: boolean }
  | { kind: 'gone' };

interface Poll { dataSource: DataSource; outside: Outside; now: Date; /** Called before each page is written; what it throws ends the poll. */ onPage: () => Promise<void> }

/** So many pages a poll; an archive of more comes in as exports do. */
const mostPages = 100;
/** Once a day all pages are read, so that what was changed far back, or is gone from an API, is seen. */
const wholeEvery = 86_400_000;

/**
 * Reads an origin once and writes what is new: only if it changed (RFC 9110, 13), page after page until one has something known, all pages the first time and
 * once a day. What breaks off is written up to there. Throws only for faults of our own, such as the database, and when the lease is lost.
 */
export async function pollFeed(feed: ClaimedFeed, poll: Poll): Promise<PollOutcome> {
  const all = feed.readWholeAt === null || poll.now.getTime() - feed.readWholeAt.getTime() >= wholeEvery;
  const validators = { ...(!all && feed.etag !== null && { 'if-none-match': feed.etag }), ...(!all && feed.lastModified !== null && { 'if-modified-since': feed.lastModified }) };
  try {
    const answer = await askForFeed(poll.outside, feed.url, validators);
    const { status, headers, permanentUrl } = answer;
    if (status === 200) return await readFeed(feed, poll, answer, all);
    answer.discard();
    if (status === 304) return { kind: 'unchanged', permanentUrl };
    if (status === 410) return { kind: 'gone' };
    return { kind: 'failed', reason: `${shownUrl(answer.url)}: expected a feed, got HTTP status ${status}`, retryAfter: retryAfterSeconds(headers['retry-after'], poll.now), recorded: false };
  } catch (error) {
    return failureOf(error, false);
  }
}

async function readFeed(feed: ClaimedFeed, poll: Poll, answer: OutsideAnswer, all: boolean): Promise<PollOutcome> {
  const first = await feedIn(answer);
  const { headers, permanentUrl, url, format } = first;
  const facts = await feedFacts(first.bytes, format, first.charset, url);
  const walk = new Walk(feed, poll, all);
  let report: ImportReport;
  try {
    report = await saveContent(poll.dataSource, walk.contents(first, facts), { format, originName: feed.name, full: () => walk.metEverything, mayWrite: (manager) => holdClaim(manager, feed) });
  } catch (error) {
    return failureOf(error, true);
  }
  const [problem] = report.failed;
  if (!facts.whole || (problem && readNothing(report))) {
    return { kind: 'failed', reason: problem ? `${problem.item}: ${problem.reason}` : `${shownUrl(url)}: expected a whole feed, got one that breaks off; what stands before is read`, retryAfter: null, recorded: true };
  }
  const links = [...linksInHeader(headers.link ?? '', url), ...facts.links];
  const hub = linkTo(links, 'hub');
  return { kind: 'read', report, permanentUrl, etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null, whole: walk.readAll, hub, topic: hub === null ? null : linkTo(links, 'self') ?? feed.url };
}

/** What went wrong outside; other faults are thrown on. */
function failureOf(error: unknown, recorded: boolean): PollOutcome {
  if (!(error instanceof NoFeed || error instanceof OutsideError)) throw error;
  return { kind: 'failed', reason: error.message, retryAfter: null, recorded };
}

function readNothing({ articles, comments, events, sources }: ImportReport): boolean {
  return [articles, comments, events, sources].every(({ created, updated, unchanged }) => created + updated + unchanged === 0);
}

/** The pages of a feed, one after the other. */
class Walk {
  /** The posts of all pages were read. */
  readAll = false;
  /** As many posts were met as the feed says there are: one that is away was not only between two pages when it was read. */
  metEverything = false;
  constructor(private readonly feed: ClaimedFeed, private readonly poll: Poll, private readonly all: boolean) {}

  async* contents(first: FetchedFeed, facts: FeedFacts): AsyncGenerator<ImportedContent> {
    const met = new Set<string>();
    this.readAll = yield* this.pages(first, facts, met);
    const expected = everythingIs({ ...first, facts, number: 1 });
    this.metEverything = this.readAll && expected !== null && (expected === 'complete' || met.size >= expected);
    const comments = commentsOf(first.url, first.format);
    if (comments === null) return;
    const answer = await askForFeed(this.poll.outside, comments);
    if ([401, 403, 404].includes(answer.status)) answer.discard(); // closed, which is up to them
    else {
      const page = await feedIn(answer);
      yield* this.pages(page, await feedFacts(page.bytes, page.format, page.charset, page.url));
    }
  }

  /** Gives page after page; true when the last was one of them. */
  private async* pages(first: FetchedFeed, firstFacts: FeedFacts, met = new Set<string>()): AsyncGenerator<ImportedContent, boolean> {
    const seen = new Set<string>([first.url]);
    let page = first;
    let facts = firstFacts;
    for (let number = 1; ; number += 1) {
      await this.poll.onPage();
      const contents: ImportedContent[] = [];
      // Addresses are relative to the first page whatever page an item stands on: it is the same when newer ones have moved it to the next.
      for await (const content of readers[page.format](once(page.bytes), { name: shownUrl(page.url), url: shownUrl(first.url), charset: page.charset, now: this.poll.now })) {
        contents.push({ ...content, origin: { name: content.origin.name, url: shownUrl(this.feed.url) } });
        for (const { key } of content.articles) met.add(key);
      }
      const goOn = this.all || !await this.knows(contents); // asked before they are written
      yield* contents;
      if (!facts.whole) {
        // Of the first page the poll says so itself.
        if (number > 1) yield { format: page.format, origin: { name: null, url: null }, articles: [], failed: [{ item: shownUrl(page.url), reason: 'this page breaks off; what stands before is read' }] };
        return false;
      }
      const next = nextPage({ ...page, facts, number });
      if (next === null) return true;
      if (seen.has(next.url) || !goOn) return false;
      if (number === mostPages) {
        yield { format: page.format, origin: { name: null, url: null }, articles: [], failed: [{ item: shownUrl(next.url), reason: `not read: it is beyond ${mostPages} pages; import an export of the site for what is older` }] };
        return true; // all that a poll can read
      }
      seen.add(next.url);
      const answer = await askForFeed(this.poll.outside, next.url);
      if (answer.status === next.noSuchPage) {
        answer.discard();
        return true;
      }
      page = await feedIn(answer);
      facts = await feedFacts(page.bytes, page.format, page.charset, page.url);
    }
  }

  /** Whether something of a page was here before: then what is older was, too. */
  private async knows(contents: readonly ImportedContent[]): Promise<boolean> {
    const keys = contents.flatMap(({ articles, comments = [] }) => [...articles, ...comments].map(({ key }) => key));
    if (keys.length === 0) return true;
    const [row]: { known: boolean }[] = await this.poll.dataSource.query(`SELECT EXISTS (SELECT 1 FROM articles WHERE origin_id = $1 AND origin_key = ANY($2::text[]))
      OR EXISTS (SELECT 1 FROM comments WHERE origin_id = $1 AND origin_key = ANY($2::text[])) AS known`, [this.feed.originId, keys]);
    return row?.known ?? false;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
