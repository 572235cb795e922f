import { readAtom } from './readers/read-atom';
import { readBloggerExport } from './readers/read-blogger-export';
import { readBloggerTakeout } from './readers/read-blogger-takeout';
import { readDisqus } from './readers/read-disqus';
import { readBibtex } from './readers/read-bibtex';
import { readCslJson } from './readers/read-csl-json';
import { readRis } from './readers/read-ris';
import { readRss, readRss1 } from './readers/read-rss';
import { readWordPressExport } from './readers/read-wordpress-export';
import type { Reader } from './readers/reader';
import { wholeText } from './readers/whole-text';
import { openPlainText } from './read-plain-text';

/** Readers by the name that `--format` takes. */
export const readers = {
  'plain-text': wholeText('plain-text', openPlainText),
  blogger: readBloggerExport,
  'blogger-takeout': readBloggerTakeout,
  wxr: readWordPressExport,
  rss: readRss,
  rss1: readRss1,
  atom: readAtom,
  disqus: readDisqus,
  'csl-json': wholeText('csl-json', readCslJson),
  bibtex: wholeText('bibtex', readBibtex),
  ris: wholeText('ris', readRis),
} satisfies Record<string, Reader>;
export type Format = keyof typeof readers;
export const formats = Object.keys(readers) as Format[];
