import { expect, test } from 'vitest';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { rssItem } from './documents.ts';

const now = new Date('2026-03-01T12:00:00Z');

async function problemsOf(date: string): Promise<string[]> {
  const document = Buffer.from(rssItem(`<title>Storm</title><pubDate>${date}</pubDate>`));
  const outcome = await parseFeed(document, { contentType: null, baseUrl: null, now });
  if (outcome.kind !== 'feed') return expect.fail(outcome.message);
  expect(outcome.feed.items[0]?.published).not.toBeNull();
  return outcome.feed.problems.map(({ code, message }) => `${code}: ${message}`);
}

test('names a date in the future and keeps it', async () => {
  expect(await problemsOf('2026-03-04T00:00:00Z')).toEqual([
    'future-date: 1 items are dated in the future, e.g. 2026-03-04T00:00:00.000Z ("Storm"); kept as given',
  ]);
});

test('names a date before there was a web', async () => {
  expect(await problemsOf('1970-01-01T00:00:00Z')).toEqual([expect.stringMatching(/^absurd-date: 1 items/)]);
});

test("allows for a server's clock that is a day ahead", async () => {
  expect(await problemsOf('2026-03-02T12:00:00Z')).toEqual([]);
});
