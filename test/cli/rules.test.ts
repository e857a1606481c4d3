import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { addRuleCounts } from '../../src/store/rule-matches.ts';
import { feedDefinition } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { runAt, runInProcess } from './run-command.ts';

const url = 'https://www.example.com/a';
const story =
  'The ferries of the bay ran late on Tuesday because of a storm that kept them in the harbour for hours.';
const html = `<div class="story"><p>${story}</p><p class="ad">Boots of rubber, half the price</p></div>`;

describe('rules of operators on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-rules-'));
  const env = { WIREDESK_CONFIG_FOLDER: folder };
  let store: TestStore;
  let feedId: string;

  beforeAll(async () => {
    store = await openEmbeddedStore();
    const rules = { set: { section: 'Sea' }, remove: ['.none'] };
    const { added } = await addFeeds(store.pool, [feedDefinition({ rules })], runAt);
    feedId = added[0]?.id ?? '';
    mkdirSync(join(folder, 'sites'));
    writeFileSync(join(folder, 'sites/example.com.yaml'), 'hosts: [example.com]\nremove:\n  - .ad\n');
    writeFileSync(join(folder, 'story.html'), html);
    writeFileSync(join(folder, 'try.yaml'), 'set:\n  section: Tides\nauthorAliases: {}\n');
    writeFileSync(join(folder, 'bad.yaml'), 'set:\n  section: Tides\nremove:\n  - p:hover\n');
    writeFileSync(join(folder, 'example.org.txt'), "body: //div[@id='x']\nnext_page_link: //a\n");
    writeFileSync(join(folder, 'notes.txt'), 'body: //p\n');
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const run = async (...argv: string[]) => {
    const { code, stdout, stderr } = await runInProcess(argv, {
      cwd: folder,
      env,
      databaseUrl: store.databaseUrl,
    });
    return { code, stdout, stderr };
  };
  const articleOf = async (...options: string[]) =>
    JSON.parse((await run('normalize', 'story.html', '--explain', ...options)).stdout);

  test('hold for the address that is given, and for the feed', async () => {
    expect((await articleOf()).bodyText).toContain('Boots');
    const article = await articleOf('--url', url, '--feed', feedId);
    expect(article).toMatchObject({ bodyText: story, section: 'Sea' });
    expect(article.removed).toContainEqual({
      rule: 'remove .ad',
      place: 'sites/example.com.yaml:3',
      text: 'Boots of rubber, half the price',
    });
  });

  test('are tried from a file, over all others', async () => {
    const article = await articleOf('--feed', feedId, '--rules', 'try.yaml');
    expect(article).toMatchObject({ section: 'Tides' });
    expect(article.sources.section).toMatch(/try\.yaml:2$/);
    const { code, stderr } = await run('normalize', 'story.html', '--rules', 'bad.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml:4: remove\[0\] is "p:hover"; use a CSS selector; :hover/);
  });

  test('are listed with where they are written and what they found', async () => {
    const counts = [
      { rule: 'sites/example.com.yaml remove .ad', tried: 9, matched: 4 },
      { rule: `feed ${feedId} remove .none`, tried: 9, matched: 0 },
    ];
    await addRuleCounts(store.pool, counts, runAt);
    const listed = (await run('rules', 'list', '--json')).stdout.trim().split('\n');
    expect(listed.map((line) => JSON.parse(line))).toEqual([
      {
        place: 'sites/example.com.yaml:3',
        rule: 'remove .ad',
        tried: 9,
        matched: 4,
        lastMatchedOn: '2030-01-02',
        unmatchedSince: null,
      },
      {
        place: `feed ${feedId} remove[0]`,
        rule: 'remove .none',
        tried: 9,
        matched: 0,
        lastMatchedOn: null,
        unmatchedSince: '2030-01-02',
      },
    ]);
    const { stdout } = await run('rules', 'list', '--unmatched', '--days', '1');
    expect(stdout).toContain('remove .none');
    expect(stdout).not.toContain('remove .ad');
  });

  test('are imported from site configs, and what cannot be carried is told with its line', async () => {
    const { code, stdout } = await run('rules', 'import', 'example.org.txt', 'notes.txt');
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/example\.org\.txt:2: next_page_link left out: an article is read from one page/),
      expect.stringMatching(/notes\.txt left out: it is not called after a host/),
      '1 of 2 files imported: 1 lines carried, 1 left out',
    ]);
    expect(readFileSync(join(folder, 'sites/example.org.yaml'), 'utf8')).toContain('div[id="x"]');
    const again = JSON.parse((await run('rules', 'import', 'example.org.txt', '--json')).stdout);
    expect(again).toMatchObject({ written: null, reason: expect.stringContaining('is there already') });
  });
});
