import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { makeProgramFolder, type ProgramFolder } from '../support/program.ts';
import { type Running, runProcess } from '../support/run-process.ts';
import { canStartServices, prepareRedis } from '../support/services.ts';

describe('a process of the program', () => {
  let folder: ProgramFolder;
  let program: Running;

  beforeEach(() => {
    folder = makeProgramFolder([], { WIREDESK_LOG_LEVEL: 'info' });
  });
  afterEach(() => folder.remove());

  test('says in one line that the port of its API is taken', async () => {
    const rival = createServer().listen(0, '127.0.0.1');
    await once(rival, 'listening');
    const { port } = rival.address() as { port: number };
    program = runProcess('all.ts', [], { ...folder.env, WIREDESK_API_PORT: String(port) });
    expect(await program.exitCode).toBe(2);
    expect(plainLines(await program.stderr)).toEqual([
      expect.stringMatching(`127.0.0.1:${port}.*api\\.port`),
    ]);
    rival.close();
  });

  test('says in one line that its data folder cannot be used', async () => {
    writeFileSync(folder.dataFolder, 'a file');
    program = runProcess('all.ts', [], folder.env);
    expect(await program.exitCode).toBe(1);
    expect(plainLines(await program.stderr)).toEqual([expect.stringContaining(folder.dataFolder)]);
  });

  test('waits for a store that is not there yet, and stops at once when told to', async () => {
    const url = 'postgresql://nobody:geheim@127.0.0.1:1/nothing';
    program = runProcess('fetch.ts', [], { ...folder.env, DATABASE_URL: url });
    expect((await program.line('fault met')).error).toMatch(/ECONNREFUSED/);
    await program.stop();
    expect(await program.exitCode).toBe(0);
    expect(await program.stderr).not.toContain('geheim');
  });

  test.skipIf(!canStartServices)('stops on SIGTERM while Redis is down', { timeout: 60_000 }, async () => {
    const redis = await prepareRedis();
    await redis.start();
    program = runProcess('all.ts', [], { ...folder.env, REDIS_URL: redis.url });
    await program.line('started');
    await redis.kill();
    await delay(1500);
    await program.stop();
    expect(await program.exitCode).toBe(0);
    const faults = (await program.stderr).split('\n').filter((line) => line.includes('fault met'));
    expect(faults.length).toBeLessThan(20);
    await redis.remove();
  });

  test.skipIf(!inject('databaseUrl'))(
    'names a database that is not there, and not the password',
    async () => {
      const url = new URL(inject('databaseUrl'));
      url.password = 'geheim';
      url.pathname = '/wiredesk_absent';
      program = runProcess('fetch.ts', [], { ...folder.env, DATABASE_URL: url.href });
      expect(await program.exitCode).toBe(1);
      const said = await program.stderr;
      expect(plainLines(said)).toEqual([expect.stringMatching(/wiredesk_absent.*DATABASE_URL/)]);
      expect(said).not.toContain('geheim');
    },
  );
});

/** What is written beside the log. */
function plainLines(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
}
