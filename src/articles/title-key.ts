import { identityKey } from '../bibliography/identity-key';

/** What an article is found by when another piece names it: its title without case and punctuation; "book review" and "review" are one. */
export function titleKey(title: string): string {
  const interview = /\binterview with .+$/i.exec(title);
  return identityKey(interview ? interview[0] : title.replace(/^\s*(book\s+)?review\b:?/i, 'Review'));
}

/**
 * The key of the article that a cross-reference means: "Sample Notes book review The Kurds" names the article "Review The Kurds".
 * What stands before the sort of piece is the name of the blog.
 */
export function referencedTitleKey(reference: string): string {
  const match = /\b(?:(?:book\s+)?(review)|(interview with)|article on)\b:?\s+(.+)$/i.exec(reference);
  if (!match) return titleKey(reference);
  const [, review, interview, rest = ''] = match;
  return titleKey(review ? `Review ${rest}` : interview ? `Interview with ${rest}` : rest);
}
