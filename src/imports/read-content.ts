import { readAtom } from './readers/read-atom';
import { readBloggerApi } from './readers/read-blogger-api';
import { readBloggerExport } from './readers/read-blogger-export';
import { readBloggerTakeout } from './readers/read-blogger-takeout';
import { readCommento } from './readers/read-commento';
import { readCsvEvents } from './readers/read-csv-events';
import { readDisqus } from './readers/read-disqus';
import { readBibtex } from './readers/read-bibtex';
import { readCslJson } from './readers/read-csl-json';
import { readRis } from './readers/read-ris';
import { readHtmlPage } from './readers/read-html-page';
import { readICalendar } from './readers/read-icalendar';
import { readJsonFeed } from './readers/read-json-feed';
import { readMarkdown } from './readers/read-markdown';
import { readOnThisDay } from './readers/read-on-this-day';
import { readRss, readRss1 } from './readers/read-rss';
import { readTimelineJs } from './readers/read-timelinejs';
import { readWordPressExport } from './readers/read-wordpress-export';
import { readWordPressRest } from './readers/read-wordpress-rest';
import { readZotero } from './readers/read-zotero';
import type { Reader } from './readers/reader';
import { wholeText } from './readers/whole-text';
import { openPlainText } from './read-plain-text';

/** Readers by the name that `--format` takes. */
export const readers = {
  'plain-text': wholeText('plain-text', openPlainText),
  blogger: readBloggerExport,
  'blogger-takeout': readBloggerTakeout,
  'blogger-api': readBloggerApi,
  wxr: readWordPressExport,
  'wordpress-rest': readWordPressRest,
  rss: readRss,
  rss1: readRss1,
  atom: readAtom,
  'json-feed': readJsonFeed,
  disqus: readDisqus,
  'csl-json': wholeText('csl-json', readCslJson),
  bibtex: wholeText('bibtex', readBibtex),
  ris: wholeText('ris', readRis),
  zotero: readZotero,
  commento: readCommento,
  markdown: readMarkdown,
  html: readHtmlPage,
  timelinejs: readTimelineJs,
  icalendar: readICalendar,
  'on-this-day': readOnThisDay,
  csv: readCsvEvents,
} satisfies Record<string, Reader>;
export type Format = keyof typeof readers;
export const formats = Object.keys(readers) as Format[];
