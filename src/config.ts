import { resolve } from 'node:path';
import type { CorsOrigins } from './cors';
import { IbidError } from './errors';
import type { BudgetSizes } from './limits/budgets';
import { type TrustedProxies, readProxies } from './limits/client-address';

/** What the environment says; the only place that reads it. */
export interface Config {
  port: number;
  host: string;
  /** null: run the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** For migrations, where `databaseUrl` is a transaction-mode pooler. */
  directUrl: string | null;
  /** What several processes share; null: each counts by itself. */
  redisUrl: string | null;
  dataDir: string;
  loadSample: boolean;
  /** What is kept between requests: rows and whole answers, rows only, or nothing. */
  cache: 'on' | 'rows' | 'off';
  /** Web sites whose pages may ask from a browser; null: none but our own. */
  corsOrigins: CorsOrigins | null;
  /** What becomes of comments that readers post: shown unless a rule speaks against it, shown after a moderator has looked, or not taken. */
  comments: (typeof commentModes)[number];
  /** Which documents may be asked: any, or only those of `documentsFile` and the examples of the playground. */
  documents: 'any' | 'only';
  /** A manifest of documents that clients may name instead of sending them; null without one. */
  documentsFile: string | null;
  /** Whether the schema may be asked for and guessed at. */
  introspection: boolean;
  /** Whether the graph is served as an Apollo Federation subgraph. */
  subgraph: boolean;
  /** Hosts (`host` or `host:port`) of private networks that feeds and webhooks may be at. */
  allowPrivateAddresses: readonly string[];
  /** Where this server is reached from outside, without a slash at its end, so that hubs can deliver (WebSub); null: they cannot. */
  publicUrl: string | null;
  /** Points that a budget holds, of an address and of a key; null: nothing is limited. */
  budgets: BudgetSizes | null;
  /** Proxies whose X-Forwarded-For is believed; null: none. */
  trustedProxies: TrustedProxies | null;
  logLevel: (typeof logLevels)[number];
}

const commentModes = ['open', 'moderated', 'closed'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What GraphQL's Int holds, in round numbers. */
const mostPoints = 2_000_000_000;

/** Reads the environment; throws one IbidError that lists every bad value with what was expected. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const read = <T>(name: string, fallback: T, parse: (text: string) => T | undefined, expected: string): T => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = parse(text);
    if (value === undefined) faults.push(`${name}: expected ${expected}, got ${JSON.stringify(withoutPassword(text))}`);
    return value ?? fallback;
  };
  const databaseUrl = (name: string) => read<string | null>(name, null,
    (text) => (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : undefined), 'an address such as postgres://user:password@host:5432/database');
  const points = (name: string, fallback: number) => read<number | 'off'>(name, fallback,
    (text) => (text === 'off' ? text : /^\d{3,10}$/.test(text) && Number(text) >= 100 && Number(text) <= mostPoints ? Number(text) : undefined), `off, or points from 100 to ${mostPoints}`);
  const address = points('IBID_RATE_LIMIT', 1_000_000), key = points('IBID_KEY_RATE_LIMIT', 5_000_000);
  const config: Config = {
    port: read('PORT', 4000, (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined), 'a port number from 0 to 65535'),
    host: read('HOST', '127.0.0.1', (text) => (/^[\w.:-]+$/.test(text) ? text : undefined), 'a host name or address such as 0.0.0.0'),
    databaseUrl: databaseUrl('DATABASE_URL'),
    directUrl: databaseUrl('DATABASE_DIRECT_URL'),
    redisUrl: read<string | null>('REDIS_URL', null, (text) => (/^rediss?:\/\//.test(text) && URL.canParse(text) ? text : undefined), 'an address such as redis://user:password@host:6379'),
    dataDir: read('IBID_DATA_DIR', resolve('.ibid'), (text) => (text.includes('\0') ? undefined : resolve(text)), 'a directory'),
    loadSample: read('IBID_SAMPLE', true, (text) => ({ on: true, off: false })[text], 'on or off'),
    cache: read<Config['cache']>('IBID_CACHE', 'on', (text) => (['on', 'rows', 'off'] as const).find((value) => value === text), 'on, rows or off'),
    corsOrigins: read<CorsOrigins | null>('IBID_CORS_ORIGINS', null, readOrigins, '* or origins such as https://news.example, with commas between them'),
    comments: read('IBID_COMMENTS', 'moderated', (text) => commentModes.find((mode) => mode === text), commentModes.join(', ')),
    documents: read<Config['documents']>('IBID_DOCUMENTS', 'any', (text) => (['any', 'only'] as const).find((value) => value === text), 'any or only'),
    documentsFile: read<string | null>('IBID_DOCUMENTS_FILE', null, (text) => (text.includes('\0') ? undefined : resolve(text)), 'the path of a JSON file'),
    introspection: read('IBID_INTROSPECTION', true, (text) => ({ on: true, off: false })[text], 'on or off'),
    subgraph: read('IBID_SUBGRAPH', false, (text) => ({ on: true, off: false })[text], 'on or off'),
    publicUrl: read<string | null>('IBID_PUBLIC_URL', null, (text) => (/^https?:\/\/[^\s?#@]+$/.test(text) && URL.canParse(text) ? text.replace(/\/+$/, '') : undefined), 'an address such as https://graph.news.example'),
    allowPrivateAddresses: read<readonly string[]>('IBID_ALLOW_PRIVATE_ADDRESSES', [], (text) => (/^[\w.:[\]-]+(,[\w.:[\]-]+)*$/.test(text) ? text.toLowerCase().split(',') : undefined), 'hosts with or without a port, separated by commas, such as 127.0.0.1:8080,intranet'),
    budgets: address === 'off' ? null : { address, key: key === 'off' ? mostPoints : key },
    trustedProxies: read<TrustedProxies | null>('IBID_TRUST_PROXY', null, readProxies, 'addresses or networks such as 10.0.0.0/8, with commas between them'),
    logLevel: read('LOG_LEVEL', 'info', (text) => logLevels.find((level) => level === text), logLevels.join(', ')),
  };
  read('NODE_ENV', 'development', (text) => (['development', 'production', 'test'].includes(text) ? text : undefined), 'development, production or test');
  if (faults.length > 0) {
    throw new IbidError('BAD_CONFIGURATION', `The environment has values that cannot be used.\n  ${faults.join('\n  ')}`, 'Correct or unset them; .env.example lists them all.');
  }
  return config;
}

/** Origins as a browser writes them (the Fetch standard): scheme, host, and a port that is not the scheme's own. */
function readOrigins(text: string): CorsOrigins | undefined {
  if (text === '*') return '*';
  const origins = text.split(',').map((origin) => origin.trim());
  return origins.every((origin) => /^https?:\/\/[\w.[\]:-]+$/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin) ? new Set(origins) : undefined;
}

function withoutPassword(text: string): string {
  return text.replace(/:[^:@/]*@/, ':…@');
}
