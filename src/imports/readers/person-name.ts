const ADDRESS = /[^\s<>()"',;@]+@[^\s<>()"',;@]+/g;

/**
 * The name in what a format gives for a person: `ada@example.org (Ada Example)` and `Ada Example <ada@example.org>` are Ada Example.
 * Null when nothing but an e-mail or IP address is there: addresses are not kept.
 */
export function personName(text: string | null | undefined): string | null {
  const name = (text ?? '').slice(0, 500).replace(ADDRESS, ' ').replace(/[<>]|\(\s*\)/g, ' ').replace(/\s+/g, ' ').trim().replace(/^\((.*)\)$/, '$1').replace(/^"(.*)"$/, '$1').trim();
  return name === '' || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) ? null : name;
}
