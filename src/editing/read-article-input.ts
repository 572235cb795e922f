import { Mistake, UserErrorCode } from '../graph/user-errors';
import { InvalidInput } from '../errors';
import { optionalText, requireText } from '../graph/input-text';
import { markdownHtml } from '../html/markdown';
import { writeBody } from '../imports/plain-text-body';
import { shortSlug, slugOf } from '../imports/plain-text-slug';
import { webAddress } from '../imports/readers/build-article';
import type { UpsertArticleInput } from './article.input';

/** What an editor gives of an article: undefined stays as it is, null is taken away. */
export interface ArticleDraft {
  title: string | undefined;
  summary: string | null | undefined;
  /** Not yet safe. */
  html: string | undefined;
  language: string | null | undefined;
  url: string | null | undefined;
  publishedAt: Date | null | undefined;
  authors: string[] | undefined;
  tags: string[] | undefined;
  bibliography: string[] | undefined;
  slug: string | null;
  note: string | null;
}

/** Reads the input of `upsertArticle`; InvalidInput or Mistake names the field that cannot be used. */
export function readArticleInput(input: UpsertArticleInput): ArticleDraft {
  return {
    title: optionalText(input.title, 'input.title', { most: 500, line: true })?.trim(),
    summary: input.summary === undefined ? undefined : optionalText(input.summary, 'input.summary', { most: 1_000 }),
    html: bodyOf(input),
    language: input.language == null ? input.language : languageTag(input.language),
    url: input.url == null ? input.url : address(input.url),
    publishedAt: input.publishedAt,
    authors: listOf(input.authors, 'input.authors', 50, 200),
    tags: listOf(input.tags, 'input.tags', 50, 100),
    bibliography: listOf(input.bibliography, 'input.bibliography', 1_000, 5_000),
    slug: input.slug == null ? null : slugGiven(input.slug),
    note: optionalText(input.correctionNote, 'input.correctionNote', { most: 1_000 }),
  };
}

/** One body in the form of HTML, whichever form it was given in. */
function bodyOf({ bodyHtml, bodyMarkdown, bodyText }: UpsertArticleInput): string | undefined {
  const given = Object.entries({ bodyHtml, bodyMarkdown, bodyText }).flatMap(([form, text]) => (text == null ? [] : [{ form, text }]));
  if (given.length > 1) throw new Mistake('input', UserErrorCode.INVALID, `input: expected at most one of bodyHtml, bodyMarkdown and bodyText, got ${given.length}.`);
  const [body] = given;
  if (!body) return undefined;
  const text = requireText(body.text, `input.${body.form}`, { most: 1_000_000 });
  if (body.form === 'bodyMarkdown') return markdownHtml(text);
  return body.form === 'bodyHtml' ? text : writeBody(text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n\s*/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '')).bodyHtml;
}

function listOf(texts: readonly string[] | null | undefined, field: string, mostItems: number, mostCharacters: number): string[] | undefined {
  if (texts == null) return undefined;
  if (texts.length > mostItems) throw new InvalidInput(field, `at most ${mostItems}`, `${texts.length}`);
  return texts.map((text, i) => requireText(text, `${field}[${i}]`, { most: mostCharacters, line: true }).trim());
}

/** The form of BCP 47 (RFC 5646, 2.1), without its registry. */
function languageTag(text: string): string {
  if (/^[a-z]{2,8}(-[a-z0-9]{1,8}){0,8}$/i.test(text)) return text;
  throw new InvalidInput('input.language', 'a BCP 47 tag such as en or en-GB', text);
}

function address(text: string): string {
  const url = webAddress(text);
  if (url === null || url.length > 2_000) throw new InvalidInput('input.url', 'an address on http or https of at most 2000 characters', text);
  return url;
}

function slugGiven(text: string): string {
  const slug = shortSlug(slugOf(requireText(text, 'input.slug', { most: 200, line: true })));
  if (slug !== text) throw new InvalidInput('input.slug', `small letters and digits joined by hyphens, such as ${JSON.stringify(slug)}`, text);
  return slug;
}
