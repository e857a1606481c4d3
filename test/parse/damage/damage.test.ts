import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../../src/parse/parse-feed.ts';
import { damages, truncate } from './kinds.ts';
import { type Entry, type SoundFeed, seededRandom, soundFeeds } from './sound-feeds.ts';

const feeds = soundFeeds(7);
const about = { contentType: null, baseUrl: 'https://news.example/' };

/** How many of a feed's entries are still there under their address and with the beginning of their title. */
async function countKept(document: string | Buffer, entries: Entry[]): Promise<number> {
  const outcome = await parseFeed(Buffer.from(document), about);
  const items = outcome.kind === 'feed' ? outcome.feed.items : [];
  const byUrl = new Map(items.map((item) => [item.url, item]));
  return entries.filter(({ title, url }) => byUrl.get(url)?.title?.startsWith(firstWord(title))).length;
}

function firstWord(title: string): string {
  return title.split(' ')[0] ?? '';
}

describe('every entry survives', () => {
  test.each(damages)('$name', async ({ apply }) => {
    const random = seededRandom(11);
    for (const { xml, entries } of feeds)
      expect(await countKept(apply(xml, random), entries)).toBe(entries.length);
  });

  test('none at all', async () => {
    for (const { xml, entries } of feeds) expect(await countKept(xml, entries)).toBe(entries.length);
  });
});

test('every kind of damage changes every sound feed that it can be done to', () => {
  const changed = ({ xml }: SoundFeed) => damages.filter(({ apply }) => apply(xml, seededRandom(3)) !== xml);
  expect(new Set(feeds.flatMap(changed))).toEqual(new Set(damages));
});

test('the entries before the cut survive a truncation anywhere', async () => {
  const random = seededRandom(5);
  for (const { xml, entries } of Array.from({ length: 20 }, () => feeds).flat()) {
    const cut = truncate(xml, random);
    const whole = cut.match(/<\/(item|entry)>/g)?.length ?? 0;
    expect(await countKept(cut, entries.slice(0, whole))).toBe(whole);
  }
});
