import { Parser } from 'htmlparser2';
import { commentHtml, linksIn } from '../../src/comments/comment-html';

const link = (href: string, text = href): string => `<a href="${href}" rel="nofollow ugc noopener">${text}</a>`;

describe('the text of a comment as HTML', () => {
  test.each([
    ['paragraphs and lines stay', 'One\r\ntwo\n\n \nthree', '<p>One<br>two</p>\n<p>three</p>'],
    ['markup is shown as it was written', '<b>bold</b> & "quoted"', '<p>&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;</p>'],
    ['an address becomes a link that lends no weight', 'See https://harbour.example/a?b=1&c=2.', `<p>See ${link('https://harbour.example/a?b=1&amp;c=2')}.</p>`],
    ['what ends the sentence is no part of it', '(http://a.example/x), "http://b.example"!', `<p>(${link('http://a.example/x')}), &quot;${link('http://b.example/', 'http://b.example')}&quot;!</p>`],
    ['a bracket that belongs to it stays', 'https://w.example/Basra_(city)', `<p>${link('https://w.example/Basra_(city)')}</p>`],
    ['other schemes are text', 'javascript:alert(1) data:text/html,x ftp://a.example', '<p>javascript:alert(1) data:text/html,x ftp://a.example</p>'],
    ['what is no address stays text', 'http://[ and https://', '<p>http://[ and https://</p>'],
  ])('%s', (_name, text, html) => {
    expect(commentHtml(text)).toBe(html);
  });

  test('gives a parser nothing but paragraphs, lines and links on http, whatever was written', () => {
    const hostile = [
      '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'https://a.example/"onmouseover="alert(1)', "https://a.example/'><svg/onload=alert(1)>", 'http://a.example/<script>',
      '<a href="javascript:alert(1)">x</a>', 'https://a.example/\u0000"x', '&lt;script&gt;', '<!--<p>--><math><mi//xlink:href="data:x,<script>alert(4)</script>">', 'http://\u202Egnp.exe', '`https://a.example`onclick=x`',
    ];
    const elements: string[] = [];
    const parser = new Parser({ onopentag: (name, attributes) => { elements.push(`${name} ${Object.keys(attributes).join(' ')} ${(attributes.href ?? 'http:').split(':')[0] ?? ''}`); } });
    parser.end(hostile.map(commentHtml).join('\n'));
    expect([...new Set(elements)].sort()).toEqual(['a href rel http', 'a href rel https', 'p  http']);
  });

  test('takes time that grows with the text, not with its square', () => {
    const hostile = ['http://a' + ')'.repeat(100_000), 'http://'.repeat(20_000), '\n \n'.repeat(50_000), `http://a(${')'.repeat(100_000)}`, 'https://' + 'a.'.repeat(50_000)];
    for (const text of hostile) expect(linksIn(text).length + commentHtml(text).length).toBeGreaterThanOrEqual(0);
  });
});
