import { discoverFeed } from '../../src/feeds/discover-feed';
import { feedFacts } from '../../src/feeds/feed-facts';
import { linkTo, linksInHeader } from '../../src/feeds/link-header';
import { linksInPage } from '../../src/feeds/links-in-page';
import { commentsOf, everythingIs, nextPage } from '../../src/feeds/next-page';
import { createOutside } from '../../src/outside/outside';
import { type WebSite, startSite } from '../support/web-site';

const outside = createOutside({ allowPrivate: ['127.0.0.1'] });
const rss = '<rss version="2.0"><channel><title>Harbour Notes</title><item><title>One</title><guid>1</guid></item></channel></rss>';
const atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Atom</title><entry><id>tag:h,1</id><title>One</title></entry></feed>';
const html = (head: string): { headers: Record<string, string>; body: string } => ({ headers: { 'content-type': 'text/html' }, body: `<!doctype html><html><head>${head}</head><body>Hello</body></html>` });

describe('the feed of an address', () => {
  let site: WebSite;
  beforeEach(async () => { site = await startSite(); });
  afterEach(() => site.stop());

  test('is the address itself when a feed is there', async () => {
    site.pages = { '/feed.xml': { body: rss } };
    expect(await discoverFeed(outside, `${site.url}/feed.xml`)).toEqual({ url: `${site.url}/feed.xml`, format: 'rss', title: 'Harbour Notes' });
  });

  test('is the first that the page names, relative to its base, and none of comments', async () => {
    site.pages = {
      '/': html('<base href="/blog/"><link rel=alternate type="application/atom+xml" title="Harbour » Comments" href="/comments.xml"><link rel="Alternate" type="application/atom+xml; charset=utf-8" href="posts.xml">'),
      '/blog/posts.xml': { body: atom }, '/comments.xml': { body: atom },
    };
    expect(await discoverFeed(outside, site.url)).toEqual({ url: `${site.url}/blog/posts.xml`, format: 'atom', title: 'Harbour Atom' });
  });

  test('is the API of WordPress before its feed, by header or page, with pretty addresses or without', async () => {
    const api = { body: '[{"id":1,"date_gmt":"2026-01-01T00:00:00","title":{"rendered":"One"},"content":{"rendered":"<p>Text</p>"},"link":"http://x.example/1"}]' };
    site.pages = { '/': { ...html('<link rel="alternate" type="application/rss+xml" href="/feed/">'), headers: { 'content-type': 'text/html', link: `<${site.url}/wp-json/>; rel="https://api.w.org/"` } }, '/wp-json/wp/v2/posts': api, '/feed/': { body: rss } };
    expect(await discoverFeed(outside, site.url)).toMatchObject({ format: 'wordpress-rest', url: `${site.url}/wp-json/wp/v2/posts?per_page=100&orderby=modified&order=desc&_embed=author%2Cwp%3Aterm` });
    site.pages = { '/': html(`<link rel="https://api.w.org/" href="${site.url}/?rest_route=/">`), '/?rest_route=%2Fwp%2Fv2%2Fposts&per_page=100&orderby=modified&order=desc&_embed=author%2Cwp%3Aterm': api };
    expect(await discoverFeed(outside, site.url)).toMatchObject({ format: 'wordpress-rest' });
  });

  test('is what the page names when the API is closed', async () => {
    site.pages = { '/': html(`<link rel="https://api.w.org/" href="/wp-json/"><link rel="alternate" type="application/rss+xml" href="/feed/">`), '/wp-json/wp/v2/posts': { status: 401, body: '{"code":"rest_not_logged_in"}' }, '/feed/': { body: rss } };
    expect(await discoverFeed(outside, site.url)).toMatchObject({ format: 'rss', url: `${site.url}/feed/` });
  });

  test('is that of Blogger, whose pages say what made them', async () => {
    site.pages = { '/': html('<meta content="blogger" name="generator">'), '/feeds/posts/default': { body: atom } };
    expect(await discoverFeed(outside, `${site.url}/`)).toMatchObject({ url: `${site.url}/feeds/posts/default?max-results=100`, format: 'atom' });
  });

  test('is found where feeds usually are when the page names none', async () => {
    site.pages = { '/blog': html('<title>Blog</title>'), '/blog/atom.xml': { body: atom } };
    expect(await discoverFeed(outside, `${site.url}/blog`)).toMatchObject({ url: `${site.url}/blog/atom.xml` });
  });

  test('keeps its new address when it moved for good, and the old one when it is only elsewhere today', async () => {
    site.pages = { '/old': { status: 301, headers: { location: '/new' } }, '/today': { status: 302, headers: { location: '/new' } }, '/new': { body: rss } };
    expect(await discoverFeed(outside, `${site.url}/old`)).toMatchObject({ url: `${site.url}/new` });
    expect(await discoverFeed(outside, `${site.url}/today`)).toMatchObject({ url: `${site.url}/today` });
  });

  test('is asked for in vain with a list of what was tried and no secret of the address', async () => {
    site.pages = { '/': html('<link rel="alternate" type="application/rss+xml" href="/gone.xml?key=secret">') };
    await expect(discoverFeed(outside, `${site.url}/?key=secret`)).rejects.toMatchObject({
      code: 'NO_FEED_FOUND', message: expect.stringMatching(/^There is no feed at http:\S+\/\. Tried:\n[^]*got a web page[^]*\/gone\.xml: expected a feed, got HTTP status 404/) as string,
    });
    await expect(discoverFeed(outside, `${site.url}/?key=secret`)).rejects.not.toMatchObject({ message: expect.stringContaining('secret') as string });
    await expect(discoverFeed(createOutside({ allowPrivate: [] }), site.url)).rejects.toMatchObject({ message: expect.stringMatching(/port of the web/) as string });
    await expect(discoverFeed(outside, 'not an address')).rejects.toMatchObject({ code: 'NO_FEED_FOUND' });
  });
});

