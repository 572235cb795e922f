import { plainName, readNames } from '../bibliography/names';
import type { Name } from '../bibliography/reference';

/** A name as an editor writes it: "Rubin, Alissa" or "Alissa Rubin". */
export function authorName(text: string): Name {
  const [read] = text.includes(',') ? readNames(text) : [];
  return read?.name ?? plainName(text);
}
