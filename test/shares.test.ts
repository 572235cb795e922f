import { Shares } from '../src/shares';

/** Takes as much as each client may have, one after the other in turn, and gives what each has. */
function fill(places: number, clients: number): number[] {
  const shares = new Shares(places), each = Array.from({ length: clients }, (_, i) => shares.of(`client ${i}`));
  for (let before = -1, taken = 0; taken !== before;) {
    before = taken;
    for (const share of each) if (shares.mayTake(share)) {
      shares.take(share);
      taken += 1;
    }
  }
  return each.map(({ held }) => held);
}

test.each([
  [16, 1, [12]], [16, 2, [7, 7]], [16, 3, [5, 5, 5]], [10, 1, [8]], [5, 1, [4]], [1, 1, [1]], [1, 2, [1, 0]],
])('of %i places, %i clients that want all have %j', (places, clients, expected) => {
  expect(fill(places, clients)).toEqual(expected);
});

test('the next is of whom the fewest places are, and of these who came first', () => {
  const shares = new Shares(10), a = shares.of('a'), b = shares.of('b');
  shares.take(a);
  expect(shares.next([{ share: a }, { share: b }, { share: b }])).toBe(1);
  shares.take(b);
  expect(shares.next([{ share: a }, { share: b }])).toBe(0);
});

test('there is no next one where nobody may have a place', () => {
  const shares = new Shares(4), a = shares.of('a');
  for (let i = 0; i < 3; i += 1) shares.take(a);
  expect(shares.next([{ share: a }])).toBe(-1);
  expect(shares.next([{ share: a }, { share: shares.of('b') }])).toBe(1);
  shares.giveBack(a);
  expect(shares.next([{ share: a }])).toBe(0);
});

test('who holds places is not forgotten, however many come and go', () => {
  const shares = new Shares(16), a = shares.of('a');
  shares.take(a);
  for (let i = 0; i < 5_000; i += 1) shares.of(`passer-by ${i}`);
  expect(shares.of('a')).toBe(a);
});
