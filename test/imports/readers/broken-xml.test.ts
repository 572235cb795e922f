import { readXml } from '../../../src/imports/readers/xml';
import { textOf } from '../../../src/imports/readers/xml-element';
import { inPieces } from '../../support/read-case';

async function read(bytes: string | Buffer, charset: string | null = null): Promise<{ texts: string[]; problems: string[] }> {
  const texts: string[] = [];
  const problems: string[] = [];
  for await (const part of readXml(inPieces(Buffer.from(bytes as string)), charset, ['r'])) {
    if ('element' in part) texts.push(`${part.element.name}: ${textOf(part.element)}`);
    else problems.push(`${part.problem.item}: ${part.problem.reason}`);
  }
  return { texts, problems };
}

describe('what exports get wrong is read as it was meant', () => {
  test.each([
    ['a prefix nobody declared', '<r><app:draft>yes</app:draft></r>', ['app:draft: yes']],
    ['a prefix of its own for a known namespace', '<r xmlns:q="http://wordpress.org/export/1.1/"><q:post_id>1</q:post_id></r>', ['wp:post_id: 1']],
    ['signs before the declaration', '`\n<?xml version="1.0"?><r><i>1</i></r>', ['i: 1']],
    ['a comment before the declaration', '<!-- a -->\n<?xml version="1.0"?><r><i>1</i></r>', ['i: 1']],
    ['a document type without declarations', '<!DOCTYPE r PUBLIC "a" "http://site.invalid/"><r><i>1</i></r>', ['i: 1']],
    ['bare ampersands', '<r><i>AT&T & Co. ?a=1&b=2</i></r>', ['i: AT&T & Co. ?a=1&b=2']],
    ['a bare less-than sign', '<r><i>1 < 2</i></r>', ['i: 1 < 2']],
    ['entities of HTML', '<r><i>a&nbsp;&mdash;&unknown;b</i></r>', ['i: a\u00A0—&unknown;b']],
    ['control characters', '<r><i>a\u0000\u0008b\u001F</i></r>', ['i: ab']],
    ['a CDATA section in parts', '<r><i><![CDATA[a]]]]><![CDATA[>b]]></i></r>', ['i: a]]>b']],
    ['tags in a CDATA section', '<r><i><![CDATA[<!-- <i> & ]] > -->]]></i></r>', ['i: <!-- <i> & ]] > -->']],
    ['a comment inside a text', '<r><i>a<!-- </i> -->b</i></r>', ['i: ab']],
  ])('%s', async (_, xml, texts) => {
    expect(await read(xml)).toEqual({ texts, problems: [] });
  });

  test('a reference is the character it names, in decimal and hexadecimal, in a text and in an attribute; one that names none stays as it is written', async () => {
    const codes = Array.from({ length: 0x3100 }, (_, code) => code).filter((code) => code >= 0x20 || [9, 10, 13].includes(code));
    const xml = codes.map((code) => `<i>a&#${code};b&#x${code.toString(16)};c</i>`).join('');
    expect((await read(`<r>${xml}</r>`)).texts).toEqual(codes.map((code) => `i: a${String.fromCharCode(code)}b${String.fromCharCode(code)}c`));
    for await (const part of readXml(inPieces(Buffer.from('<r><i k="a&#34;&#39;&#62;&#65;"/></r>')), null, ['r'])) expect('element' in part && part.element.attributes).toEqual({ k: 'a"\'>A' });
    expect(await read('<r><i>&#38;lt;&#60;b&#62; <&#98;></i></r>')).toEqual({ texts: ['i: &lt;<b> <b>'], problems: [] });
    expect(await read('<r><i>a&#55296;b</i></r>')).toEqual({ texts: ['i: a&#55296;b'], problems: [] });
  });

  test.each([
    ['an end tag that closes nothing', '<r><i>1</i></b>\n<i>2</i></r>', ['i: 1', 'i: 2'], /line 1: .*unmatched closing tag: b/],
    ['a stray end tag inside an item', '<r><i>1</p></i><i>2</i></r>', ['i: 1</p>', 'i: 2'], /unmatched closing tag: p/],
    ['an element that is not closed', '<r><i><b>1</i><i>2</i></r>', ['i: 1', 'i: 2'], /unexpected close tag/],
  ])('%s is reported and passed over', async (_, xml, texts, problem) => {
    const result = await read(xml);
    expect([result.texts, result.problems]).toEqual([texts, [expect.stringMatching(problem)]]);
  });

  test.each([
    ['in the middle of a tag', '<r><i>1</i><i>2</', ['i: 1']],
    ['in a CDATA section', '<r><i>1</i><i><![CDATA[2', ['i: 1']],
    ['in the beginning of a CDATA section', '<r><i>1</i><i><![CD', ['i: 1']],
    ['between two items', '<r><i>1</i>', ['i: 1']],
  ])('a document that ends %s gives what stands before', async (_, xml, texts) => {
    const result = await read(xml);
    expect([result.texts, result.problems]).toEqual([texts, [expect.stringMatching(/line 1: expected <\/\w>, found the end/)]]);
  });
});

