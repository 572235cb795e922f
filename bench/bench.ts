import { Command, InvalidArgumentError } from 'commander';
import { compareAnswers } from './compare-answers';
import { type DataSet, openDataSet } from './data-set';
import { measure } from './measure';
import { type Operation, createOperations, operationNames } from './operations';
import { findPlaces } from './places';
import { type Result, growthOf, listOf, tableOf, totalCpu } from './report';
import { startIbid, startServer } from './servers';

const say = (line: string): void => { process.stderr.write(`${line}\n`); };

interface Options { scale: number[]; only?: string[]; json?: boolean }

/** Whole answers are not cached where reading is measured; hot answers are measured by themselves. */
const reading = { IBID_CACHE: 'rows' };

async function main({ scale: scales, only = [...operationNames], json = false }: Options): Promise<void> {
  const results: Result[] = [];
  for (const scale of scales) {
    const data = await openDataSet(scale, say);
    try {
      for (const operation of await operationsOf(data)) if (only.includes(operation.name)) results.push(await compare(operation, data));
    } finally {
      await data.stop();
    }
  }
  const other = growthOf(results);
  process.stdout.write(json ? `${JSON.stringify({ results, other })}\n` : `${tableOf(results)}\n\n${listOf(other)}\n`);
}

async function operationsOf({ url }: DataSet): Promise<Operation[]> {
  const ibid = await startIbid('ibid', url, { env: reading });
  try {
    return createOperations(await findPlaces(ibid.url, url));
  } finally {
    await ibid.stop();
  }
}

/** One operation on four fresh servers: Ibid with its row cache and without, the limit, and the stack by the book. */
async function compare(operation: Operation, data: DataSet): Promise<Result> {
  const env = { DATABASE_URL: data.url };
  const servers = await Promise.all([
    startIbid('ibid', data.url, { env: reading }), startIbid('ibid without row cache', data.url, { env: { IBID_CACHE: 'off' } }),
    startServer('the limit', 'limit-server.js', { env }), startServer('by the book', 'server.js', { env }),
  ]);
  try {
    const answerBytes = await compareAnswers(operation, servers);
    const [ibid, ibidCold, limit, byTheBook] = await measure(operation, servers, data);
    if (!ibid || !ibidCold || !limit || !byTheBook) throw new Error('expected one measurement a server');
    say(`${operation.name} at scale ${data.scale}: ${(totalCpu(ibid) / totalCpu(limit)).toFixed(2)} of the limit, answers equal (${answerBytes} bytes)`);
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
  const unknown = text.split(',').filter((name) => !(operationNames as string[]).includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`expected some of ${operationNames.join(', ')}, got ${unknown.join(', ')}`);
  return text.split(',');
}

void new Command('npm run bench --').description('Measure Ibid against a hand-written server and the stack by the book, on the same data.')
  .option('--scale <numbers>', 'how much data: 1 is 10,000 articles', numbers, [1])
  .option('--only <names>', `which operations: ${operationNames.join(', ')}`, names)
  .option('--json', 'print JSON')
  .action(main).parseAsync();
