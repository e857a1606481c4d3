import { expect, test } from 'vitest';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { rssChannel } from './documents.ts';
import { faultOfOutcome } from './fault-of-outcome.ts';
import { feedOf } from './fixture.ts';
import { hostileKinds } from './hostile-documents.ts';

const about = { contentType: null, baseUrl: 'https://feeds.example/a/b.xml' };

test.each(hostileKinds)('100 kB of $name have an outcome', async ({ make }) => {
  expect(faultOfOutcome(await parseFeed(Buffer.from(make(100_000)), about))).toBeNull();
});

test.each([
  [
    'XML',
    '<rss><channel><__proto__ polluted="1"><title>a</title></__proto__><item constructor="1"><title>t</title></item></channel></rss>',
  ],
  ['JSON', '{"__proto__":{"polluted":1},"items":[{"__proto__":{"polluted":1},"id":"1","title":"t"}]}'],
])('names of prototypes in %s are names like others', async (_, document) => {
  expect((await feedOf(document)).items).toMatchObject([{ title: 't' }]);
  expect({}).not.toHaveProperty('polluted');
  expect({}).not.toHaveProperty('title');
});

test('an item after a million empty ones is found', async () => {
  const feed = await feedOf(rssChannel(`${'<item/>'.repeat(1_000_000)}<item><title>t</title></item>`));
  expect(feed).toMatchObject({ items: [{ title: 't' }], problems: [] });
});
