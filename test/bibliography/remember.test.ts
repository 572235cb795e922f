import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { remember } from '../../src/bibliography/remember';

test('a question about one text is asked once', () => {
  const asked: string[] = [];
  const lengthOf = remember((text) => {
    asked.push(text);
    return text.length;
  });
  expect([lengthOf('oil'), lengthOf('oil'), lengthOf('deal')]).toEqual([3, 3, 4]);
  expect(asked).toEqual(['oil', 'deal']);
});

test('what is kept of parts of long texts does not keep the texts', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const firstWords = remember((text) => [text.slice(0, 20)]);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 500; i++) firstWords(`${i} ${'long '.repeat(20_000)}`.slice(0, 40));
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000); // the texts are 50 MB
});
