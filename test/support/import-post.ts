import { Readable } from 'node:stream';
import { importFiles } from '../../src/imports/import-files';
import { filesAt } from '../../src/imports/text-files';
import type { TestGraph } from './use-database';

/** Imports a post of a title with the lines of its bibliography; the same title again is the same post. */
export async function importPost(graph: TestGraph, title: string, ...lines: string[]): Promise<void> {
  const text = `Monday, March 2, 2009\n\n${title}\n\nA paragraph of the post.\n\nSOURCES\n\n${lines.join('\n\n')}\n`;
  const { failed, articles } = await importFiles(graph.dataSource, filesAt('-', Readable.from([Buffer.from(text)])), { format: 'plain-text', originName: 'Posts' });
  if (failed.length > 0 || articles.created + articles.updated + articles.unchanged !== 1) throw new Error(`Expected one post to be imported, got ${JSON.stringify({ failed, articles })}`);
}
