import type { FailedItem, ImportedContent } from '../imported-content';
import type { XmlElement } from './xml-element';
import type { XmlPart } from './xml';

/** A part of what a reader gives, with the format and the origin it belongs to. */
export type MakePart = (part: Partial<ImportedContent>) => ImportedContent;

/** What an origin is called: its title, else its host. */
export function partsOf(format: string, name: string | null, url: string | null): MakePart {
  const host = url !== null && URL.canParse(url) ? new URL(url).host || null : null;
  const origin = { name: name || host, url };
  return (part) => ({ format, origin, articles: [], failed: [], ...part });
}

/** Makes one item; what goes wrong with it is its own failure, and the others are read. */
export function made<T>(item: string, make: () => T): { value: T } | { failed: FailedItem } {
  try {
    return { value: make() };
  } catch (error) {
    return { failed: { item, reason: `could not be read: ${error instanceof Error ? error.message : String(error)}` } };
  }
}

/** A problem of a document as a failed item, named by the item that was being read when it came up. */
export function failureOf({ problem, broken }: Extract<XmlPart, { problem: unknown }>, name: string, idOf: (element: XmlElement) => string | null): FailedItem {
  const id = broken && idOf(broken);
  return { ...problem, item: id ? `${name}, ${id}` : `${name}, ${problem.item}`, reason: id ? `${problem.item}: ${problem.reason}` : problem.reason };
}
