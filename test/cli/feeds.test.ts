import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readFeedsFile } from '../../src/config/feeds-file.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runInProcess, type Surroundings } from './run-command.ts';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wiredesk-feeds-'));
let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterEach(() => store.pool.query('truncate hosts, feeds, polling restart identity cascade'));
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function run(argv: string[], surroundings: Surroundings = {}) {
  return runInProcess(argv, { cwd: folder, databaseUrl: store.databaseUrl, ...surroundings });
}

async function listFeeds() {
  return readNdjson((await run(['feeds', 'list', '--json'])).stdout);
}

describe('feeds add', () => {
  test('adds a feed as its options say', async () => {
    const options = ['--key', 'harbour', '--every', '15m', '--language', 'pt-br', '--header', 'X-Token: a:b'];
    const { code, stdout } = await run([
      'feeds',
      'add',
      '--as-is',
      'https://harbour.example/rss',
      ...options,
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'added feed 1: https://harbour.example/rss\n' });
    const [feed] = await listFeeds();
    expect(feed).toMatchObject({
      key: 'harbour',
      origin: 'operator',
      language: 'pt-BR',
      every: '15m',
    });
  });

  test('refuses a feed that is there, and one that makes no sense, in one line', async () => {
    await run(['feeds', 'add', '--as-is', 'https://harbour.example/rss']);
    const again = await run(['feeds', 'add', '--as-is', 'https://harbour.example/rss']);
    const both = await run([
      'feeds',
      'add',
      '--as-is',
      'https://b.example/',
      '--every',
      '1h',
      '--cron',
      '0 6 * * *',
    ]);
    expect([again.code, both.code]).toEqual([2, 2]);
    expect(again.stderr).toMatch(/^wiredesk: a feed with the key .* is there already; .*\n$/);
    expect(both.stderr).toMatch(/^wiredesk: .*use either every or cron, not both\n$/);
  });

  test('shows the names of headers, never their values', async () => {
    const added = await run([
      'feeds',
      'add',
      '--as-is',
      'https://harbour.example/rss',
      '--header',
      'Authorization: secret-1',
      '--json',
    ]);
    const listed = await run(['feeds', 'list', '--json']);
    expect(JSON.parse(added.stdout).headers).toEqual({ authorization: '•••' });
    expect(added.stdout + listed.stdout).not.toContain('secret-1');
  });
});

describe('feeds import', () => {
  test('adds what can be polled, once, and reports the rest with its line', async () => {
    const { code, stdout } = await run(['feeds', 'import', join(fixtures, 'ill-formed.opml')]);
    const lines = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^feed 3 \(line 10\) left out: url is "ftp:/);
    expect(lines.slice(1)).toEqual([
      'feed 4 (line 12) left out: its url stands on line 7 already',
      '3 added, 0 there already, 1 twice in the file, 1 left out',
    ]);
    expect((await listFeeds()).map(({ url, outlet, section }) => [url, outlet, section])).toEqual([
      ['https://harbour.example/feed?a=1&b=2', 'Harbour Times & Co', 'Asia'],
      ['http://second.example/rss', 'Second', 'World'],
      ['https://loose.example/atom', 'Loose', 'Sport'],
    ]);
  });

  test('does nothing the second time', async () => {
    const argv = ['feeds', 'import', join(fixtures, 'ill-formed.opml'), '--json'];
    await run(argv);
    expect(JSON.parse((await run(argv)).stdout)).toMatchObject({
      added: 0,
      present: 3,
      rejected: [{ number: 3, line: 10, code: 'bad-url' }],
      duplicates: [{ number: 4, line: 12, code: 'duplicate' }],
      known: [{ number: 1, line: 7 }, { number: 2 }, { number: 5 }],
    });
  });

  test('refuses a file that is no OPML before it opens the store', async () => {
    const { code, stderr } = await runInProcess(['feeds', 'import', 'harbour.rss'], { cwd: fixtures });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'wiredesk: harbour.rss: this is no OPML: it has no outline element\n',
    });
  });
});

describe('feeds export', () => {
  test('prints a feeds file that says the same feeds, headers only with --secrets', async () => {
    const options = ['--outlet', 'Harbour Times', '--cron', '0 6 * * *', '--header', 'x-token: 12345'];
    await run(['feeds', 'add', '--as-is', 'https://harbour.example/rss', ...options]);
    await run(['feeds', 'add', '--as-is', 'https://b.example/rss', '--key', 'b', '--every', '90s']);
    const open = await run(['feeds', 'export']);
    const whole = await run(['feeds', 'export', '--secrets']);
    writeFileSync(join(folder, 'exported.yaml'), whole.stdout);

    expect(open.stdout).not.toContain('12345');
    expect(open.stderr).toContain('--secrets');
    expect(readFeedsFile(join(folder, 'exported.yaml'))).toMatchObject([
      {
        key: 'https://harbour.example/rss',
        outlet: 'Harbour Times',
        schedule: { kind: 'cron', expression: '0 6 * * *', timezone: 'UTC' },
        headers: { 'x-token': '12345' },
      },
      { key: 'b', schedule: { kind: 'interval', seconds: 90 } },
    ]);
  });

  test('prints OPML that can be imported', async () => {
    await run(['feeds', 'import', join(fixtures, 'ill-formed.opml')]);
    const { stdout } = await run(['feeds', 'export', '--opml']);
    const again = await run(['feeds', 'import', '-', '--json'], { stdin: stdout });
    expect(JSON.parse(again.stdout)).toMatchObject({ added: 0, present: 3, rejected: [] });
  });
});

