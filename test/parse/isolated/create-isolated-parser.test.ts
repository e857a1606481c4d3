import { afterEach, expect, test } from 'vitest';
import {
  createIsolatedParser,
  type IsolatedParser,
} from '../../../src/parse/isolated/create-isolated-parser.ts';
import type { ParserLimits } from '../../../src/parse/isolated/read-in-process.ts';
import { parseFeed } from '../../../src/parse/parse-feed.ts';

const about = { contentType: null, baseUrl: 'https://quay.example/rss' };
const small = feed(2);

let parser: IsolatedParser | null = null;
afterEach(() => parser?.close());

function open(limits: Partial<ParserLimits> = {}): IsolatedParser {
  parser = createIsolatedParser({
    maxItems: 10_000,
    maxDepth: 200,
    timeoutMs: 20_000,
    memoryMiB: 256,
    ...limits,
  });
  return parser;
}

function feed(items: number): Buffer {
  const one = (n: number) =>
    `<item><guid>${n}</guid><title>Item ${n}</title><description>Text</description></item>`;
  const all = Array.from({ length: items }, (_, n) => one(n)).join('');
  return Buffer.from(`<rss version="2.0"><channel><title>Quay</title>${all}</channel></rss>`);
}

test('documents are read one after another, each as it is without a process of its own', async () => {
  const { parse } = open();
  const bodies = [1, 2, 3].map(feed);
  const outcomes = await Promise.all(bodies.map((body) => parse(body, about)));
  expect(outcomes).toEqual(await Promise.all(bodies.map((body) => parseFeed(body, about))));
});

test('a document that takes too long is unreadable, and the next one is read', async () => {
  const { parse } = open({ timeoutMs: 700 });
  const [late, next] = await Promise.all([parse(feed(150_000), about), parse(small, about)]);
  expect(late).toMatchObject({ kind: 'unreadable', code: 'too-slow' });
  expect(late).toMatchObject({ message: expect.stringContaining('700 ms; the limit is parse.timeoutMs') });
  expect(next).toMatchObject({ kind: 'feed' });
});

test('a document that takes too much memory is unreadable, and the next one is read', async () => {
  const { parse } = open({ memoryMiB: 40 });
  const [large, next] = await Promise.all([parse(feed(40_000), about), parse(small, about)]);
  expect(large).toMatchObject({ kind: 'unreadable', code: 'too-much-memory' });
  expect(large).toMatchObject({
    message: expect.stringContaining('40 MiB of memory; the limit is parse.memoryMiB'),
  });
  expect(next).toMatchObject({ kind: 'feed' });
});

test('limits of items and depth hold there too', async () => {
  const outcome = await open({ maxItems: 1, maxDepth: 4 }).parse(
    Buffer.from(small.toString().replaceAll('Text', '<p><b>deep</b></p>')),
    about,
  );
  expect(outcome).toMatchObject({
    kind: 'feed',
    feed: { items: [{ title: 'Item 0' }], problems: [{ code: 'too-many-items' }, { code: 'tags-left-out' }] },
  });
});

test('closing ends what is in hand', async () => {
  const { parse, close } = open();
  await parse(small, about);
  const reading = parse(feed(150_000), about);
  const ended = expect(reading).rejects.toThrow('has ended');
  await new Promise((resolve) => setTimeout(resolve, 20));
  await close();
  await ended;
});
