import type { Facts, NewComment } from '../../src/comments/moderation/decision';
import { moderate, phases } from '../../src/comments/moderation/phases';
import { textMarks } from '../../src/comments/moderation/text-marks';
import { wordsOf } from '../../src/comments/moderation/words-of';
import { PostingPace, postsAMinute, postsAnHour } from '../../src/comments/posting-pace';

const quiet: Facts = { byModerator: false, moderated: false, inMinute: 0, inHour: 0, onArticle: 0, repeats: null, nearlyRepeats: false, words: [] };
const say = (body: string, facts: Partial<Facts> = {}, authorName = 'Ada') => moderate({ authorName, body } satisfies NewComment, { ...quiet, ...facts });
const long = 'The council never voted on the second pier, whatever the harbour master says of it.';
const list: Facts['words'] = [{ word: 'casino', status: 'SPAM' }, { word: 'harbour master', status: 'PENDING' }];

describe('moderation, a phase at a time', () => {
  test.each<[string, ReturnType<typeof say>, object]>([
    ['nothing against it, open', say(long), { phase: 'SETTING', status: 'APPROVED' }],
    ['nothing against it, moderated', say(long, { moderated: true }), { phase: 'SETTING', status: 'PENDING', rule: 'IBID_COMMENTS=moderated' }],
    ['a moderator, whatever it says', say('casino', { byModerator: true, words: list, inMinute: 99 }), { phase: 'TRUST', status: 'APPROVED' }],
    ['too many in a minute', say(long, { inMinute: postsAMinute }), { phase: 'RATE', status: 'REFUSED' }],
    ['too many in an hour', say(long, { inHour: postsAnHour }), { phase: 'RATE', status: 'REFUSED' }],
    ['a busy article', say(long, { onArticle: 100 }), { phase: 'RATE', status: 'PENDING' }],
    ['a flooded article', say(long, { onArticle: 1000 }), { phase: 'RATE', status: 'REFUSED' }],
    ['a word of the list, in other dress', say('Win at the C\u200BÁSINO!', { words: list }), { phase: 'WORDS', status: 'SPAM', rule: 'casino' }],
    ['a phrase of the list', say('The Harbour-Master lied.', { words: list }), { phase: 'WORDS', status: 'PENDING', rule: 'harbour master' }],
    ['a word within a word is none', say('casinos are another matter', { words: list }), { phase: 'SETTING' }],
    ['a word in the name', say('Hello.', { words: list }, 'Casino King'), { phase: 'WORDS', status: 'SPAM' }],
    ['of two words the severer', say('The harbour master runs a casino', { words: list }), { status: 'SPAM', rule: 'casino' }],
    ['said here already', say('Yes.', { repeats: 'HERE' }), { phase: 'REPEATS', status: 'REJECTED' }],
    ['said elsewhere already', say(long, { repeats: 'ELSEWHERE' }), { phase: 'REPEATS', status: 'SPAM' }],
    ['said by another', say(long, { repeats: 'ANOTHER' }), { phase: 'REPEATS', status: 'SPAM' }],
    ['short thanks that others wrote, too', say('Thank you!', { repeats: 'ANOTHER' }), { phase: 'SETTING' }],
    ['nearly said before', say(long, { nearlyRepeats: true }), { phase: 'REPEATS', status: 'PENDING' }],
    ['two links', say('https://a.example and https://b.example'), { phase: 'SETTING', status: 'APPROVED' }],
    ['three links', say('https://a.example https://b.example https://c.example'), { phase: 'LINKS', status: 'PENDING' }],
    ['eight links', say('https://a.example '.repeat(8)), { phase: 'LINKS', status: 'SPAM' }],
    ['the markup of forums', say('[url=https://a.example]cheap[/url]'), { phase: 'LINKS', status: 'SPAM', rule: '[url=' }],
    ['links as HTML', say('<a href="https://a.example">x</a>'), { phase: 'LINKS', status: 'PENDING' }],
    ['an address as name', say('Hello.', {}, 'www.cheap.example'), { phase: 'LINKS', status: 'PENDING' }],
  ])('%s', (_case, decision, expected) => {
    expect(decision).toMatchObject(expected);
    expect(decision.reason).not.toBe('');
  });

  test('each phase says why it stands where it does', () => {
    expect(phases.map(({ name }) => name)).toEqual(['TRUST', 'RATE', 'WORDS', 'REPEATS', 'LINKS', 'SETTING']);
    for (const { because } of phases) expect(because).toMatch(/\.$/);
  });
});

describe('what a text is found by again', () => {
  const text = `${long} I have the minutes of the meeting here, and they name nobody who asked for it, nor anybody who was against it.`;
  const differing = (one: string, other: string): number => BigInt.asUintN(64, BigInt(textMarks(one).sketch ?? 0) ^ BigInt(textMarks(other).sketch ?? 0)).toString(2).replaceAll('0', '').length;

  test('is the same for the same words in other dress', () => {
    expect(textMarks(text.toUpperCase().replaceAll(' ', '  '))).toEqual(textMarks(text));
  });

  test('is near for a text with another word, far for another text, and nothing for a short one', () => {
    expect(differing(text, text.replace('minutes', 'records'))).toBeLessThan(12);
    expect(differing(text, 'Nobody who has stood on that quay in winter would call it safe, and the ferries that still come are half empty by the time they leave for the islands.')).toBeGreaterThan(18);
    expect(textMarks('Thank you!').sketch).toBeNull();
    expect(textMarks('🙂 !').key).toBeNull();
  });

  test('takes words without accents, marks and what cannot be seen', () => {
    expect(wordsOf('  “Señor” X\u00ADyz — 12!')).toBe('senor xyz 12');
  });
});

test('a reader may post so many in a minute and in an hour; the same key is one post; others are free', () => {
  const pace = new PostingPace();
  const admitted = (reader: string, key: string | null, at: number, times: number): number => Array.from({ length: times }, () => pace.admit(reader, key, at)).filter(Boolean).length;
  expect(admitted('a', null, 0, 50)).toBe(postsAMinute);
  expect(admitted('b', 'the same', 0, 50)).toBe(50);
  expect(admitted('b', null, 0, 50)).toBe(postsAMinute - 1);
  for (let minute = 1; minute < 60; minute++) admitted('a', null, minute * 60_000, 50);
  expect(admitted('a', null, 59 * 60_000 + 59_999, 50)).toBe(0);
  expect(admitted('a', null, 61 * 60_000, 50)).toBe(postsAMinute);
});
