/** Why something outside could not be had. */
export const outsideErrorCodes = {
  ADDRESS_NOT_ALLOWED: 'The address, or one it leads to, is not on the public web.',
  NAME_NOT_FOUND: 'The name of the host has no address.',
  NOT_REACHABLE: 'Nothing answers there, or the connection broke.',
  TOO_SLOW: 'The answer was not complete in time.',
  TOO_LARGE: 'The answer is larger than allowed, after it was unpacked.',
  TOO_MANY_REDIRECTS: 'The address leads from one to the next and nowhere.',
  BAD_ANSWER: 'What came back is no HTTP, or cannot be unpacked.',
} as const;
export type OutsideErrorCode = keyof typeof outsideErrorCodes;

/** What is outside did not answer as it should; the message is for people and has no secrets of the address. */
export class OutsideError extends Error {
  constructor(readonly code: OutsideErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutsideError';
  }
}

/** An address as it may be shown: without user, password and query, which can hold keys. */
export function shownUrl(url: string): string {
  if (!URL.canParse(url)) return JSON.stringify(url.slice(0, 80));
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
