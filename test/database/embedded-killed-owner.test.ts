import { once } from 'node:events';
import { processIdentity, waitUntilGone } from '../../src/database/embedded-process';
import { findRunningServer } from '../../src/database/embedded-server';
import { cleanUp, firstLine, postmasterPid, preparedDirectory, query, removePreparedDirectory, runProgram, start } from './embedded-support';

afterEach(cleanUp);
afterAll(removePreparedDirectory);

describe('another process that owns the data directory', () => {
  it('is found by its address and named when a second start is refused', async () => {
    const dataDir = await preparedDirectory();
    const owner = runProgram([dataDir, 'stay']);
    const url = await firstLine(owner);
    expect(await findRunningServer(dataDir)).toEqual({ url, pid: owner.pid });
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE', pid: owner.pid });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await start(dataDir); // takes the database over, so that cleaning up stops it
  });

  it('leaves its database running when it is killed; the next start stops that one and has its data', async () => {
    const dataDir = await preparedDirectory();
    const owner = runProgram([dataDir, 'stay']);
    const url = await firstLine(owner);
    await query(url, 'CREATE TABLE orphaned AS SELECT 30 AS lines');
    const orphan = postmasterPid(dataDir), identity = processIdentity(orphan) ?? '';
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(processIdentity(orphan)).toBe(identity);
    expect(await findRunningServer(dataDir)).toBeNull();

    const next = await start(dataDir);
    expect(processIdentity(orphan)).not.toBe(identity);
    expect(await query(next.url, 'SELECT lines FROM orphaned')).toEqual([{ lines: 30 }]);
  });

  it('can be killed together with its database', async () => {
    const dataDir = await preparedDirectory();
    const owner = runProgram([dataDir, 'stay']);
    await query(await firstLine(owner), 'CREATE TABLE committed AS SELECT 30 AS lines');
    process.kill(postmasterPid(dataDir), 'SIGKILL');
    owner.kill('SIGKILL');
    const next = await start(dataDir);
    expect(await query(next.url, 'SELECT lines FROM committed')).toEqual([{ lines: 30 }]);
  });

  it('takes its database along when it dies of an uncaught exception', async () => {
    const dataDir = await preparedDirectory();
    const owner = runProgram([dataDir, 'throw']);
    await firstLine(owner);
    const pid = postmasterPid(dataDir), identity = processIdentity(pid) ?? '';
    expect(await waitUntilGone(pid, identity, 20_000)).toBe(true);
    await start(dataDir);
  });
});
