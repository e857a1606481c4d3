import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runInProcess, runProgram, startProgram } from './run-command.ts';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));
let store: TestStore;
let env: Record<string, string>;
beforeAll(async () => {
  store = await openEmbeddedStore();
  env = { WIREDESK_DATA_FOLDER: store.folder ?? '' };
});
afterAll(() => store.close());

describe('the program', () => {
  test('prints help and version, and ends well', async () => {
    const help = await runProgram(['--help']);
    const version = await runProgram(['--version']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const verb of ['parse', 'normalize', 'feeds', 'keys', 'export', 'events', 'migrate']) {
      expect(help.stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
    }
    expect(version).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test.each([
    [[], 'no command given'],
    [['prase', 'x'], "unknown command 'prase' (Did you mean parse?)"],
    [['feeds', 'lsit'], "unknown command 'lsit' (Did you mean list?)"],
    [['feeds'], 'no command given'],
    [['parse'], "missing required argument 'inputs'"],
    [['parse', 'none.xml'], 'none.xml: there is no such file'],
    [['parse', '.'], '.: it is a directory'],
    [['normalize', '--bogus', 'x'], "unknown option '--bogus'"],
    [['events', '--after', 'x'], 'use a cursor'],
    [['feeds', 'apply', 'none.yaml'], 'none.yaml: there is no such file'],
  ])('ends with 2 and one line for %j', async (argv, message) => {
    const { code, stdout, stderr } = await runProgram(argv, { cwd: fixtures });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^wiredesk: [^\n]+\n$/);
    expect(stderr).toContain(message);
  });

  test('makes an article of stdin', async () => {
    const { code, stdout, stderr } = await runProgram(['normalize', '-'], {
      stdin: 'Ferry resumes\n\nIt sails again on Monday.\n',
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ id: null, revision: 1 });
  });

  test('opens the embedded store, and lets it go', async () => {
    const { code, stdout, stderr } = await runProgram(
      ['feeds', 'add', '--as-is', 'https://a.example/', '--json'],
      {
        env,
      },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ url: 'https://a.example/' });
  });

  test('ends quietly when whoever reads its output goes away', async () => {
    for (let n = 0; n < 20; n += 1) {
      await insertTestArticle(store.pool, { url: `https://a.example/${n}`, bodyText: 'x'.repeat(100_000) });
    }
    const child = startProgram(['export'], { env });
    child.stdout.once('data', () => child.stdout.destroy());
    const [[code], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('ends with 130 on SIGINT, and leaves a store that can be used', async () => {
    const child = startProgram(['events', '--follow'], { env });
    setTimeout(() => child.kill('SIGINT'), 3000);
    const [[code], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)]);
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    expect(readNdjson((await runProgram(['feeds', 'list', '--json'], { env })).stdout)).not.toHaveLength(0);
  });
});

describe('the program installed below node_modules, where Node strips no types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-installed-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('runs, and so does the store that it starts', async () => {
    const project = fileURLToPath(new URL('../..', import.meta.url));
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync(join(project, 'node_modules'))) {
      symlinkSync(join(project, 'node_modules', name), join(modules, name));
    }
    const copied = ['bin', 'config', 'src', 'workers', 'package.json'];
    for (const name of copied)
      cpSync(join(project, name), join(modules, 'wiredesk', name), { recursive: true });

    const program = join(modules, 'wiredesk/bin/wiredesk.js');
    const { code, stdout, stderr } = await runProgram(['migrate', '--json'], { cwd: folder, program });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toHaveProperty('ran');
  });
});

describe('a fault of ours', () => {
  test('ends with 1 and one line, with the stack at log level debug only', async () => {
    const quiet = await runInProcess(['feeds', 'list']);
    const debug = await runInProcess(['feeds', 'list'], { env: { WIREDESK_LOG_LEVEL: 'debug' } });
    expect(quiet).toEqual({ code: 1, stdout: '', stderr: 'wiredesk: this command has no store\n' });
    expect(debug.stderr).toMatch(
      /^wiredesk: this command has no store\nError: this command has no store\n\s+at /,
    );
  });

  test('is what a store is that does not answer', async () => {
    const { code, stderr } = await runInProcess(['feeds', 'list'], {
      databaseUrl: 'postgresql://nobody@127.0.0.1:1/none',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^wiredesk: [^\n]*ECONNREFUSED[^\n]*\n$/);
  });
});
