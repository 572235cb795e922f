import { findKnownPublisher, KNOWN_PUBLISHERS } from '../../src/bibliography/known-publishers';
import { authorKey, identityKey, publisherName, sourceKey } from '../../src/bibliography/normalize';
import { isReferenceLine } from '../../src/bibliography/is-reference-line';

describe('keys of identity', () => {
  test.each([
    ['The New York Times', 'new york  TIMES'],
    ['“Iran’s Role”', '"Iran\'s Role"'],
    ['A – B—C', 'A - B-C'],
    ['Simon & Schuster', 'Simon and Schuster'],
    ['Éditions Müller', 'Editions Muller'],
    ['U.S. News', 'US News'],
    ['ﬁne print…', 'Fine Print...'],
  ])('%s and %s are one', (a, b) => { expect(identityKey(a)).toBe(identityKey(b)); });

  test.each([['Iran and Iraq', 'Iran or Iraq'], ['The', ''], ['Naïve', 'Native']])('%s and %s are two', (a, b) => { expect(identityKey(a)).not.toBe(identityKey(b)); });

  const base = { authors: [{ family: 'Hare', given: 'Ann' }], title: 'Rain in the Hills', container: 'New York Times', publisher: null, date: '2008-05-01', type: 'article-newspaper' as const, doi: null };

  test('one work has one key whatever the case, quotes and name of the paper', () => {
    expect(sourceKey({ ...base, title: 'RAIN in the “Hills”', container: 'NY Times', date: '2008-05-02' })).toBe(sourceKey(base));
    expect(sourceKey({ ...base, container: 'Guardian' })).not.toBe(sourceKey(base));
    expect(sourceKey({ ...base, title: null })).toBeNull();
    expect(sourceKey({ ...base, doi: '10.1000/ABC' })).toBe('doi:10.1000/abc');
  });

  test('two works of one title without a container are told apart by their author', () => {
    const bare = { ...base, container: null };
    expect(sourceKey({ ...bare, authors: [{ family: 'Voss', given: 'Jan' }] })).not.toBe(sourceKey(bare));
  });

  test('the publisher is the press, else the container, never the book of a chapter, else an organisation alone', () => {
    expect(publisherName({ ...base, publisher: 'Knopf' })).toBe('Knopf');
    expect(publisherName(base)).toBe('New York Times');
    expect(publisherName({ ...base, type: 'chapter' })).toBeNull();
    expect(publisherName({ ...base, container: null, authors: [{ literal: 'BBC' }] })).toBe('BBC');
    expect(publisherName({ ...base, container: null })).toBeNull();
  });

  test('a person and an organisation never share a key', () => {
    expect(authorKey({ family: 'Abdul-Ahad', given: 'Ghaith' })).toBe(authorKey({ family: 'ABDUL AHAD', given: 'ghaith' }));
    expect(authorKey({ literal: 'Hare Ann' })).not.toBe(authorKey({ family: 'Hare', given: 'Ann' }));
  });

  test('every row of the table is found by its name and has a homepage', () => {
    for (const publisher of KNOWN_PUBLISHERS) {
      expect(findKnownPublisher(publisher.name)?.name).toBe(publisher.name);
      expect(() => new URL(publisher.homepage)).not.toThrow();
    }
    expect(findKnownPublisher('nytimes.com')?.name).toBe('New York Times');
    expect(findKnownPublisher('Valley Herald of Nowhere')).toBeNull();
  });
});

describe('finding references in running text', () => {
  test.each([
    'Hare, Ann, “Rain in the Hills,” Boston Globe, 5/19/07',
    'BBC, “Ferry ‘ran aground at night,’” 10/5/05',
    'Hare, Ann, Low Water, A History of the Delta, New York: Public Affairs, 2008',
  ])('%s is one', (line) => { expect(isReferenceLine(line)).toBe(true); });

  test.each([
    'In May 2007 the paper ran a story called “Rain in the Hills,” which the mayor denied on 5/19/07.',
    'The mayor said, “We will not pay for this bridge,” in June 2008, and left the room with his staff.',
    'The Passage and Veto of the Law',
    'Ibid., 6.',
    'A ferry off Ystad in the winter of 2007 (Reuters)',
    '1733 Safavid siege of Baghdad ended by Ottoman relief force',
    'No comments:',
  ])('%s is none', (line) => { expect(isReferenceLine(line)).toBe(false); });
});
