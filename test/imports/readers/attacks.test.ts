import { parseFragment, type DefaultTreeAdapterMap } from 'parse5';
import { escapeHtml } from '../../../src/html/escape';
import { sanitise } from '../../../src/html/sanitise';
import { dangersInBrowser } from '../../html/dangers';
import { families } from '../../html/vector-families';
import { readBytes } from '../../support/read-case';

/** Every fifteenth attack of each family. */
const spread = Object.values(families).flatMap((vectors) => vectors.filter((_vector, i) => i % 15 === 0));
/** A text as XML can hold it. */
const legal = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/g, '');
const escaped = (vector: string): string => escapeHtml(legal(vector));
const quoted = (vector: string): string => `<![CDATA[${legal(vector).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** What a browser makes of an attack, as the elements of an XML document. */
function asXhtml(vector: string): string {
  const write = (node: DefaultTreeAdapterMap['node']): string => {
    if ('value' in node) return escapeHtml(node.value);
    if (!('childNodes' in node)) return '';
    const inside = ('content' in node ? node.content : node).childNodes.map(write).join('');
    if (!('tagName' in node) || !/^[a-z][\w-]*$/i.test(node.tagName)) return inside;
    const attributes = node.attrs.filter(({ name }) => /^[a-z][\w-]*$/i.test(name)).map(({ name, value }) => ` ${name}="${escapeHtml(value)}"`);
    return `<${node.tagName}${attributes.join('')}>${inside}</${node.tagName}>`;
  };
  return write(parseFragment(legal(vector)));
}

type Write = (vector: string, id: number) => string;
const xml = (root: string, end: string, item: Write): string => `<?xml version="1.0" encoding="utf-8"?>${root}${spread.map(item).join('\n')}${end}`;
const atom = (type: string, content: Write): string => xml('<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title>', '</feed>', (vector, id) => `<entry><id>urn:${id}</id><title>One</title><updated>2009-05-14T16:00:00Z</updated><content type="${type}">${content(vector, id)}</content></entry>`);
const bloggerId = 'tag:blogger.com,1999:blog-7';
/** One file a format, with each attack as the body of an article of its own. */
const files: Readonly<Record<string, () => string>> = {
  'WordPress export': () => xml('<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour</title><link>https://harbour.example</link>', '</channel></rss>', (vector, id) => `<item><title>One</title><link>https://harbour.example/${id}</link><content:encoded>${quoted(vector)}</content:encoded><wp:post_id>${id + 1}</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>`),
  'WordPress REST': () => JSON.stringify(spread.map((vector, id) => ({ id: id + 1, slug: `a${id}`, status: 'publish', type: 'post', link: `https://harbour.example/${id}`, title: { rendered: 'One' }, content: { rendered: vector } }))),
  'Blogger export': () => xml(`<feed xmlns="http://www.w3.org/2005/Atom"><id>${bloggerId}.archive</id><title>Harbour</title>`, '</feed>', (vector, id) => `<entry><id>${bloggerId}.post-${id}</id><published>2009-05-14T09:00:00Z</published><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/><title type="text">One</title><content type="html">${escaped(vector)}</content></entry>`),
  'Blogger API': () => JSON.stringify({ kind: 'blogger#postList', items: spread.map((vector, id) => ({ kind: 'blogger#post', id: String(id), blog: { id: '7' }, published: '2009-05-14T09:00:00Z', title: 'One', content: vector })) }),
  'Atom of HTML': () => atom('html', escaped),
  'Atom of XHTML': () => atom('xhtml', (vector) => `<div xmlns="http://www.w3.org/1999/xhtml">${asXhtml(vector)}</div>`),
  'RSS': () => xml('<rss version="2.0"><channel><title>Harbour</title><link>https://harbour.example</link>', '</channel></rss>', (vector, id) => `<item><guid>${id}</guid><title>One</title><description>${escaped(vector)}</description></item>`),
  'JSON Feed': () => JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Harbour', items: spread.map((vector, id) => ({ id: String(id), title: 'One', content_html: vector })) }),
};
/** Formats of one article a file. */
const pages: Readonly<Record<string, (vector: string) => string>> = {
  'a saved page': (vector) => `<!doctype html><html><head><title>One</title></head><body><article><h1>One</h1>${vector}</article></body></html>`,
  'Markdown': (vector) => `# One\n\nText ${vector}\n\n- [x](${vector})\n- ![${vector}](<${vector}>)\n\n\`${vector}\``,
  'plain text': (vector) => `Monday, March 3, 2008\n\nOne ${vector}\n\nText ${vector}`,
};

interface Read { bodyHtml: string }
const alive = (articles: readonly unknown[]): object[] => (articles as Read[]).flatMap(({ bodyHtml }) => {
  const dangers = [...dangersInBrowser(bodyHtml), ...dangersInBrowser(bodyHtml, false)];
  return dangers.length > 0 ? [{ bodyHtml, dangers }] : [];
});

test.each(Object.entries(files))('%s: every article comes in, and no attack in its body is alive', async (_, write) => {
  const { articles } = await readBytes(Buffer.from(write()));
  expect(articles).toHaveLength(spread.length);
  expect(alive(articles)).toEqual([]);
  expect((articles as Read[]).filter(({ bodyHtml }) => sanitise(bodyHtml).trim() !== bodyHtml)).toEqual([]);
});

test.each(Object.entries(pages))('%s: no attack in it is alive', async (_, write) => {
  const read = await Promise.all(spread.map(async (vector) => (await readBytes(Buffer.from(write(vector)))).articles));
  expect(read.flat().length).toBeGreaterThan(spread.length * 0.8);
  expect(alive(read.flat())).toEqual([]);
});

test('a comment becomes text: even a page that took it for HTML would find no attack, where none was written as text', async () => {
  const attacks = spread.filter((vector) => !vector.includes('&'));
  const comment: Write = (vector, id) => `<wp:comment><wp:comment_id>${id + 1}</wp:comment_id><wp:comment_author>P. Moss</wp:comment_author><wp:comment_content>${quoted(vector)}</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>`;
  const file = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour</title><item><title>One</title><content:encoded>Text</content:encoded><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${attacks.map(comment).join('')}</item></channel></rss>`;
  const [article] = (await readBytes(Buffer.from(file))).articles as { comments: { body: string }[] }[];
  expect(article?.comments.length).toBeGreaterThan(attacks.length * 0.9);
  expect(article?.comments.filter(({ body }) => dangersInBrowser(body).some((danger) => danger !== 'comment'))).toEqual([]);
});
