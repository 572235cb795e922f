import { createHash } from 'node:crypto';

/** A program that Redis runs at one go, known to it by its digest. */
export interface Script { readonly text: string; readonly digest: string }

export function script(text: string): Script {
  return { text, digest: createHash('sha1').update(text).digest('hex') };
}
