import { marked } from 'marked';
import type { ImportedComment, ImportedContent, ImportedStandAloneComment } from '../imported-content';
import { buildComment } from './build-comment';
import { made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { fieldOf, textAt } from './json-fields';
import { readJson } from './json';
import type { ReaderHints } from './reader';

/** Reads a Commento export: comments that name their page by domain and path, and after them the names of those who wrote. */
export async function* readCommento(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const comments: { value: unknown; line: number }[] = []; // names come after what they are needed for
  const names = new Map<string, string>();
  let domain: string | null = null;
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('commento', domain === null ? null : `Commento ${domain}`, hints.url ?? null)(part);
  for await (const part of readJson(chunks, hints.charset ?? null, ['comments', 'commenters'])) {
    if ('problem' in part) yield emit({ failed: [{ ...part.problem, item: `${hints.name}, ${part.problem.item}` }] });
    else if (part.path === 'comments[]') comments.push(part);
    else if (part.path === 'commenters[]') names.set(textAt(part.value, 'commenterHex') ?? '', textAt(part.value, 'name') ?? '');
    domain ??= textAt(comments[0]?.value, 'domain');
  }
  for (const { value, line } of comments) {
    const comment = made(textAt(value, 'commentHex') ?? `${hints.name}, line ${line}`, () => commentOf(value, names));
    yield emit('value' in comment ? { comments: [comment.value] } : { failed: [comment.failed] });
  }
}

function commentOf(comment: unknown, names: ReadonlyMap<string, string>): ImportedStandAloneComment {
  const key = textAt(comment, 'commentHex');
  const path = textAt(comment, 'url') ?? textAt(comment, 'path');
  if (key === null || path === null) throw new Error('expected a comment with commentHex and url, found none');
  const parent = textAt(comment, 'parentHex');
  const markdown = textAt(comment, 'markdown') ?? '';
  return {
    ...buildComment({
      key, parentKey: parent === 'root' ? null : parent, authorName: names.get(textAt(comment, 'commenterHex') ?? '') ?? null,
      html: textAt(comment, 'html') ?? marked.parse(markdown, { async: false, gfm: true, breaks: true }), ...statusOf(comment), createdAt: instantOf(textAt(comment, 'creationDate')),
    }),
    articleKey: null,
    articleUrl: /^https?:/.test(path) ? path : `https://${textAt(comment, 'domain') ?? ''}${path}`,
  };
}

function statusOf(comment: unknown): { status: ImportedComment['status']; statusReason: string | null } {
  if (fieldOf(comment, 'deleted') === true) return { status: 'REJECTED', statusReason: 'deleted in Commento' };
  const state = textAt(comment, 'state') ?? 'approved';
  if (state === 'approved') return { status: 'APPROVED', statusReason: null };
  return { status: state === 'flagged' ? 'SPAM' : 'PENDING', statusReason: `${state} in Commento` };
}
