import { identityKey } from '../bibliography/identity-key';
import { IbidError } from '../errors';

/** A house as a person describes it. */
export interface ListedPublisher { name: string; kind: string | null; homepage: string | null; aliases: string[] }

const kinds = ['NEWSPAPER', 'MAGAZINE', 'WIRE', 'BROADCASTER', 'THINK_TANK', 'JOURNAL', 'PRESS', 'GOVERNMENT', 'WEBSITE', 'BLOG', 'ORGANISATION'];

/** Reads a list of houses from JSON. Throws IbidError BAD_PUBLISHER_LIST that names every fault by its place. */
export function readPublisherList(text: string): ListedPublisher[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw refusal([`expected JSON, got something else: ${error instanceof Error ? error.message : String(error)}`]);
  }
  if (!Array.isArray(json)) throw refusal(['expected a list of objects, got another value']);
  const faults: string[] = [];
  const list = json.map((item: unknown, i) => readOne(item, `item ${i + 1}`, faults));
  const owners = new Map<string, string>();
  for (const { name, aliases } of list) {
    for (const key of new Set([name, ...aliases].map(identityKey))) {
      const owner = owners.get(key);
      if (owner !== undefined) faults.push(`${JSON.stringify(name)} and ${JSON.stringify(owner)} have one name: say it once`);
      owners.set(key, name);
    }
  }
  if (faults.length > 0) throw refusal(faults);
  return list;
}

function readOne(item: unknown, place: string, faults: string[]): ListedPublisher {
  const fields = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
  const { name, kind = null, homepage = null, aliases = [] } = fields;
  const isName = (value: unknown): value is string => typeof value === 'string' && identityKey(value) !== '';
  if (!isName(name)) faults.push(`${place}: name: expected a text with a letter, got ${JSON.stringify(name)}`);
  if (kind !== null && !kinds.includes(kind as string)) faults.push(`${place}: kind: expected one of ${kinds.join(', ')}, got ${JSON.stringify(kind)}`);
  if (homepage !== null && !(typeof homepage === 'string' && /^https?:\/\//.test(homepage) && URL.canParse(homepage))) faults.push(`${place}: homepage: expected an address such as https://example.org/, got ${JSON.stringify(homepage)}`);
  if (!Array.isArray(aliases) || !aliases.every(isName)) faults.push(`${place}: aliases: expected a list of names, got ${JSON.stringify(aliases)}`);
  return { name: name as string, kind: kind as string | null, homepage: homepage as string | null, aliases: Array.isArray(aliases) ? aliases.filter(isName) : [] };
}

function refusal(faults: readonly string[]): IbidError {
  return new IbidError('BAD_PUBLISHER_LIST', `The list of publishers cannot be used.\n  ${faults.join('\n  ')}`, 'ibid publishers --help shows what it looks like. Nothing was changed.');
}
