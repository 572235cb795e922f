import { Telling } from '../../src/limits/telling';

beforeEach(() => { jest.useFakeTimers({ now: 1_000_000 }); });
afterEach(() => { jest.useRealTimers(); });

/** Gives when each of so many refusals that come at once is told, in milliseconds. */
function tellAtOnce(count: number, limits: { refusalsPerSecond: number; longestTellingMs: number }): number[] {
  const telling = new Telling(limits), start = performance.now(), told: number[] = [];
  for (let i = 0; i < count; i += 1) telling.tell(() => { told.push(performance.now() - start); });
  jest.advanceTimersByTime(60_000);
  return told;
}

test('a few are told at once', () => {
  expect(tellAtOnce(10, { refusalsPerSecond: 1000, longestTellingMs: 1000 })).toEqual(Array(10).fill(0));
});

test('many are told at the pace, each of them', () => {
  const told = tellAtOnce(500, { refusalsPerSecond: 1000, longestTellingMs: 1000 });
  expect(told.length).toBe(500);
  expect(told.at(-1)).toBeGreaterThanOrEqual(480);
  expect(told.at(-1)).toBeLessThanOrEqual(520);
});

test('more than can be told at that pace in time are told faster', () => {
  const told = tellAtOnce(20_000, { refusalsPerSecond: 1000, longestTellingMs: 1000 });
  expect(told.length).toBe(20_000);
  const [late = Infinity] = told.slice(-1000); // the last are as many as the pace itself tells in time
  expect(late).toBeLessThanOrEqual(4_000);
});

test('who keeps asking again is told within the time, also when timers are late', () => {
  const telling = new Telling({ refusalsPerSecond: 1000, longestTellingMs: 1000 });
  const took: number[] = [];
  const ask = (): void => {
    const asked = performance.now();
    telling.tell(() => { took.push(performance.now() - asked); setImmediate(ask); });
  };
  for (let i = 0; i < 2000; i += 1) ask();
  jest.advanceTimersByTime(10_000);
  expect(Math.max(...took.slice(4_000))).toBeLessThanOrEqual(1_100);
  expect(took.length).toBeGreaterThan(15_000);
});
