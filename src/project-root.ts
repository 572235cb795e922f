import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder upwards with a package.json: the code runs from src/ in tests and from dist/ as a bundle. */
export function projectRoot(from: string = __dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  if (dirname(from) === from) throw new Error(`Expected a package.json above ${__dirname}; found none. Run Ibid from its own folder.`);
  return projectRoot(dirname(from));
}
