import type { ImportedContent } from '../imported-content';
import { singleLine } from './build-article';
import { failureOf, made, partsOf } from './content-parts';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { type Channel, itemId, rssArticle } from './rss-item';
import { readXml } from './xml';
import { childText, textOf } from './xml-element';

/** Reads RSS 2.0 and its older kin (0.9x): a channel with items. */
export function readRss(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  return readItems('rss', ['rss', 'rss/*'], chunks, hints);
}

/** Reads RSS 1.0, whose items stand beside the channel. */
export function readRss1(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  return readItems('rss1', ['rdf:RDF'], chunks, hints);
}

async function* readItems(format: string, open: readonly string[], chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const channel: Channel = { title: null, url: hints.url ?? null, language: null };
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf(format, channel.title, channel.url)(part);
  for await (const part of readXml(chunks, hints.charset ?? null, open)) {
    if ('problem' in part) {
      yield emit({ failed: [failureOf(part, hints.name, itemId)] });
      continue;
    }
    const { element } = part;
    if (element.name === 'title') channel.title = singleLine(textOf(element)) || null;
    else if (element.name === 'link') channel.url = textOf(element).trim() || channel.url;
    else if (element.name === 'language' || element.name === 'dc:language') channel.language = textOf(element).trim() || null;
    else if (element.name === 'channel') Object.assign(channel, { title: childText(element, 'title'), url: childText(element, 'link') ?? channel.url, language: childText(element, 'dc:language') });
    if (element.name !== 'item') continue;
    const item = itemId(element) ?? `${hints.name}, line ${element.line}`;
    const read = made(item, () => rssArticle(element, channel, hints.now, notKept));
    if ('failed' in read) yield emit({ failed: [read.failed] });
    else if (read.value === null) yield emit({ failed: [{ item, reason: 'expected a title, a description or a link in the item, found none' }] });
    else yield emit({ articles: [read.value] });
  }
  yield emit({ notKept: notKept.take() });
}
