/**
 * What every reader gives, whatever the format: plain values, no database, no format; `save-content.ts` writes it.
 * E-mail and IP addresses of readers and writers have no place here, so no format can bring them in.
 */
import type { Name } from '../bibliography/reference';
import type { Original } from './original';

/** What one file, feed page or export says, or one part of it: a reader of a large format gives many, item by item. */
export interface ImportedContent {
  /** Name of the format, as `--format` takes it, e.g. `plain-text`. */
  format: string;
  /** What the content itself says of its origin; null where the format does not say. */
  origin: { name: string | null; url: string | null };
  articles: (ImportedArticle | UnreadArticle)[];
  /** Comments that stand apart from their article in this format; absent where it has none. */
  comments?: ImportedStandAloneComment[];
  /** Events of a list that is no article; absent where it has none. */
  events?: ImportedStandAloneEvent[];
  /** Works of a library of references; absent where the format has none. */
  references?: ImportedReference[];
  /** What the format says and the model has no place for, by name, each with how often it was met; absent for nothing. */
  notKept?: Record<string, number>;
  /** Items that could not be read, each with where it stands and why. The others are still imported. */
  failed: FailedItem[];
}

/** One item that was not imported: what it is called or where it stands, and the reason in words. */
export interface FailedItem {
  item: string;
  reason: string;
  /** Everything got in; a person may want to know. */
  warning?: true;
}

/** An article whose reading waits until its text is known to have changed since the last import. */
export interface UnreadArticle {
  /** As in ImportedArticle. */
  key: string;
  /** The text that it is read from: the same text gives the same article. */
  text: string;
  /** How many comments stand inside it; absent when that is not known before it is read. */
  comments?: number;
  /** `original` is what it can be read from again; absent where the text itself is what is shown. */
  read(): { article: ImportedArticle; failed: FailedItem[]; original?: Original };
}

export interface ImportedArticle {
  /** The id of the article in its origin: the same text gives the same key, wherever the file lies. */
  key: string;
  title: string;
  /** Proposed slug; made unique when saved. */
  slug: string;
  url: string | null;
  summary: string | null;
  /** Sanitised HTML. */
  bodyHtml: string;
  bodyText: string;
  /** BCP 47 tag, null when not known. */
  language: string | null;
  status: 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN';
  publishedAt: Date | null;
  /** In order, as written: "Rubin, Alissa" or "Alissa Rubin". */
  authors: string[];
  tags: string[];
  /** The lines of the bibliography, raw, in order. */
  bibliography: string[];
  comments: ImportedComment[];
  events: ImportedEvent[];
}

export interface ImportedComment {
  /** Unique within the article, the same at each import. */
  key: string;
  /** Key of the comment it answers; null at the top. */
  parentKey: string | null;
  authorName: string;
  /** Plain text; paragraphs are separated by a blank line. */
  body: string;
  status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'SPAM';
  /** Why it has its status, in words, as its origin says: "marked as spam in Disqus"; absent or null for a plain approval. */
  statusReason?: string | null;
  createdAt: Date | null;
}

/** A comment that names its article; keys are unique in the origin. It has an `articleKey`, an `articleUrl`, or both. */
export interface ImportedStandAloneComment extends ImportedComment {
  /** Key of the article in the same origin; null where the format only knows the address. */
  articleKey: string | null;
  /** Address of the article; joined with `normalizedLink`. */
  articleUrl: string | null;
}

/** A work as a library of references has it. */
export interface ImportedReference {
  /** Its key or id in the library; failures are named by it. */
  key: string;
  /** A type of CSL 1.0.2, or `press-release`. */
  type: string;
  title: string;
  /** What it appeared in. */
  container: string | null;
  publisher: string | null;
  /** EDTF. */
  issued: string | null;
  /** In order. */
  authors: Name[];
  /** An address of the web. */
  url: string | null;
  /** Without resolver. */
  doi: string | null;
  /** 10 or 13 characters, without hyphens. */
  isbn: string | null;
}

/** An event of a list of its own. */
export type ImportedStandAloneEvent = Pick<ImportedEvent, 'date' | 'text'>;

export interface ImportedEvent {
  /** EDTF: `1733-07-19`, `XXXX-07-19` where the year is not known, `-0480`. */
  date: string;
  text: string;
  /** How the article and the event belong together: the article lists it, or a teaser of another post leaked into it. */
  reason: 'LISTED' | 'TEASER';
  /** Cross-references as written, without the brackets: "Sample Notes book review The Kurds". */
  references: string[];
}
