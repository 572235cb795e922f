import { wordPressHtml } from '../../src/html/wordpress-body';

describe('a stored body becomes the HTML that WordPress shows', () => {
  test.each([
    ['blank lines end paragraphs, line ends break lines', 'One\nline.\n\nTwo.', '<p>One<br>\nline.</p>\n<p>Two.</p>\n'],
    ['blocks are left alone', 'One\n<ul>\n<li>a\nb</li>\n</ul>\nTwo', '<p>One</p>\n<ul>\n<li>a\nb</li>\n</ul><p>Two</p>\n'],
    ['a quotation has paragraphs of its own', '<blockquote>One\n\nTwo</blockquote>', '<blockquote><p>One</p>\n<p>Two</p>\n</blockquote>'],
    ['blank lines in preformatted text stay', '<pre>a\n\nb</pre>', '<pre>a\n\nb</pre>'],
    ['a body that has its paragraphs keeps them', '<p>One</p>\n\n<p>Two</p>', '<p>One</p><p>Two</p>'],
    ['the block editor leaves only its comments behind', '<!-- wp:paragraph {"a":">"} -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->', '\n<p>One\ntwo</p>\n'],
    ['a caption', '[caption id="a" width="3"]<a href="b"><img src="c.png"></a> The pier[/caption]', '<figure><a href="b"><img src="c.png"></a><figcaption>The pier</figcaption></figure>'],
    ['a caption of the old form', '[caption caption="A & B"]<img src="c.png">[/caption]', '<figure><img src="c.png"><figcaption>A &amp; B</figcaption></figure>'],
    ['what is embedded is linked', '[embed width="3"]https://films.example/?a=1[/embed] [youtube https://films.example/w?v=1] [video mp4="https://films.example/a.mp4"][/video]',
      '<p><a href="https://films.example/?a=1">https://films.example/?a=1</a> <a href="https://films.example/w?v=1">https://films.example/w?v=1</a> <a href="https://films.example/a.mp4">https://films.example/a.mp4</a></p>\n'],
    ['a shortcode of a plug-in stays as text', '[seats deck="2"]front[/seats] [1] [sic]', '<p>[seats deck="2"]front[/seats] [1] [sic]</p>\n'],
    ['an escaped shortcode loses one pair of brackets', 'Write [[gallery]] for pictures', '<p>Write [gallery] for pictures</p>\n'],
    ['a shortcode that is not closed loses nothing behind it', '[embed]https://films.example/ and more', '<p>https://films.example/ and more</p>\n'],
  ])('%s', (_, body, html) => {
    expect(wordPressHtml(body).html).toBe(html);
  });

  test('what cannot be shown is counted', () => {
    expect(wordPressHtml('[gallery ids="1,2"] text [gallery] [playlist]').dropped).toEqual({ '[gallery]': 2, '[playlist]': 1 });
  });
});
