import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processIdentity, waitUntilGone } from '../../src/database/embedded-process';
import { signalProcess } from '../../src/database/embedded-postmaster';
import { findRunningServer, startEmbeddedServer } from '../../src/database/embedded-server';
import { cleanUp, postmasterPid, preparedDirectory, query, removePreparedDirectory, start, temporaryDirectory } from './embedded-support';

afterEach(cleanUp);
afterAll(removePreparedDirectory);

const kept = (url: string) => query<{ word: string }>(url, 'SELECT word FROM kept');

describe('an embedded server', () => {
  it('makes a UTF-8 database named ibid that is reached with a password over 127.0.0.1 only', async () => {
    const dataDir = path.join(temporaryDirectory(), 'not yet there');
    const { url } = await start(dataDir);
    expect(url).toMatch(/^postgres:\/\/ibid:[0-9a-f]{48}@127\.0\.0\.1:\d+\/ibid$/);
    expect(await query(url, 'SELECT getdatabaseencoding() AS encoding, lower(\'ÉΣ\') AS folded')).toEqual([{ encoding: 'UTF8', folded: 'éσ' }]);
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    await expect(query(url.replace(/:[0-9a-f]{48}/, ':wrong'), 'SELECT 1')).rejects.toThrow('password authentication failed');
    for (const name of ['password', 'owner.json']) expect(statSync(path.join(dataDir, 'database', name)).mode & 0o777).toBe(0o600);
  });

  it('keeps its data over a stop and a start, and stops once however often it is told', async () => {
    const dataDir = temporaryDirectory();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT \'ibid.\' AS word');
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    const second = await start(dataDir);
    expect(await kept(second.url)).toEqual([{ word: 'ibid.' }]);
  });

  it('tells in the error what PostgreSQL said when it does not start, and leaves the directory usable', async () => {
    const dataDir = await preparedDirectory();
    await expect(start(dataDir, { shared_buffers: 'plenty' })).rejects.toMatchObject({
      code: 'DATABASE_START_FAILED',
      message: expect.stringContaining('invalid value for parameter "shared_buffers": "plenty"') as string,
    });
    expect(await kept((await start(dataDir)).url)).toHaveLength(1);
  });
});

describe('the owner of a data directory', () => {
  it('is one process: a second start is refused with the pid of the first', async () => {
    const dataDir = await preparedDirectory();
    const { url } = await start(dataDir);
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE', pid: process.pid, message: expect.stringContaining(`process ${String(process.pid)}`) as string });
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is one of two that start at the same moment', async () => {
    const dataDir = temporaryDirectory();
    const outcomes = await Promise.allSettled([start(dataDir), start(dataDir)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'DATA_DIR_IN_USE' } });
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 30, identity: 'an earlier boot 1', url: null })],
    ['an earlier process with the pid of a living one', JSON.stringify({ pid: process.pid, identity: 'an earlier boot 1', url: null })],
    ['a file cut short', '{"pid": 1'],
  ])('is not %s', async (_case, ownerFile) => {
    const dataDir = await preparedDirectory();
    writeFileSync(path.join(dataDir, 'database/owner.json'), ownerFile);
    expect(await findRunningServer(dataDir)).toBeNull();
    expect(await kept((await start(dataDir)).url)).toHaveLength(1);
  });
});

describe('a lock file of PostgreSQL', () => {
  it.each([
    ['names a process that is gone', String(2 ** 22 + 1)],
    ['is empty', ''],
  ])('does not hinder a start when it %s', async (_case, pid) => {
    const dataDir = await preparedDirectory();
    const cluster = path.join(dataDir, 'database/cluster');
    writeFileSync(path.join(cluster, 'postmaster.pid'), pid && `${pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n`);
    expect(await kept((await start(dataDir)).url)).toHaveLength(1);
  });

  it('does not hinder a start when it names a living process of the same user that is no postmaster', async () => {
    const dataDir = await preparedDirectory();
    const cluster = path.join(dataDir, 'database/cluster');
    const { uid, gid } = statSync(cluster);
    const stranger = spawn('cat', process.getuid?.() === 0 ? { uid, gid } : {});
    await once(stranger, 'spawn');
    try {
      writeFileSync(path.join(cluster, 'postmaster.pid'), `${String(stranger.pid)}\n${cluster}\n1\n5432\n\n127.0.0.1\n`);
      expect(await kept((await start(dataDir)).url)).toHaveLength(1);
      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it('is waited for while a child of the killed postmaster still holds its memory', async () => {
    const dataDir = await preparedDirectory();
    const first = await start(dataDir);
    const [child] = await query<{ pid: number }>(first.url, 'SELECT pid FROM pg_stat_activity WHERE backend_type = \'checkpointer\'');
    const pid = child?.pid ?? 0;
    expect(pid).toBeGreaterThan(0);
    process.kill(pid, 'SIGSTOP'); // it cannot notice that its postmaster is gone
    process.kill(postmasterPid(dataDir), 'SIGKILL');
    await first.stop();
    const heard: string[] = [];
    const log = (line: string) => { heard.push(line); if (line.includes('trying again')) signalProcess(pid, 'SIGCONT'); };
    try {
      await (await startEmbeddedServer({ dataDir, log, settings: { fsync: 'off', shared_buffers: '16MB' } })).stop();
    } finally {
      signalProcess(pid, 'SIGCONT');
    }
    expect(heard).toContain('the database cannot start yet, trying again');
  });

  it('does not hinder a start after the postmaster was killed', async () => {
    const dataDir = await preparedDirectory();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE committed AS SELECT 30 AS lines');
    const pid = postmasterPid(dataDir), identity = processIdentity(pid) ?? '';
    process.kill(pid, 'SIGKILL');
    expect(await waitUntilGone(pid, identity, 10_000)).toBe(true);
    await first.stop();
    expect(readFileSync(path.join(dataDir, 'database/cluster/postmaster.pid'), 'utf8')).toContain(String(pid));
    expect(await query((await start(dataDir)).url, 'SELECT lines FROM committed')).toEqual([{ lines: 30 }]);
  });
});

describe('findRunningServer', () => {
  it('gives the address and the process while a server runs, and null before and after', async () => {
    const dataDir = await preparedDirectory();
    expect(await findRunningServer(path.join(dataDir, 'never used'))).toBeNull();
    expect(await findRunningServer(dataDir)).toBeNull();
    const server = await start(dataDir);
    expect(await findRunningServer(dataDir)).toEqual({ url: server.url, pid: process.pid });
    await server.stop();
    expect(await findRunningServer(dataDir)).toBeNull();
  });

  it('waits for a server that is just starting', async () => {
    const dataDir = await preparedDirectory();
    const starting = start(dataDir);
    let found = await findRunningServer(dataDir);
    while (found === null) found = await findRunningServer(dataDir); // the start may not have claimed the directory yet
    expect(found.url).toBe((await starting).url);
  });
});