describe('the charset is found', () => {
  const xml = (declared: string, text: string): string => `<?xml version="1.0" encoding="${declared}"?>\n<r><i>${text}</i></r>`;
  test.each([
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${xml('utf-8', 'Bağdat')}`), 'Bağdat'],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${xml('utf-16', 'Bağdat')}`, 'utf16le'), 'Bağdat'],
    ['UTF-16 without it', Buffer.from(xml('utf-16', 'Bağdat'), 'utf16le'), 'Bağdat'],
    ['UTF-16 that is only declared', Buffer.from(xml('utf-16', 'Bağdat')), 'Bağdat'],
    ['Latin 1, declared', Buffer.from(xml('iso-8859-1', 'caf\xe9'), 'latin1'), 'café'],
    ['KOI8-R, declared', Buffer.from(xml('koi8-r', '\xe2\xc1\xc7\xc4\xc1\xc4'), 'latin1'), 'Багдад'],
    ['Big5, declared', Buffer.from(xml('big5', '\xa4\xa4\xa4\xe5'), 'latin1'), '中文'],
  ])('%s', async (_, bytes, text) => {
    expect(await read(bytes)).toEqual({ texts: [`i: ${text}`], problems: [] });
  });

  test('what an HTTP header names goes before the declaration', async () => {
    expect((await read(Buffer.from(xml('utf-8', 'caf\xe9'), 'latin1'), 'windows-1252')).texts).toEqual(['i: café']);
  });

  test.each([
    ['Russian in KOI8-R', 'koi8-r', 'Багдад был столицей халифата, и город стоял на реке'],
    ['Hebrew in windows-1255', 'windows-1255', 'בגדאד הייתה בירת הח׳ליפות'],
    ['Russian in windows-1251', 'windows-1251', 'Багдад был столицей халифата, и город стоял на большой реке, яркий'],
  ])('without any word of it the likeliest is taken and said: %s', async (_, charset, text) => {
    const result = await read(Buffer.concat([Buffer.from('<r><i>'), inCharset(text, charset), Buffer.from('</i></r>')]));
    expect(result).toEqual({ texts: [`i: ${text}`], problems: [expect.stringContaining(`read as ${charset}`)] });
  });

  test('wrong bytes are shown as such and reported once, with their line', async () => {
    const result = await read(Buffer.concat([Buffer.from(`${xml('utf-8', 'good')}`.replace('</r>', '\n<i>caf')), Buffer.from([0xe9, 0x20, 0xe9]), Buffer.from('</i></r>')]));
    expect(result).toEqual({ texts: ['i: good', 'i: caf\uFFFD \uFFFD'], problems: [expect.stringMatching(/^line 3: expected utf-8, found other bytes/)] });
  });

  test('a charset that is none is refused', async () => {
    expect(await read(xml('utf-7', '+ADw-script+AD4-'))).toEqual({ texts: [], problems: [expect.stringContaining('got "utf-7"')] });
  });
});

/** The bytes of a text in a single-byte charset. */
function inCharset(text: string, charset: string): Buffer {
  const decoder = new TextDecoder(charset);
  const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from([...text].map((character) => byteOf.get(character) ?? 0x3f));
}
