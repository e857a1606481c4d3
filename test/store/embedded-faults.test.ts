import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { awaitStore } from '../../src/store/await-store.ts';
import { openPool } from '../../src/store/db.ts';
import { holdEmbeddedStore } from '../../src/store/embedded/connect.ts';
import { embeddedStoreLayout } from '../../src/store/embedded/layout.ts';
import { prepareSocketFolder } from '../../src/store/embedded/socket-folder.ts';
import { TurnKeepingPGlite } from '../../src/store/embedded/turn-keeping-pglite.ts';
import { findStoreProcess, hasProc } from '../support/processes.ts';
import { storeEntry } from '../support/store.ts';

describe('the embedded store, where something is wrong', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wiredesk-faults-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is not served, and not made, where there is none', async () => {
    const serving = spawn(process.execPath, [storeEntry, 'serve', folder], { stdio: 'ignore' });
    const [code] = await once(serving, 'exit');
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'pgdata'))).toBe(false);
  });

  test('tells of a process that ends again and again, with a few tries alone', async () => {
    const tries = join(folder, 'tries');
    const entry = join(folder, 'entry.ts');
    writeFileSync(
      entry,
      `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(tries)}, '.'); process.exit(7);`,
    );
    const layout = embeddedStoreLayout(join(folder, 'data'));
    await expect(holdEmbeddedStore(layout, entry, () => undefined)).rejects.toThrow(
      /ended with exit code 7 at its command create; see .*store\.log/,
    );
  });

  test('is not waited for any longer than whoever asked for it wants', async () => {
    const entry = join(folder, 'entry.ts');
    writeFileSync(entry, 'setTimeout(() => undefined, 3000);');
    const interrupted = new AbortController();
    const holding = holdEmbeddedStore(
      embeddedStoreLayout(join(folder, 'data')),
      entry,
      () => undefined,
      interrupted.signal,
    );
    interrupted.abort(new Error('interrupted'));
    await expect(holding).rejects.toThrow('interrupted');
  });

  test.skipIf(!hasProc)('is started again for as long as somebody holds it', async () => {
    cpSync(join(inject('templateFolder'), 'pgdata'), join(folder, 'pgdata'), { recursive: true });
    const deaths: Error[] = [];
    const store = await holdEmbeddedStore(embeddedStoreLayout(folder), storeEntry, (error) =>
      deaths.push(error),
    );
    for (let death = 1; death <= 3; death += 1) {
      const pid = findStoreProcess(folder) ?? expect.fail('the store has no process');
      process.kill(pid, 'SIGKILL');
      // The next one is killed as soon as it is there, before or after it answers.
      await expect
        .poll(() => findStoreProcess(folder), { timeout: 5000 })
        .toSatisfy((next: number | null) => next !== null && next !== pid);
    }
    const pool = openPool(store.databaseUrl, 1, () => undefined);
    await awaitStore(pool, store.databaseUrl, 10_000, () => undefined);
    expect((await pool.query('select count(*)::int as feeds from feeds')).rows).toEqual([{ feeds: 0 }]);
    expect(deaths.map((error) => error.message)).toContain(
      `the process of the embedded store in ${folder} died`,
    );
    await pool.end();
    store.release();
    const last = findStoreProcess(folder);
    if (last) process.kill(last, 'SIGKILL');
  });

  test('tells of a fault of PGlite itself', async () => {
    cpSync(join(inject('templateFolder'), 'pgdata'), join(folder, 'pgdata'), { recursive: true });
    const faults: unknown[] = [];
    const db = new TurnKeepingPGlite({ dataDir: join(folder, 'pgdata') }, (error) => faults.push(error));
    await db.waitReady;
    await db.close();
    const onRawData = () => expect.fail('a closed store answers');
    await expect(
      db.execProtocolRawStream(new Uint8Array([81, 0, 0, 0, 5, 0]), { onRawData }),
    ).rejects.toThrow();
    expect(faults).toHaveLength(1);
  });

  test('refuses a socket folder that others can enter, or that is a link', () => {
    const layout = { ...embeddedStoreLayout(folder), socketFolder: join(folder, 'socket') };
    prepareSocketFolder(layout);
    prepareSocketFolder(layout);
    chmodSync(layout.socketFolder, 0o777);
    expect(() => prepareSocketFolder(layout)).toThrow(/is open to other users/);
    rmSync(layout.socketFolder, { recursive: true });
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), layout.socketFolder);
    expect(() => prepareSocketFolder(layout)).toThrow(/is no folder/);
  });
});