describe('feeds apply', () => {
  const file = join(folder, 'desired.yaml');

  test('makes the feeds what the file says and leaves those of operators alone', async () => {
    await run(['feeds', 'add', '--as-is', 'https://mine.example/']);
    writeFileSync(file, 'feeds:\n  - url: https://a.example/\n  - url: https://b.example/\n');
    const first = await run(['feeds', 'apply', file]);
    writeFileSync(
      file,
      'feeds:\n  - url: https://b.example/\n    section: World\n  - url: https://c.example/\n',
    );
    const second = await run(['feeds', 'apply', 'desired.yaml']);

    expect(first.stdout).toBe(
      '+ https://a.example/\n+ https://b.example/\n2 added, 0 changed, 0 removed, 0 unchanged\n',
    );
    expect(second.stdout.split('\n').toSorted()).toEqual([
      '',
      '+ https://c.example/',
      '- https://a.example/',
      '1 added, 1 changed, 1 removed, 0 unchanged',
      '1 with other rules: the running program makes their articles anew',
      '~ https://b.example/',
    ]);
    expect((await listFeeds()).map(({ url }) => url)).toEqual([
      'https://mine.example/',
      'https://b.example/',
      'https://c.example/',
    ]);
  });

  test('takes feeds.yaml of the config folder where no file is named', async () => {
    writeFileSync(join(folder, 'feeds.yaml'), 'feeds:\n  - url: https://a.example/\n');
    const { stdout } = await run(['feeds', 'apply', '--json'], { env: { WIREDESK_CONFIG_FOLDER: folder } });
    expect(JSON.parse(stdout)).toMatchObject({ added: ['https://a.example/'] });
  });

  test('changes nothing when the file is faulty, and names file and lines on one line', async () => {
    await run(['feeds', 'add', '--as-is', 'https://mine.example/']);
    writeFileSync(file, 'feeds:\n  - ur: https://a.example/\n  - url: nowhere\n');
    const { code, stderr } = await run(['feeds', 'apply', file]);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`${file}:3`);
    expect(await listFeeds()).toHaveLength(1);
  });
});

test('feeds apply refuses rules that nothing follows', async () => {
  writeFileSync(
    join(folder, 'ruled.yaml'),
    'feeds:\n  - url: https://a.example/\n    rules: { bylines: {} }\n',
  );
  const { code, stderr } = await run(['feeds', 'apply', 'ruled.yaml']);
  expect(code).toBe(2);
  expect(stderr).toContain('ruled.yaml:3: rules.bylines is not known; the nearest known key is rules.byline');
});

test('normalize --feed follows the rules of the feed', async () => {
  const yaml =
    'feeds:\n  - url: https://a.example/\n    key: a\n    rules: { byline: { leads: { de: ["gezeichnet:"] } } }\n';
  writeFileSync(join(folder, 'ruled.yaml'), yaml);
  await run(['feeds', 'apply', 'ruled.yaml']);
  const stdin = '<p>Gezeichnet: Ada Quill</p><p>The harbour reopened on Sunday after the storm.</p>';
  const bylineOf = async (...options: string[]) =>
    JSON.parse((await run(['normalize', '-', '--type', 'html', ...options], { stdin })).stdout).byline;
  expect(await bylineOf('--feed', 'a')).toBe('Gezeichnet: Ada Quill');
  expect(await bylineOf()).toBeNull();
});

describe('feeds remove', () => {
  test('removes a feed by id, key or address', async () => {
    await run(['feeds', 'add', '--as-is', 'https://a.example/', '--key', 'a']);
    expect(await run(['feeds', 'remove', 'a'])).toMatchObject({
      code: 0,
      stdout: 'removed feed 1: https://a.example/\n',
    });
    expect(await run(['feeds', 'remove', 'a'])).toMatchObject({ code: 2, stdout: '' });
    expect(await listFeeds()).toEqual([]);
  });

  test('leaves feeds of the feeds file to the file, which would bring them back', async () => {
    writeFileSync(join(folder, 'one.yaml'), 'feeds:\n  - url: https://a.example/\n');
    await run(['feeds', 'apply', 'one.yaml']);
    const { code, stderr } = await run(['feeds', 'remove', 'https://a.example/']);
    expect(code).toBe(2);
    expect(stderr).toContain('comes from the feeds file');
    expect(await listFeeds()).toHaveLength(1);
  });
});

describe('feeds list', () => {
  test('prints a table for people', async () => {
    await run([
      'feeds',
      'add',
      '--as-is',
      'https://a.example/',
      '--outlet',
      'Harbour Times',
      '--every',
      '2h',
    ]);
    const [headings, row] = (await run(['feeds', 'list'])).stdout.split('\n');
    expect(headings).toMatch(/^ID +STATE +SINCE +OUTLET +SECTION +POLLED +PUSHED.+ NOTE +URL$/);
    expect(row).toMatch(/^1 +new +- +Harbour Times +- +2h +- +not yet +0 +- +- +https:\/\/a\.example\/$/);
  });
});
