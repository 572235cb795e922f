/** What must not be read by whoever reads a log or an answer, and what stands in its place. */
const secrets: readonly [RegExp, string][] = [
  [/\bibid_([\w-]{8})[\w-]{4,}/g, 'ibid_$1…'], // a key: its prefix may be seen
  [/\bwhsec_[\w+/=-]+/g, 'whsec_…'],
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/"'@?#:]{0,200}:[^\s/"'@]{0,500}@/gi, '$1…@'], // an address with a password
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 …'],
];

/** A text without keys, passwords in addresses and other credentials. */
export function withoutSecrets(text: string): string {
  let shown = text;
  for (const [pattern, instead] of secrets) shown = shown.replace(pattern, instead);
  return shown;
}

/** What the log keeps of an error: what it is and where it came from. Not its other fields: those of a statement that failed are the values of a request. */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, severity, cause } = error as Error & { code?: unknown; severity?: unknown };
  const words = (text: string): string => withoutSecrets(severity === undefined && !('driverError' in error) ? text : withoutValues(text));
  return {
    type: error.constructor.name, message: words(error.message), ...(error.stack === undefined ? {} : { stack: words(error.stack) }),
    ...(typeof code === 'string' ? { code } : {}), ...(cause === undefined ? {} : { cause: loggedError(cause) }),
  };
}

/** PostgreSQL quotes values of a statement after a colon: `invalid input syntax for type bigint: "…"`. */
function withoutValues(text: string): string {
  return text.replace(/: "[^\n]*"/g, ': "…"');
}
