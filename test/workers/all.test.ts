import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FeedFarm, startFeedFarm } from '../support/feed-farm.ts';
import { feedsYaml, makeProgramFolder, type ProgramFolder } from '../support/program.ts';
import { type Running, runProcess } from '../support/run-process.ts';

describe('npm start', () => {
  let farm: FeedFarm;
  let folder: ProgramFolder;
  const running: Running[] = [];

  beforeEach(async () => {
    farm = await startFeedFarm(3);
    farm.showItems(4);
    folder = makeProgramFolder(farm.urls, { WIREDESK_LOG_LEVEL: 'info' });
  });
  afterEach(async () => {
    for (const program of running.splice(0)) await program.stop();
    await farm.close();
    folder.remove();
  });

  function start(script: string, args: string[] = [], settings: Record<string, string> = {}): Running {
    const program = runProcess(script, args, { ...folder.env, ...settings });
    running.push(program);
    return program;
  }

  test('brings what feeds list to the API, and a second command to the same store', async () => {
    const program = start('all.ts');
    const { url = '' } = await program.line('API listening');
    await expect.poll(() => countArticles(url), { timeout: 20_000 }).toBe(12);

    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^wiredesk_items_waiting 0$/m);
    expect(metrics).toMatch(/^wiredesk_items_set_aside 0$/m);

    const list = start('cli.ts', ['--json', 'feeds', 'list']);
    const feeds = (await list.stdout)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { url: string });
    expect(feeds.map((feed) => feed.url).sort()).toEqual([...farm.urls].sort());
  });

  test('follows feeds.yaml while it runs, and keeps the feeds when the file becomes faulty', async () => {
    const program = start('all.ts');
    expect((await program.line('feeds file applied')).added).toBe(3);
    writeFileSync(folder.feedsFile, feedsYaml(farm.urls.slice(1), '1s'));
    expect((await program.line('feeds file applied')).removed).toBe(1);
    writeFileSync(folder.feedsFile, 'feeds:\n  - { url: nowhere }\n');
    expect((await program.line('fault met')).error).toMatch(/feeds\.yaml:2.*nowhere/s);
  });

  test('ends on SIGTERM with exit code 0 and everything in hand finished', async () => {
    const program = start('all.ts');
    const { url = '' } = await program.line('API listening');
    await expect.poll(() => countArticles(url), { timeout: 20_000 }).toBe(12);
    await program.stop();
    expect(await program.exitCode).toBe(0);
  });

  test('does not start on faulty settings, and names every fault', async () => {
    const program = start('all.ts', [], { WIREDESK_FETCH_TIMEOUT_MS: 'soon', WIREDESK_API_PROT: '1' });
    expect(await program.exitCode).toBe(2);
    const said = await program.stderr;
    expect(said).toContain('WIREDESK_FETCH_TIMEOUT_MS');
    expect(said).toContain('WIREDESK_API_PORT');
    expect(said).not.toMatch(/\n\s+at /);
  });
});

async function countArticles(url: string): Promise<number> {
  const response = await fetch(`${url}/v1/articles?limit=100`);
  return ((await response.json()) as { articles: unknown[] }).articles.length;
}
