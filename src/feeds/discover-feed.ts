import type { Format } from '../imports/read-content';
import type { Outside } from '../outside/outside';
import { OutsideError, shownUrl } from '../outside/outside-error';
import { IbidError } from '../errors';
import { feedCandidates } from './feed-candidates';
import { feedFacts } from './feed-facts';
import { type FetchedFeed, askForFeed, feedIn } from './fetched-feed';
import { NoFeed } from './no-feed';
import { linksInHeader } from './link-header';
import { linksInPage } from './links-in-page';

/** A feed that was found and read once. */
export interface FoundFeed { url: string; format: Format; /** What it calls itself; the host where it does not say. */ title: string }

/**
 * Finds the feed of a site: the address itself, or what its page leads to. What was asked for must have answered with a feed.
 * @param patienceMs for everything together
 * @throws IbidError NO_FEED_FOUND with everything that was tried and what came
 */
export async function discoverFeed(outside: Outside, address: string, patienceMs = 60_000): Promise<FoundFeed> {
  const until = Date.now() + patienceMs;
  const tried: string[] = [];
  const ask = async (url: string): Promise<FetchedFeed | NoFeed | null> => {
    const left = Math.min(until - Date.now(), 15_000);
    if (left <= 0) return null;
    try {
      return await feedIn(await askForFeed(outside, url, {}, left));
    } catch (error) {
      if (!(error instanceof NoFeed || error instanceof OutsideError)) throw error;
      tried.push(error.message);
      return error instanceof NoFeed ? error : null;
    }
  };
  const first = await ask(address);
  if (first && !(first instanceof NoFeed)) return found(first, address);
  const page = first?.page;
  const candidates = page ? feedCandidates(page.url, linksInPage(page.html, page.url), linksInHeader(page.headers.link ?? '', page.url)) : [];
  for (const url of candidates) {
    const feed = await ask(url);
    if (feed && !(feed instanceof NoFeed)) return found(feed, url);
  }
  if (Date.now() >= until) tried.push(`stopped after ${patienceMs / 1000} s`);
  throw new IbidError('NO_FEED_FOUND', `There is no feed at ${shownUrl(address)}. Tried:\n  ${tried.join('\n  ')}`, 'Give the address of the feed itself, or of a page that names it (<link rel="alternate">).');
}

/** Where it was asked for, unless it moved for good: a temporary redirect may lead elsewhere tomorrow. */
async function found({ url, permanentUrl, bytes, format, charset }: FetchedFeed, asked: string): Promise<FoundFeed> {
  const { title } = await feedFacts(bytes, format, charset, url);
  const address = permanentUrl ?? asked;
  return { url: address, format, title: title ?? new URL(address).host };
}
