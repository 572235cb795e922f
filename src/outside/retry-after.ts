/** Seconds that a `Retry-After` header asks for: a number or a date (RFC 9110, 10.2.3); null where it has neither. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const date = /[a-z]{3}/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}
