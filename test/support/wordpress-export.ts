import { citationLine, hash } from '../../bench/posts';

/** A WordPress export made from numbers, piece by piece: the same numbers give the same bytes. */
export interface ExportSize {
  posts: number;
  /** Characters of prose a post, about. */
  prose: number;
  /** Lines of bibliography a post. */
  lines: number;
  comments: number;
}

const head = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Generated Gazette</title><link>https://gazette.example</link><language>en</language><wp:wxr_version>1.2</wp:wxr_version>
`;
const words = ['the', 'council', 'of', 'harbour', 'and', 'market', 'said', 'that', 'ferry', 'was', 'late', 'again', 'budget', 'for', 'winter', 'a', 'court', 'found', 'no', 'record'];

/** The pieces of an export: a head, one piece a post, an end. */
export function* wordPressExport(size: ExportSize): Generator<string> {
  yield head;
  for (let i = 0; i < size.posts; i += 1) yield itemOf(i, size);
  yield '</channel></rss>\n';
}

function itemOf(i: number, { posts, prose, lines, comments }: ExportSize): string {
  const date = new Date(Date.UTC(2010, 0, 1) + i * 3_600_000).toISOString();
  const day = i % 50 === 7;
  const title = day ? `This Day In Harbour History - Jul ${1 + (i % 28)}` : `Report ${i}: ${sentence(i, 5)}`;
  const body = day ? `${1700 + (i % 250)} ${sentence(i, 9)}\n${1800 + (i % 100)} ${sentence(i + 1, 9)}` : Array.from({ length: Math.ceil(prose / 400) }, (_, p) => `${sentence(i * 31 + p, 70)}.`).join('\n\n');
  const sources = day || lines === 0 ? '' : `\n\nSOURCES\n\n${Array.from({ length: lines }, (_, k) => citationLine(Math.floor(4 * posts * (hash(i * 30 + k, 20) / 2 ** 32) ** 2))).join('\n\n')}`;
  const said = Array.from({ length: comments }, (_, k) => `<wp:comment><wp:comment_id>${i * 10 + k + 1}</wp:comment_id><wp:comment_author>Reader ${hash(i, k) % 500}</wp:comment_author>
<wp:comment_date_gmt>${date.slice(0, 10)} 1${k % 10}:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[${sentence(i + k, 12)}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>${k > 0 ? i * 10 + 1 : 0}</wp:comment_parent></wp:comment>`).join('\n');
  return `<item><title>${title}</title><link>https://gazette.example/${date.slice(0, 4)}/post-${i}/</link><dc:creator>writer${i % 9}</dc:creator><guid isPermaLink="false">https://gazette.example/?p=${i + 1}</guid>
<content:encoded><![CDATA[${body}${sources}]]></content:encoded><wp:post_id>${i + 1}</wp:post_id><wp:post_date_gmt>${date.slice(0, 10)} ${date.slice(11, 19)}</wp:post_date_gmt><wp:post_name>post-${i}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag" nicename="t${i % 12}">topic ${i % 12}</category>
${said}</item>
`;
}

function sentence(seed: number, length: number): string {
  return Array.from({ length }, (_, k) => words[hash(seed, k) % words.length]).join(' ');
}
