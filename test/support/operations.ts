import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root';
import type { Variables } from './use-database';

const folder = join(projectRoot(), 'web', 'operations');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** The names of the example operations of the playground, in order. */
export const operationNames = (JSON.parse(read('index.json')) as { operations: string[] }[]).flatMap(({ operations }) => operations);

/** Whether an example says that it needs a key. */
export function needsKey(document: string): boolean {
  return /^#.*ibid keys create/.test(document);
}

/** Whether the text of an example is a mutation. */
export function isMutation(document: string): boolean {
  return /^mutation /m.test(document);
}

/** An example operation as the playground offers it. */
export function operation(name: string): { document: string; variables: Variables } {
  return { document: read(`${name}.graphql`), variables: JSON.parse(read(`${name}.variables.json`)) as Variables };
}
