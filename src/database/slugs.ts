import type { EntityManager } from 'typeorm';

const longest = 80;
const typeOf = { articles: 'Article', authors: 'Author', publishers: 'Publisher' } as const;

/** Text as it can stand in an address: ASCII letters and digits with hyphens; `fallback` when nothing is left. */
export function slugOf(text: string, fallback: string): string {
  const words = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’‘ʼ]/g, '').toLowerCase().match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const word of words) {
    if (slug !== '' && slug.length + word.length >= longest) break;
    slug += slug === '' ? word.slice(0, longest) : `-${word}`;
  }
  return slug || fallback;
}

/** A slug for each wish that is neither in the table, nor leads somewhere since a merge, nor is given twice: `name`, `name-2`, `name-3` … */
export async function freeSlugs(manager: EntityManager, table: 'articles' | 'authors' | 'publishers', wishes: readonly string[]): Promise<string[]> {
  const given: string[] = wishes.map(() => '');
  const taken = new Set<string>();
  const next = new Map<string, number>();
  let open = wishes.map((_, i) => i);
  while (open.length > 0) {
    const candidates = open.map((i) => {
      const wish = wishes[i] ?? '';
      const n = (next.get(wish) ?? 0) + 1;
      next.set(wish, n);
      return n === 1 ? wish : `${wish}-${n}`;
    });
    const rows: { slug: string }[] = await manager.query(
      `SELECT slug FROM ${table} WHERE slug = ANY($1::text[]) UNION ALL SELECT slug FROM redirects WHERE type = $2 AND slug = ANY($1::text[])`, [candidates, typeOf[table]]);
    for (const { slug } of rows) taken.add(slug);
    open = open.filter((i, c) => {
      const candidate = candidates[c] ?? '';
      if (taken.has(candidate)) return true;
      taken.add(candidate);
      given[i] = candidate;
      return false;
    });
  }
  return given;
}
