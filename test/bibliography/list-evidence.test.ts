import { parseBibliography } from '../../src/bibliography/parse-bibliography';

describe('evidence from the list', () => {
  test('dashes stand for the authors of the line before, and show where they stand', () => {
    const [, second, third] = parseBibliography([
      'Hare, Ann, and Jan Voss. Rain in the Hills. New York: Knopf, 1999.',
      '———. Low Water. New York: Knopf, 2001.',
      '---. “On Rivers.” Valley Herald, 5/19/07.',
    ]);
    const authors = [{ family: 'Hare', given: 'Ann' }, { family: 'Voss', given: 'Jan' }];
    expect(second).toMatchObject({ authors, title: 'Low Water', container: 'Knopf' });
    expect(third).toMatchObject({ authors, title: 'On Rivers', container: 'Valley Herald' });
    expect(second?.fields[0]).toMatchObject({ name: 'author', value: 'Hare, Ann', start: 0, end: 3, rule: 'same-authors' });
  });

  test('one date that can only be day first tells how the list writes dates', () => {
    const dates = parseBibliography(['Hare, Ann, “Mud,” Valley Herald, 3/4/07', 'Voss, Jan, “Silt,” Valley Herald, 19/5/07']).map(({ date }) => date);
    expect(dates).toEqual(['2007-04-03', '2007-05-19']);
  });

  test('a date after the article is read the other way round when that is before it', () => {
    const [reference] = parseBibliography(['Hare, Ann, “Mud,” Valley Herald, 3/12/08'], { articleDate: '2008-07-01' });
    expect(reference?.date).toBe('2008-03-12');
    const [other] = parseBibliography(['Hare, Ann, “Mud,” Valley Herald, 12/3/08'], { articleDate: '2008-07-01' });
    expect(other?.date).toBe('2008-03-12');
  });

  test('a house that a sure line names is recognised in a line that sets nothing off', () => {
    const plain = 'Cooper, Tim. Mud and Sand, Old Gold and Clay, Sunday, 2008.';
    const [alone] = parseBibliography([plain]);
    const [, beside] = parseBibliography(['Hare, Ann, “Mud,” Old Gold and Clay, 5/19/07', plain]);
    expect(alone?.confidence ?? 1).toBeLessThan(0.9);
    expect(alone?.title).not.toBe('Mud and Sand');
    expect(beside?.title).toBe('Mud and Sand');
  });

  test('publishers known from elsewhere count as well', () => {
    const [reference] = parseBibliography(['Cooper, Tim. Mud, Old Gold and Clay. 2008.'], { publishers: ['Old Gold and Clay'] });
    expect(reference).toMatchObject({ title: 'Mud' });
  });
});
