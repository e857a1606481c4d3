import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyRuled, htmlItem, publishItems, wholeLog } from '../support/ruled-feeds.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runAt, runInProcess } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'wiredesk-feeds-test-'));
const hoursAgo = (n: number) => new Date(runAt.getTime() - n * 3_600_000);
const signed = 'byline:\n  leads:\n    de: ["gezeichnet:"]\n';
const body = (own: string) => `<p>Gezeichnet: Ada Quill</p><p>${own}</p>`;

let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
  mkdirSync(join(folder, 'config'));
  writeFileSync(join(folder, 'signed.yaml'), signed);
  await applyRuled(store.pool, [{ key: 'courier' }, { key: 'herald' }], hoursAgo(99));
  await publishItems(store.pool, 'herald', [htmlItem('h', body('The fair opens late.'))], hoursAgo(50));
  const many = Array.from({ length: 60 }, (_, n) =>
    htmlItem(`c${n}`, body(`The ferry ${n} sails on Monday.`)),
  );
  await publishItems(store.pool, 'courier', many, hoursAgo(3));
  await publishItems(store.pool, 'courier', [htmlItem('plain', '<p>All is well at sea.</p>')], hoursAgo(2));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function run(argv: string[]) {
  const env = { WIREDESK_CONFIG_FOLDER: 'config' };
  return runInProcess(['feeds', 'test', ...argv], { cwd: folder, databaseUrl: store.databaseUrl, env });
}

describe('feeds test', () => {
  test('shows what rules would change, field by field, with counts and examples', async () => {
    const { code, stdout } = await run(['courier', '--rules', 'signed.yaml']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^feed 1 \(courier\): 61 articles, 60 would change\n/);
    expect(stdout).toContain('  byline: 60\n');
    expect(stdout).toContain('  authors: {+Ada Quill');
    expect(stdout).toContain('  bodyText: [-Gezeichnet: Ada Quill');
    expect(stdout).toContain('  60 with something else removed\n');
    expect(stdout.match(/^article /gm)).toHaveLength(3);
  });

  test('writes nothing', async () => {
    const count = async () =>
      (
        await store.pool.query(
          'select (select count(*) from revisions) + (select count(*) from renormalizations) as n',
        )
      ).rows;
    const [before, log] = [await count(), await wholeLog(store.pool)];
    await run(['--all', '--rules', 'signed.yaml']);
    expect(await count()).toEqual(before);
    expect(await wholeLog(store.pool)).toEqual(log);
  });

  test('prints for programs an object for each feed, of the newest articles or those of some days', async () => {
    const all = readNdjson((await run(['--all', '--rules', 'signed.yaml', '--format', 'json'])).stdout);
    expect(all.map(({ feed, articles, changed }) => ({ feed, articles, changed }))).toEqual([
      { feed: { id: '1', key: 'courier' }, articles: 61, changed: 60 },
      { feed: { id: '2', key: 'herald' }, articles: 1, changed: 1 },
    ]);
    const limited = await run([
      '--all',
      '--rules',
      'signed.yaml',
      '--format',
      'json',
      '--limit',
      '55',
      '--days',
      '1',
    ]);
    expect(readNdjson(limited.stdout)).toMatchObject([
      { articles: 55, changed: 54, fields: { byline: 54 }, identities: 54, stories: 0 },
      { articles: 0, changed: 0, examples: [] },
    ]);
  });

  test('takes without a file of rules what the feeds file says now, which is not applied yet', async () => {
    const written = `feeds:\n  - { key: courier, url: "https://courier.example/feed", outlet: courier, section: Port }\n`;
    writeFileSync(join(folder, 'config', 'feeds.yaml'), written);
    const { stdout } = await run(['courier', 'herald', '--format', 'json']);
    expect(readNdjson(stdout)).toMatchObject([{ changed: 61, fields: { section: 61 } }, { changed: 0 }]);
  });

  test('checks the examples of rules and fails where they do not hold', async () => {
    const examples = (name: string) =>
      `examples:\n  - name: a signed report\n    html: "${body('The ferry sails.')}"\n    expect: { authors: [${name}] }\n`;
    writeFileSync(join(folder, 'right.yaml'), signed + examples('Ada Quill'));
    writeFileSync(join(folder, 'wrong.yaml'), signed + examples('Ben Ink'));
    expect(await run(['--rules', 'right.yaml'])).toEqual({
      code: 0,
      stdout: '1 examples hold\n',
      stderr: '',
    });
    for (const argv of [
      ['--rules', 'wrong.yaml'],
      ['herald', '--rules', 'wrong.yaml'],
    ]) {
      const { code, stderr } = await run(argv);
      expect(code).toBe(2);
      expect(stderr).toContain('example a signed report: authors is ["Ada Quill"]; expected is ["Ben Ink"]');
    }
  });

  test('finds that the example in the README holds', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, block = ''] = /```yaml\n {2}rules:\n([^`]+)```/.exec(readme) ?? [];
    writeFileSync(join(folder, 'readme.yaml'), block.replace(/^ {4}/gm, ''));
    expect((await run(['--rules', 'readme.yaml'])).stdout).toBe('1 examples hold\n');
  });

  test('refuses rules that are none, with their line', async () => {
    writeFileSync(join(folder, 'bad.yaml'), `${signed}bylines: {}\n`);
    const { code, stdout, stderr } = await run(['courier', '--rules', 'bad.yaml']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/bad\.yaml:4: bylines is not known; the nearest known key is byline/);
  });

  test.each([[[]], [['courier', '--all']], [['nowhere']], [['--rules', 'nowhere.yaml']]])(
    'refuses %j in one line',
    async (argv) => {
      const { code, stderr } = await run(argv);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^wiredesk: [^\n]+\n$/);
    },
  );
});

test('feeds renormalize asks for the articles of feeds to be made anew', async () => {
  const ask = (argv: string[]) =>
    runInProcess(['feeds', 'renormalize', ...argv], { cwd: folder, databaseUrl: store.databaseUrl });
  expect((await ask([])).code).toBe(2);
  expect((await ask(['courier'])).stdout).toBe('the running program makes the articles of 1 feeds anew\n');
  expect((await ask(['--all'])).stdout).toBe('the running program makes the articles of 2 feeds anew\n');
});
