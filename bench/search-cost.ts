import { cpuOfTree } from './cpu';
import type { DataSet } from './data-set';
import { postRequest } from './client';
import { Rotation, run } from './load';
import { bodyOf } from './operations';
import { startIbid } from './servers';
import { countStatements } from './statement-count';

const search = `query Search($query: String!, $after: String) {
  search(query: $query, types: [ARTICLE, SOURCE, HISTORICAL_EVENT], first: 20, after: $after) {
    totalCount
    edges { cursor snippet node { __typename ... on Article { slug title } ... on Source { title publisher { name } } ... on HistoricalEvent { date text } } }
    facets { types { value count } years { value count } publishers { value count } }
  }
  rateLimit { cost limit remaining resetAt }
}`;

/** By how often their words stand in the data set: its articles are made of 64 words, each of which stands in nearly every article and in one of twelve sources. */
const queries = {
  Everywhere: ['oil', 'refugees', 'water', 'treaty', 'border', 'senate'], TwoEverywhere: ['oil treaty', 'water crisis', 'border police', 'army election', 'city council', 'refugee mission'],
  Phrase: ['"oil treaty"', '"water crisis"', '"border police"'], Beginning: ['refin', 'embas', 'hosp', 'parl', 'mar'],
  Middle: ['zubaidi', 'haddad', 'mercer', 'oates'], TwoMiddle: ['alice zubaidi', 'huda haddad', 'trudy oates'], MiddleEverywhere: ['zubaidi oil', 'haddad treaty', 'mercer water'],
  Rare: ['1234', '777', '1999', '42'], Misspelt: ['refinary', 'ministir', 'parlament'], Nothing: ['xyzzy', 'plughplugh'],
};

/** Rounds over the queries of a kind: the system counts CPU in hundredths of a second. */
const rounds = 10;

/** What a search costs, by kind of word: milliseconds of CPU of Ibid and PostgreSQL, of one client that asks query after query. */
export async function measureSearch({ scale, url, postmasterPid }: DataSet, say: (line: string) => void): Promise<Record<string, number>> {
  const ibid = await startIbid('ibid', url, { env: { IBID_CACHE: 'rows' } });
  const figures: Record<string, number> = {};
  const rotationOf = (words: readonly string[]) => new Rotation(words.map((query) => postRequest(ibid.url, bodyOf(search, { query }))));
  try {
    const everything = rotationOf(Object.values(queries).flat());
    await run(ibid.url, everything, { clients: 1, seconds: 0, atLeast: 3 * everything.size });
    let total = 0, requests = 0, seconds = 0;
    for (const [kind, words] of Object.entries(queries)) {
      const before = [cpuOfTree(ibid.pid), cpuOfTree(postmasterPid)] as const;
      const load = await run(ibid.url, rotationOf(words), { clients: 1, seconds: 0, atLeast: rounds * words.length });
      const node = cpuOfTree(ibid.pid) - before[0], pg = cpuOfTree(postmasterPid) - before[1];
      say(`Search ${kind} at scale ${scale}: ${(node / load.requests).toFixed(1)} + ${(pg / load.requests).toFixed(1)} ms of CPU (node + pg), ${load.rps.toFixed(1)} requests/s, p50 ${load.p50Ms.toFixed(0)} ms`);
      figures[`search${kind}CpuMs at scale ${scale}`] = (node + pg) / load.requests;
      total += node + pg;
      requests += load.requests;
      seconds += load.seconds;
    }
    return { ...figures, [`searchCpuMs at scale ${scale}`]: total / requests, [`searchPerSecond at scale ${scale}`]: requests / seconds, [`searchStatements at scale ${scale}`]: await countStatements(url, ibid.url, rotationOf(queries.Everywhere)) };
  } finally {
    await ibid.stop();
  }
}
