import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { absoluteLinks } from '../../src/html/absolute-links';
import { sanitise } from '../../src/html/sanitise';
import { wordPressHtml } from '../../src/html/wordpress-body';
import { LIVE, dangersInBrowser } from './dangers';
import { forms } from './vector-forms';

const vectors = readFileSync(join(__dirname, '../fixtures/html/script-vectors.txt'), 'utf8').trimEnd().split('\n')
  .map((line) => line.replace(/\\([nr0\\])/g, (_, code: string) => ({ n: '\n', r: '\r', 0: '\0' })[code] ?? '\\'));

/** What could run, load or hide in HTML, as the parser of the sanitiser sees it, in three settings; dangers.ts looks as a browser does. */
function dangersIn(html: string, options: { xmlMode?: boolean; lowerCaseTags?: boolean } = {}): string[] {
  const dangers: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (LIVE.has(name.toLowerCase())) dangers.push(`<${name}>`);
      for (const [key, value] of Object.entries(attributes)) {
        const scheme = /^([a-z][a-z\d+.-]*):/i.exec(value.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase();
        if (/^on|^style$|^srcdoc$|^formaction$|^xlink|^xmlns|^srcset$|^background$|^ping$/i.test(key)) dangers.push(key);
        else if (['href', 'src', 'cite'].includes(key) && scheme !== undefined && !['http', 'https', 'mailto'].includes(scheme)) dangers.push(`${key}=${value}`);
        else if ((key === 'id' || key === 'name') && /^(?:location|document|cookie|body|x|constructor|__proto__|prototype|getElementById)$/.test(value)) dangers.push(`${key}=${value}`);
      }
    },
    onprocessinginstruction(name) { dangers.push(name); },
    oncomment(data) { dangers.push(`<!--${data}-->`); },
  }, options);
  parser.end(html);
  return dangers;
}

/** The ways by which HTML comes in. */
const waysIn: readonly [string, (html: string) => string][] = [
  ['as it is', sanitise],
  ['with links made absolute', (html) => sanitise(absoluteLinks(html, 'https://harbour.example/2009/post.html'))],
  ['as a WordPress body', (html) => sanitise(absoluteLinks(wordPressHtml(html).html, 'https://harbour.example/'))],
  ['inside a list inside a table', (html) => sanitise(`<table><tr><td><ul><li>${html}`)],
  ['twice escaped and once read', (html) => sanitise(html.replace(/&lt;/g, '<'))],
];

describe('nothing that runs, loads or hides is left of an attack', () => {
  test('the list is long enough to be one', () => {
    expect(new Set(Object.values(forms).flatMap((write) => vectors.map(write))).size).toBeGreaterThanOrEqual(5000);
  });

  test.each(waysIn)('%s', (_, clean) => {
    const alive = vectors.flatMap((vector) => {
      const html = clean(vector);
      const dangers = [...dangersIn(html), ...dangersIn(html, { xmlMode: true }), ...dangersIn(html, { lowerCaseTags: false })];
      return dangers.length > 0 ? [{ vector, html, dangers }] : [];
    });
    expect(alive).toEqual([]);
  });

  test.each(waysIn)('%s: done again, it stays the same', (_, clean) => {
    const moving = vectors.flatMap((vector) => {
      const once = clean(vector);
      return sanitise(once) === once ? [] : [{ vector, once, twice: sanitise(once) }];
    });
    expect(moving).toEqual([]);
  });

  test.each(Object.entries(forms))('%s, as a browser builds it with and without scripts', (_, write) => {
    const alive = vectors.map(write).flatMap((vector) => waysIn.slice(0, 3).flatMap(([way, clean]) => {
      const html = clean(vector);
      const dangers = [...dangersInBrowser(html), ...dangersInBrowser(html, false)];
      return dangers.length > 0 || sanitise(html) !== html ? [{ way, vector, html, dangers }] : [];
    }));
    expect(alive).toEqual([]);
  });

  test('the check sees what it is for', () => {
    expect(vectors.filter((vector) => dangersInBrowser(vector).length > 0).length).toBeGreaterThan(300);
    expect(vectors.filter((vector) => dangersIn(vector).length > 0).length).toBeGreaterThan(300);
  });
});

describe('what an article is made of stays', () => {
  test.each([
    '<h2>Title</h2><p>Text with <em>stress</em>, <strong>weight</strong> and a <a href="https://harbour.example/a?b=1&amp;c=2">link</a>.</p>',
    '<ul><li>One</li><li>Two</li></ul><ol start="3"><li>Three</li></ol><dl><dt>Pier</dt><dd>A walk</dd></dl>',
    '<table><thead><tr><th scope="col">Year</th></tr></thead><tbody><tr><td colspan="2">1917</td></tr></tbody></table>',
    '<figure><img src="https://harbour.example/pier.jpg" alt="The pier" width="300" /><figcaption>The pier</figcaption></figure>',
    '<blockquote cite="https://harbour.example/q"><p>Said</p></blockquote><pre>a\n b</pre><p>x<sup id="fnref1"><a href="#fn1">1</a></sup></p><p lang="ar" dir="rtl">نص</p>',
  ])('%s', (html) => {
    expect(sanitise(html)).toBe(html);
  });

  test('a film in a frame becomes a link to it', () => {
    expect(sanitise('<iframe src="https://films.example/1" width="9"></iframe>')).toBe('<a href="https://films.example/1">https://films.example/1</a>');
  });
});
