import type { ImportedContent, ImportedStandAloneComment } from '../imported-content';
import { webAddress } from './build-article';
import { buildComment } from './build-comment';
import { failureOf, made, partsOf } from './content-parts';
import { instantOf } from './instants';
import type { ReaderHints } from './reader';
import { readXml } from './xml';
import { type XmlElement, childOf, childText } from './xml-element';

interface Thread { link: string | null; deleted: boolean }

const idOf = (element: XmlElement): string | null => element.attributes['dsq:id'] ?? null;
const referenced = (post: XmlElement, name: string): string | null => childOf(post, name)?.attributes['dsq:id'] ?? null;

/**
 * Reads a Disqus export: threads with the address of their page, and posts that name their thread, in any order.
 * A post of a thread that the export has not, or that has no address, is a failed item: nothing says where it belongs.
 */
export async function* readDisqus(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const threads = new Map<string, Thread>();
  let early: XmlElement[] = []; // posts that came before their thread
  let forum: string | null = null;
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('disqus', forum === null ? null : `Disqus ${forum}`, hints.url ?? null)(part);
  const give = (post: XmlElement): ImportedContent => {
    const comment = made(idOf(post) ?? `line ${post.line}`, () => commentOf(post, threads.get(referenced(post, 'thread') ?? '')));
    return emit('failed' in comment ? { failed: [comment.failed] } : 'reason' in comment.value ? { failed: [comment.value] } : { comments: [comment.value] });
  };
  for await (const part of readXml(chunks, hints.charset ?? null, ['disqus'])) {
    if ('problem' in part) {
      yield emit({ failed: [failureOf(part, hints.name, idOf)] });
      continue;
    }
    const { element } = part;
    if (element.name === 'category' || element.name === 'thread') forum ??= childText(element, 'forum');
    if (element.name === 'thread') threads.set(idOf(element) ?? '', { link: webAddress(childText(element, 'link')), deleted: childText(element, 'isDeleted') === 'true' });
    if (element.name !== 'post') continue;
    if (threads.has(referenced(element, 'thread') ?? '')) yield give(element);
    else early.push(element);
  }
  for (const post of early) yield give(post);
  early = [];
}

function commentOf(post: XmlElement, thread: Thread | undefined): ImportedStandAloneComment | { item: string; reason: string } {
  const item = `post ${idOf(post) ?? `in line ${post.line}`}`;
  const threadId = referenced(post, 'thread') ?? 'none';
  if (!thread) return { item, reason: `its thread (${threadId}) is not in the export: nothing says which article it belongs to` };
  if (thread.link === null) return { item, reason: `its thread (${threadId}) has no web address: nothing says which article it belongs to` };
  const spam = childText(post, 'isSpam') === 'true';
  const deleted = childText(post, 'isDeleted') === 'true' || thread.deleted;
  const author = childOf(post, 'author');
  const parent = referenced(post, 'parent');
  return {
    ...buildComment({
      key: `dsq-${idOf(post) ?? post.line}`, parentKey: parent === null ? null : `dsq-${parent}`,
      authorName: author && (childText(author, 'name') ?? childText(author, 'username')), html: childText(post, 'message') ?? '',
      status: spam ? 'SPAM' : deleted ? 'REJECTED' : 'APPROVED',
      statusReason: spam ? 'marked as spam in Disqus' : deleted ? 'deleted in Disqus' : null, createdAt: instantOf(childText(post, 'createdAt')),
    }),
    articleKey: null,
    articleUrl: thread.link,
  };
}
