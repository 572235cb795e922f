import { type XmlPart, readXml, xmlLimits } from '../../../src/imports/readers/xml';

/** Reads pieces that are made as they are asked for, and counts how many were. */
async function readPieces(pieces: Iterable<string>): Promise<{ elements: number; problems: string[]; asked: number }> {
  let asked = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) {
      asked += 1;
      yield await Promise.resolve(Buffer.from(piece));
    }
  }
  const parts: XmlPart[] = [];
  for await (const part of readXml(chunks(), null, ['r'])) parts.push(part);
  return { elements: parts.filter((part) => 'element' in part).length, problems: parts.flatMap((part) => ('problem' in part ? [part.problem.reason] : [])), asked };
}

function* endless(before: string, piece: string, pieces: number): Generator<string> {
  yield before;
  for (let i = 0; i < pieces; i++) yield piece;
}

const kB64 = 65_536;

describe('what no export has is refused, and no more of it is asked for than the limit', () => {
  test.each([
    ['entities that multiply', '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><r>', '&b;', /document type declares entities/, 2],
    ['one long entity, used often', '<!DOCTYPE r [<!ENTITY a "', 'x'.repeat(kB64), /document type declares entities/, 2],
    ['an entity of a file', '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>', '&a;', /document type declares entities/, 2],
    ['a document type behind the root', '<r><!DOCTYPE r [<!ENTITY a "b">]>', '<i/>', /refused/, 2],
    ['depth', '<r>', '<a>'.repeat(1000), /256 elements inside each other/, 3],
    ['attributes', '<r><i ', Array.from({ length: 1000 }, (_, i) => `a${i}="1" `).join(''), /256 attributes/, 3],
    ['a comment without end', '<r><!--', 'x'.repeat(kB64), /comment/, 20],
    ['a comment without end before the root', '<!--', 'x'.repeat(kB64), /no element within/, 4],
    ['a CDATA section without end', '<r><i><![CDATA[', 'x'.repeat(kB64), /CDATA/, 132],
    ['a text without end', '<r><i>', 'x'.repeat(kB64), /without a tag/, 260],
    ['an attribute without end', '<r><i a="', 'x'.repeat(kB64), /without a tag/, 260],
    ['text in small parts without end', '<r><i>', 'xxxxxxxx<b/>'.repeat(4096), new RegExp(`${xmlLimits.elements} elements in one item`), 30],
    ['a second root', '<r><i>1</i></r><r>', '<i>2</i>', /second root <r>/, 2],
  ])('%s', async (_, before, piece, reason, most) => {
    const { problems, asked } = await readPieces(endless(before, piece.repeat(Math.ceil(kB64 / piece.length)), 1000)); // the first 64 kB tell the charset
    expect(problems.at(-1)).toMatch(reason);
    expect(asked).toBeLessThanOrEqual(most);
  });

  test('what stands before it is given', async () => {
    expect((await readPieces(['<r><i>1</i><i>2</i>', '<i>'.repeat(300)])).elements).toBe(2);
  });
});

describe('what is only much is read', () => {
  test('two million references in one text', async () => {
    const { elements, problems } = await readPieces(endless('<r><i>', '&amp;'.repeat(20_000), 100));
    expect([elements, problems]).toEqual([0, [expect.stringContaining('expected </i>')]]);
  });

  test('a hundred thousand items, one at a time', async () => {
    const { elements, problems } = await readPieces(endless('<r>', '<i><b>x</b> y</i>'.repeat(1000), 100));
    expect([elements, problems]).toEqual([100_000, [expect.stringContaining('expected </r>')]]);
  });
});
