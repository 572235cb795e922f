import { Command, InvalidArgumentError } from 'commander';
import { compareAnswers } from './compare-answers';
import { type DataSet, openDataSet } from './data-set';
import { measureEventLoop } from './event-loop';
import { measureHotAnswers } from './hot-answers';
import { measureImport } from './import-throughput';
import { measure } from './measure';
import { type Operation, createOperations, operationNames } from './operations';
import { measureParser } from './parse-throughput';
import { findPlaces } from './places';
import { profile } from './profile';
import { type Result, growthOf, listOf, tableOf, totalCpu, verdictOf } from './report';
import { measureSearch } from './search-cost';
import { startIbid, startServer } from './servers';
import { measureStart } from './start-time';
import { judge } from './targets';

const say = (line: string): void => { process.stderr.write(`${line}\n`); };

interface Options { scale: number[]; only?: string[]; profile?: string; json?: boolean }

/** Whole answers are not kept where reading is measured; hot answers are measured by themselves. */
const rowsKept = { IBID_CACHE: 'rows' }, nothingKept = { IBID_CACHE: 'off' };

/** What is measured once, with the data of the first scale. */
const others = {
  Hot: (operations: readonly Operation[], { url }: DataSet) => measureHotAnswers(operations.filter(({ name }) => name === 'F1' || name === 'F2'), url),
  EventLoop: (_: readonly Operation[], { url }: DataSet) => measureEventLoop(url),
  Import: () => measureImport(say),
  Parse: () => Promise.resolve(measureParser()),
  Start: () => measureStart(),
};
const everyName = [...operationNames, 'Search', ...Object.keys(others)];

async function main({ scale: scales, only = everyName, profile: profiled, json = false }: Options): Promise<void> {
  const results: Result[] = [];
  const other: Record<string, number> = {};
  for (const [i, scale] of scales.entries()) {
    const data = await openDataSet(scale, say);
    try {
      const operations = await operationsOf(data);
      for (const operation of operations) {
        if (operation.name === profiled) process.stdout.write(`${operation.name}, rows kept\n${await profile(operation, data.url, rowsKept)}\n\nnothing kept\n${await profile(operation, data.url, nothingKept)}\n`);
        else if (profiled === undefined && only.includes(operation.name)) results.push(await compare(operation, data));
      }
      if (profiled === undefined && only.includes('Search')) Object.assign(other, await measureSearch(data, say));
      if (i > 0 || profiled !== undefined) continue;
      for (const [name, measureOther] of Object.entries(others)) {
        if (!only.includes(name)) continue;
        Object.assign(other, await measureOther(operations, data));
        say(`${name} measured`);
      }
    } finally {
      await data.stop();
    }
  }
  if (profiled !== undefined) return;
  Object.assign(other, growthOf(results));
  if (json) process.stdout.write(`${JSON.stringify({ results, other })}\n`);
  (json ? process.stderr : process.stdout).write(`${tableOf(results)}\n\n${listOf(other)}\n\n${verdictOf(judge(results, other))}\n`);
}

async function operationsOf({ url }: DataSet): Promise<Operation[]> {
  const ibid = await startIbid('ibid', url);
  try {
    return createOperations(await findPlaces(ibid.url, url));
  } finally {
    await ibid.stop();
  }
}

/** One operation on four fresh servers: Ibid with its rows kept and without, the limit, and the stack by the book. */
async function compare(operation: Operation, data: DataSet): Promise<Result> {
  const env = { DATABASE_URL: data.url };
  const servers = await Promise.all([
    startIbid('ibid', data.url, { env: rowsKept }), startIbid('ibid, nothing kept', data.url, { env: nothingKept }),
    startServer('the limit', 'limit-server.js', { env }), startServer('by the book', 'server.js', { env }),
  ]);
  try {
    const answerBytes = await compareAnswers(operation, servers);
    const [ibid, ibidCold, limit, byTheBook] = await measure(operation, servers, data);
    if (!ibid || !ibidCold || !limit || !byTheBook) throw new Error('expected one measurement a server');
    say(`${operation.name} at scale ${data.scale}: ${(totalCpu(ibid) / totalCpu(limit)).toFixed(2)} of the limit, ${(totalCpu(ibidCold) / totalCpu(limit)).toFixed(2)} cold; answers equal (${answerBytes} bytes)`);
    return {
      name: operation.name, scale: data.scale, answerBytes, ibid, ibidCold, limit, byTheBook,
      ratioToLimit: totalCpu(ibid) / totalCpu(limit), ratioToLimitCold: totalCpu(ibidCold) / totalCpu(limit), ratioToByTheBook: totalCpu(ibid) / totalCpu(byTheBook),
    };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

function numbers(text: string): number[] {
  const values = text.split(',').map(Number);
  if (values.some((value) => !Number.isInteger(value) || value < 1)) throw new InvalidArgumentError(`expected whole numbers such as 1,10, got ${text}`);
  return values;
}

function names(text: string): string[] {
  const unknown = text.split(',').filter((name) => !everyName.includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`expected some of ${everyName.join(', ')}, got ${unknown.join(', ')}`);
  return text.split(',');
}

// An end by signal runs no cleanup by itself; an exit ends the servers and the database.
process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));

void new Command('npm run bench --').description('Measure Ibid against a hand-written server and the stack by the book, on the same data.')
  .option('--scale <numbers>', 'how much data: 1 is 10,000 articles', numbers, [1])
  .option('--only <names>', `what to measure: ${everyName.join(', ')}`, names)
  .option('--profile <name>', 'instead: where the CPU of Ibid goes for one operation, e.g. F1')
  .option('--json', 'print JSON; the table goes to stderr')
  .action(main).parseAsync();
