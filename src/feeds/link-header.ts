/** One link of a `Link` header (RFC 8288) or of a page: where it leads, and what it says of it. */
export interface WebLink { href: string; rel: readonly string[]; type: string | null; title: string | null }

const PARAMETER = /^\s*([!#$%&'*+\-.^_`|~\w]{1,40})\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";,]*)))?\s*$/;

/** The links of a `Link` header, absolute; what is no link is passed over. */
export function linksInHeader(header: string, base: string): WebLink[] {
  return splitOutsideQuotes(header.slice(0, 20_000), ',').flatMap((text) => {
    const start = text.indexOf('<');
    const end = text.indexOf('>', start);
    const target = start < 0 || end < 0 ? '' : text.slice(start + 1, end).trim();
    if (target === '' || !URL.canParse(target, base)) return [];
    const parameters = new Map(splitOutsideQuotes(text.slice(end + 1), ';').flatMap((parameter) => {
      const [, name, quoted, plain] = PARAMETER.exec(parameter) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? ''] as const];
    }));
    return [{ href: new URL(target, base).href, rel: relations(parameters.get('rel')), type: parameters.get('type')?.toLowerCase() ?? null, title: parameters.get('title') ?? null }];
  });
}

/** The first link of a relation. */
export function linkTo(links: readonly WebLink[], relation: string): string | null {
  return links.find(({ rel }) => rel.includes(relation))?.href ?? null;
}

/** Relations are compared without case (RFC 8288, 2.1.1); several stand in one value. */
export function relations(value: string | null | undefined): string[] {
  return (value ?? '').toLowerCase().split(/\s+/).filter((name) => name !== '');
}

/** Parts of a text between separators that stand neither in quotes nor in `<…>`. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  let bracketed = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"' && !bracketed) quoted = !quoted;
    else if (!quoted && (character === '<' || character === '>')) bracketed = character === '<';
    else if (!quoted && !bracketed && character === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
