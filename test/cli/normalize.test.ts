import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { startHttpServer } from '../support/http-server.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wiredesk-normalize-'));
afterAll(() => rmSync(folder, { recursive: true }));

const contractKeys = [
  'id revision url title subtitle section authors byline agency copyright dateline language publishedAt updatedAt',
  'firstSeenAt summary bodyHtml bodyText wordCount images tags notes source story killed',
].flatMap((line) => line.split(' '));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('normalize', () => {
  test('prints an article with the keys of the contract, in their order', async () => {
    const { code, stdout } = await runInProcess(['normalize', 'ferry.txt'], { cwd: fixtures });
    const article = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(Object.keys(article)).toEqual(contractKeys);
    expect(article).toMatchObject({
      id: null,
      revision: 1,
      firstSeenAt: null,
      story: null,
      byline: 'By Mira Solberg',
    });
    expect(article.source).toEqual({ feedId: null, feed: null, outlet: null, domain: null });
  });

  test('adds what was removed and which sources won with --explain only', async () => {
    const { stdout } = await runInProcess(['normalize', 'ferry.txt', '--explain'], { cwd: fixtures });
    const article = JSON.parse(stdout);
    expect(Object.keys(article)).toEqual([...contractKeys, 'removed', 'sources']);
    expect(article.removed).toContainEqual(expect.objectContaining({ text: 'By Mira Solberg' }));
  });

  test('names the domain of the address without www', async () => {
    const url = 'https://www.courier.example/ferry';
    const { stdout } = await runInProcess(['normalize', 'ferry.txt', '--url', url], { cwd: fixtures });
    expect(JSON.parse(stdout).source.domain).toBe('courier.example');
  });

  test('indents on a terminal, but not with --json', async () => {
    const onTerminal = { cwd: fixtures, isTTY: true };
    const pretty = await runInProcess(['normalize', 'ferry.txt'], onTerminal);
    const plain = await runInProcess(['normalize', 'ferry.txt', '--json'], onTerminal);
    expect(pretty.stdout.split('\n').length).toBeGreaterThan(20);
    expect(plain.stdout.split('\n').length).toBe(2);
    expect(JSON.parse(pretty.stdout)).toEqual(JSON.parse(plain.stdout));
  });

  test('unpacks gzip, by its content', async () => {
    const text = 'Ferry service resumes\n\nThe ferry sails again from Monday.\n';
    const packed = await runInProcess(['normalize', write('ferry.gz', gzipSync(text))]);
    const plain = await runInProcess(['normalize', '-'], { stdin: text });
    expect(packed).toEqual(plain);
  });

  test('refuses a small gzip file that unpacks to far more than the limit', async () => {
    const bomb = write('bomb.gz', gzipSync(Buffer.alloc(80 * 1_048_576)));
    const { code, stderr } = await runInProcess(['normalize', bomb]);
    expect(code).toBe(2);
    expect(stderr).toBe(`wiredesk: ${bomb}: it is larger than 64 MiB\n`);
  });

  test('goes on past inputs that cannot be read, one line each in their order', async () => {
    const { code, stdout, stderr } = await runInProcess(
      ['normalize', 'ferry.html', 'none.txt', '.', 'ferry.txt'],
      {
        cwd: fixtures,
      },
    );
    const lines = readNdjson(stdout);
    expect(lines.map(({ file, ok }) => [file, ok])).toEqual([
      ['ferry.html', true],
      ['none.txt', false],
      ['.', false],
      ['ferry.txt', true],
    ]);
    expect(lines[1]?.['error']).toEqual({
      code: 'unreadable-file',
      message: 'none.txt: there is no such file',
    });
    expect(code).toBe(2);
    expect(stderr).toBe('wiredesk: 2 of 4 inputs could not be read; their lines say why\n');
  });

  test('reads the files of a manifest relative to it, with their own address and type', async () => {
    write('one.txt', '<p>Ferry</p> service resumes');
    const manifest = write(
      'manifest.ndjson',
      [
        '{"file":"one.txt","url":"https://courier.example/one","type":"html"}',
        '',
        '{"file":"missing.txt"}',
        'no json',
        '{"file":"one.txt","type":"poem"}',
        '{"file":"one.txt","url":null,"type":"text"}',
      ].join('\n'),
    );
    const { code, stdout } = await runInProcess(['normalize', '--manifest', manifest]);
    const lines = readNdjson(stdout);
    expect(code).toBe(2);
    expect(lines.map(({ file, ok }) => [file, ok])).toEqual([
      ['one.txt', true],
      ['missing.txt', false],
      [null, false],
      ['one.txt', false],
      ['one.txt', true],
    ]);
    expect(lines[0]?.['url']).toBe('https://courier.example/one');
    expect(lines[3]?.['error']).toEqual({
      code: 'invalid-input',
      message: 'manifest line 5: type must be text, html or page',
    });
  });

  test('fetches an address and takes the one that answered as the address of the article', async () => {
    const server = await startHttpServer((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/ferry' }).end();
      else
        response
          .setHeader('content-type', 'text/plain; charset=iso-8859-1')
          .end(Buffer.from('Fähre fährt', 'latin1'));
    });
    const { code, stdout } = await runInProcess(['normalize', `${server.url}/old`]);
    await server.close();
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ url: `${server.url}/ferry`, source: { domain: '127.0.0.1' } });
    expect(stdout).toContain('Fähre fährt');
  });

  test('prints articles as ninjs and as JSON-LD', async () => {
    const ninjs = await runInProcess(['normalize', 'ferry.txt', '--format', 'ninjs'], { cwd: fixtures });
    expect(JSON.parse(ninjs.stdout)).toMatchObject({ standard: { version: '3.1' }, by: 'By Mira Solberg' });
    const lines = await runInProcess(['normalize', 'ferry.txt', 'ferry.txt', '--format', 'jsonld'], {
      cwd: fixtures,
    });
    expect(readNdjson(lines.stdout)[1]).toMatchObject({ ok: true, '@type': 'NewsArticle' });
  });

  test('says in one line that an address does not answer as it should', async () => {
    const server = await startHttpServer((_request, response) => response.writeHead(404).end());
    const { code, stdout, stderr } = await runInProcess(['normalize', `${server.url}/gone`]);
    await server.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^wiredesk: .*404.*\n$/);
  });

  test.each([
    [[], 'name a file, an address, or - for stdin'],
    [['a', '--manifest', 'b'], 'use either inputs or --manifest, not both'],
    [['a', 'b', '--url', 'https://a.example/'], 'use --url with one input only'],
    [['a', '--type', 'poem'], "option '--type <type>' argument 'poem' is invalid"],
    [['a', '--format', 'ninjs', '--explain'], 'use either --explain or --format, not both'],
    [['a', '--format', 'xml'], "option '--format <format>' argument 'xml' is invalid"],
    [['a', '--url', 'a.example'], 'use an http:// or https:// address'],
  ])('refuses the arguments %j', async (argv, message) => {
    const { code, stdout, stderr } = await runInProcess(['normalize', ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
