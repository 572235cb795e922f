import { InvalidInput } from '../errors';

/** Types that `node(id)` finds. */
export const nodeTypes = ['Article', 'Author', 'Citation', 'Comment', 'HistoricalEvent', 'ImportRun', 'Merge', 'MergeCandidate', 'Origin', 'Publisher', 'Source'] as const;
export type NodeType = (typeof nodeTypes)[number];

/** The global id of a row: base64url of `Type:id` (Relay's Global Object Identification). */
export function nodeId(type: NodeType, id: number): string {
  return globalId(type, id);
}

/** The same of types that `node(id)` does not find, because not everyone may see them. */
export function globalId(type: string, id: number): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Type and row id of a global id; InvalidInput when it is none. `type` restricts it to one type. */
export function readNodeId(text: string, argument: string, type?: NodeType): { type: NodeType; id: number } {
  const read = readGlobalId(text);
  const found = nodeTypes.find((candidate) => candidate === read?.type);
  if (!read || !found || (type && found !== type)) {
    throw new InvalidInput(argument, type ? `the id of a ${type} as this graph gives it` : 'an id as this graph gives it', text);
  }
  return { type: found, id: read.id };
}

/** The name of a type and a row id; null when a text is no global id. */
export function readGlobalId(text: string): { type: string; id: number } | null {
  const [type = '', digits = '', ...rest] = Buffer.from(text, 'base64url').toString('latin1').split(':');
  return /^[1-9]\d{0,14}$/.test(digits) && rest.length === 0 ? { type, id: Number(digits) } : null;
}
