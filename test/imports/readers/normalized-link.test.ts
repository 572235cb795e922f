import { normalizedLink } from '../../../src/imports/normalized-link';

describe('two addresses of one page are the same link', () => {
  test.each([
    ['http://harbour.example/2009/05/ferry', 'https://www.Harbour.example:443/2009/05/ferry/'],
    ['http://harbour.example/2009/05/ferry.html', 'http://m.harbour.example/2009/05/ferry.html?m=1'],
    ['http://harbour.example/ferry/', 'http://harbour.example/ferry/index.html#comments'],
    ['http://harbour.example/ferry', 'http://harbour.example//ferry?utm_source=x&utm_medium=y&fbclid=z'],
    ['http://harbour.example/?a=1&b=2', '//harbour.example/?b=2&a=1'],
    ['http://harbour.example/caf%C3%A9', 'http://harbour.example/caf%c3%a9'],
    ['http://harbour.example/~user', 'http://harbour.example/%7Euser'],
    ['http://harbour-notes.blogspot.com/2009/05/ferry.html', 'http://harbour-notes.blogspot.co.uk/2009/05/ferry.html?showComment=1#c1'],
  ])('%s and %s', (one, other) => {
    expect(normalizedLink(one)).toBe(normalizedLink(other));
  });

  test.each([
    ['http://harbour.example/a', 'http://harbour.example/b'],
    ['http://harbour.example/Ferry', 'http://harbour.example/ferry'],
    ['http://harbour.example/?p=1', 'http://harbour.example/?p=2'],
    ['http://harbour.example/a%2Fb', 'http://harbour.example/a/b'],
    ['http://one.example/', 'http://other.example/'],
  ])('%s and %s are two', (one, other) => {
    expect(normalizedLink(one)).not.toBe(normalizedLink(other));
  });

  test.each(['', 'harbour', 'mailto:nora@harbour.example', 'javascript:alert(1)', 'http://'])('%p is no address of a page', (text) => {
    expect(normalizedLink(text)).toBeNull();
  });
});
