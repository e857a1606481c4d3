import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startHttpServer } from '../support/http-server.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));

const contractKeys = [
  'format version title link description language authors published updated ttlMinutes skipHours skipDays hub self',
  'items problems',
].flatMap((line) => line.split(' '));

describe('parse', () => {
  test('prints a feed with the keys of the contract', async () => {
    const { code, stdout } = await runInProcess(['parse', 'harbour.rss'], { cwd: fixtures });
    const feed = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(Object.keys(feed)).toEqual(expect.arrayContaining(['ok', ...contractKeys]));
    expect(feed).toMatchObject({ ok: true, format: 'rss', version: '2.0', title: 'Harbour Courier' });
    expect(feed.items).toHaveLength(2);
  });

  test('resolves relative addresses against --base-url', async () => {
    const xml =
      '<rss version="2.0"><channel><item><title>Ferry</title><link>/ferry</link></item></channel></rss>';
    const argv = ['parse', '-', '--base-url', 'https://courier.example/feeds/all'];
    const { stdout } = await runInProcess(argv, { stdin: xml });
    expect(JSON.parse(stdout).items[0].url).toBe('https://courier.example/ferry');
  });

  test('prints one line for each of several, in their order, and goes on past a bad one', async () => {
    const { code, stdout, stderr } = await runInProcess(
      ['parse', 'ferry-page.html', 'none.xml', 'harbour.rss'],
      {
        cwd: fixtures,
      },
    );
    const lines = readNdjson(stdout);
    expect(lines).toMatchObject([
      { file: 'ferry-page.html', ok: false, error: { code: 'unreadable-feed' } },
      { file: 'none.xml', ok: false, error: { code: 'unreadable-file' } },
      { file: 'harbour.rss', ok: true, title: 'Harbour Courier' },
    ]);
    expect(code).toBe(2);
    expect(stderr).toBe('wiredesk: 2 of 3 inputs could not be read; their lines say why\n');
  });

  test('says of a single input that is no feed what it is, and prints nothing', async () => {
    const { code, stdout, stderr } = await runInProcess(['parse', 'ferry-page.html'], { cwd: fixtures });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^wiredesk: ferry-page\.html: .+\n$/);
  });

  test('fetches an address', async () => {
    const server = await startHttpServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 'Tides',
          items: [{ id: '1', url: '/one' }],
        }),
      );
    });
    const { code, stdout } = await runInProcess(['parse', `${server.url}/feed.json`]);
    await server.close();
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'json', items: [{ url: `${server.url}/one` }] });
  });
});
