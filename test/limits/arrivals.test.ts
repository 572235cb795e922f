import { Arrivals } from '../../src/limits/arrivals';

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

function watched(): { arrivals: Arrivals; log: string[] } {
  const log: string[] = [];
  return { log, arrivals: new Arrivals({ hold: () => { log.push('hold'); }, release: () => { log.push('release'); } }) };
}

test('a connection now and then holds nothing up', async () => {
  const { arrivals, log } = watched();
  for (let i = 0; i < 30; i += 1) {
    arrivals.arrived();
    for (let quiet = 0; quiet < 5; quiet += 1) await turn();
  }
  expect(log).toEqual([]);
});

test('while one connection follows the other the work is held, until no more come', async () => {
  const { arrivals, log } = watched();
  for (let i = 0; i < 30; i += 1) {
    arrivals.arrived();
    await turn();
  }
  expect(log).toEqual(['hold']);
  for (let quiet = 0; quiet < 5; quiet += 1) await turn();
  expect(log).toEqual(['hold', 'release']);
});

test('who connects without end has the work held for half of the time at most', async () => {
  const now = jest.spyOn(performance, 'now');
  const { arrivals, log } = watched();
  const heldAt: number[] = [];
  for (let ms = 1000; ms < 11_000; ms += 10) {
    now.mockReturnValue(ms);
    arrivals.arrived();
    await turn();
    if (log.at(-1) === 'hold') heldAt.push(ms);
  }
  now.mockRestore();
  expect(heldAt.length * 10).toBeLessThanOrEqual(5_500);
  expect(heldAt.length * 10).toBeGreaterThan(3_000);
});
