export const keyNameExpected = '1 to 100 characters on one line, without a space at either end';

/** Whether a text can name a key: it stands in lists, in the log and beside each change. */
export function isKeyName(text: string): boolean {
  return /^\S(.{0,98}\S)?$/u.test(text) && !/\p{C}/u.test(text);
}
