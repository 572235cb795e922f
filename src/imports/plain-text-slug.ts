const LONGEST = 80;

/** Words of a title as a slug: small letters and digits of any script, without accents, joined by hyphens; `post` when it has neither. */
export function slugOf(title: string): string {
  const words = title.slice(0, 2000).normalize('NFKD').replace(/[\p{M}’'‘]/gu, '').toLowerCase().normalize('NFC').match(/[\p{L}\p{N}]+/gu);
  return words?.join('-') ?? 'post';
}

/** A slug of at most 80 characters, cut between words where that is possible. */
export function shortSlug(slug: string): string {
  if (slug.length <= LONGEST) return slug;
  const cut = slug.lastIndexOf('-', LONGEST);
  return slug.slice(0, cut > 0 ? cut : LONGEST);
}