describe('what stands around the items of a feed', () => {
  const factsOf = (text: string, format: 'atom' | 'rss' | 'json-feed' | 'wordpress-rest') => feedFacts(Buffer.from(text), format, null, 'https://h.example/feed');
  const page = async (text: string, format: 'atom' | 'rss' | 'json-feed' | 'wordpress-rest', headers: Record<string, string> = {}, number = 1) => nextPage({ url: 'https://h.example/feed', format, headers, facts: await factsOf(text, format), number });

  test('says where its hub and its older items are', async () => {
    const text = '<rss xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="hub" href="https://hub.example/"/><a:link rel="self" href="/me"/><a:link rel="next" href="?page=2"/><item><a:link rel="next" href="/no"/></item></channel></rss>';
    const { links, whole, complete } = await factsOf(text, 'rss');
    expect([linkTo(links, 'hub'), linkTo(links, 'self'), whole, complete]).toEqual(['https://hub.example/', 'https://h.example/me', true, false]);
    expect(await page(text, 'rss')).toEqual({ url: 'https://h.example/feed?page=2', noSuchPage: null });
    expect(await page('{"version":"https://jsonfeed.org/version/1.1","title":"J","next_url":"/older","items":[]}', 'json-feed')).toEqual({ url: 'https://h.example/older', noSuchPage: null });
    expect(await page('<rss><channel><generator>https://wordpress.org/?v=6.5</generator></channel></rss>', 'rss')).toEqual({ url: 'https://h.example/feed?paged=2', noSuchPage: 404 });
    expect(await page('[]', 'wordpress-rest', { 'x-wp-totalpages': '3' }, 2)).toEqual({ url: 'https://h.example/feed?page=3', noSuchPage: 400 });
    expect(await page('[]', 'wordpress-rest', { 'x-wp-totalpages': '3' }, 3)).toBeNull();
    expect(await page('<rss><channel><title>T</title></channel></rss>', 'rss')).toBeNull();
  });

  test('says whether it has everything, and whether it broke off', async () => {
    expect(await factsOf('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"><fh:complete/></feed><!-- made by a cache -->', 'atom')).toMatchObject({ complete: true, whole: true });
    expect(await factsOf('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id></entry>', 'atom')).toMatchObject({ complete: false, whole: false });
    expect(await factsOf('[{"id":1}', 'wordpress-rest')).toMatchObject({ whole: false });
    const feed = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"><generator version="7.00">Blogger</generator><openSearch:totalResults>42</openSearch:totalResults></feed>';
    const blogger = { format: 'atom' as const, headers: {}, number: 1, url: 'https://b.example/feeds/posts/default?max-results=100', facts: await factsOf(feed, 'atom') };
    expect([blogger, { ...blogger, url: 'https://b.example/atom.xml' }, { ...blogger, url: 'https://b.example/feeds/posts/default/-/News' }, { ...blogger, url: `${blogger.url}&q=news` }].map(everythingIs)).toEqual([42, null, null, null]);
  });

  test('leads to the comments of an API', () => {
    expect(commentsOf('https://w.example/wp-json/wp/v2/posts?per_page=100&orderby=modified', 'wordpress-rest')).toBe('https://w.example/wp-json/wp/v2/comments?per_page=100');
    expect(commentsOf('https://b.example/feeds/posts/default?max-results=100', 'atom')).toBe('https://b.example/feeds/comments/default?max-results=100');
    expect(commentsOf('https://b.example/atom.xml', 'atom')).toBeNull();
  });
});

describe('links', () => {
  test('of a header are told apart whatever stands in quotes', () => {
    expect(linksInHeader('<https://a.example/?x=1,2;3>; rel="next Hub"; title="a, \\"b\\"; c", </self>;rel=self, nonsense, <>; rel=x', 'https://h.example/f')).toEqual([
      { href: 'https://a.example/?x=1,2;3', rel: ['next', 'hub'], type: null, title: 'a, "b"; c' }, { href: 'https://h.example/self', rel: ['self'], type: null, title: null },
    ]);
    expect(linksInHeader(`<${'"\\'.repeat(50_000)}`, 'https://h.example/')).toEqual([]);
  });

  test('of a page of a stranger are bounded', () => {
    expect(linksInPage('<link rel="alternate" href="/x">'.repeat(5000), 'https://h.example/').links).toHaveLength(200);
  });
});
