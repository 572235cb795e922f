import { findDates } from '../../src/bibliography/dates-in-text';
import { resolveTwoDigitYear } from '../../src/bibliography/numeric-dates';

describe('dates in a line', () => {
  test.each([
    ['Globe, 5/19/07', '5/19/07', '2007-05-19'],
    ['Globe, 19/5/07', '19/5/07', '2007-05-19'],
    ['Globe, 30.04.2016', '30.04.2016', '2016-04-30'],
    ['Globe, 2008-04-28', '2008-04-28', '2008-04-28'],
    ['Globe, April 2, 2004, A44', 'April 2, 2004', '2004-04-02'],
    ['Globe, Sep.27, 1994', 'Sep.27, 1994', '1994-09-27'],
    ['Globe 12 Mar. 2007: A1', '12 Mar. 2007', '2007-03-12'],
    ['Globe, 1st of May 1999', '1st of May 1999', '1999-05-01'],
    ['El País, 12 de marzo de 2007, p. 14', '12 de marzo de 2007', '2007-03-12'],
    ['FAZ, 12. März 2007, S. 4', '12. März 2007', '2007-03-12'],
    ['(1996, August 7)', '1996, August 7', '1996-08-07'],
    ['(1992, June)', '1992, June', '1992-06'],
    ['Globe. 2002 Jul 12;3', '2002 Jul 12', '2002-07-12'],
    ['Stanford magazine, May/June 2006', 'May/June 2006', '2006-05'],
    ['Globe, 4-5 May 2006', '4-5 May 2006', '2006-05-04'],
    ['18, no. 1 (February 1975)', 'February 1975', '1975-02'],
    ['Survival, Summer 2008', 'Summer 2008', '2008'],
    ['London, c. 1984', 'c. 1984', '1984~'],
    ['Madrid, 1861–65', '1861–65', '1861'],
    ['Palo Alto, CA, 1999', '1999', '1999'],
    ['Globe, February 30, 2007', '2007', '2007'],
  ])('%s', (line, written, date) => {
    const [found] = findDates(line, 0, line.length);
    expect(found && [line.slice(found.start, found.end), found.date]).toEqual([written, date]);
  });

  test.each(['pp. 1200-1300', '$2000', '13/14/07x', 'ISBN 0199', '10.1016/2008.04'])('%s holds none', (line) => {
    expect(findDates(line, 0, line.length)).toEqual([]);
  });

  test('a two-digit year is of the century that the article, or else the present one, allows', () => {
    expect([resolveTwoDigitYear(7), resolveTwoDigitYear(98), resolveTwoDigitYear(98, 2009), resolveTwoDigitYear(9, 2009), resolveTwoDigitYear(10, 2009)]).toEqual([2007, 1998, 1998, 2009, 1910]);
  });
});
