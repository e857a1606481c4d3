import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copySet, type SetMember } from '../../bench/copies/measure-copies.ts';
import { randomFor, shuffled } from '../../demo/random.ts';
import { identitiesOf } from '../../src/dedupe/identities.ts';
import type { ArticleContent } from '../../src/domain/article.ts';
import { repairStories } from '../../src/pipeline/repair-stories.ts';
import { type NormalizedItem, storeArticles } from '../../src/pipeline/store-articles.ts';
import { findArticleRecord, listArticles } from '../../src/store/articles.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { listEvents } from '../../src/store/events.ts';
import { listFeeds } from '../../src/store/feeds.ts';
import { articleContent, everyArticle, feedDefinition } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { letWait } from '../support/waiting-items.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const dayMs = 86_400_000;
const outlets = 13;

describe.each(stores)('stories on the $name', ({ isAvailable, open }) => {
  let store: TestStore;
  let feedIds: string[] = [];

  beforeAll(async () => {
    if (isAvailable) store = await open();
  });
  afterAll(() => store?.close());
  beforeEach(async () => {
    if (!isAvailable) return;
    await store.pool.query(`truncate feeds, polling, fetches, items, item_heads, waiting_items, articles, revisions,
      identities, sightings, events, story_samples cascade`);
    await store.pool.query('update log_head set cursor = 0');
    const definitions = Array.from({ length: outlets }, (_, n) =>
      feedDefinition({ key: `feed-${n}`, url: `https://outlet-${n}.example/feed`, outlet: `Outlet ${n}` }),
    );
    await addFeeds(store.pool, definitions, start);
    feedIds = (await listFeeds(store.pool, { after: '0', limit: 100 })).map(({ id }) => id);
  });

  /** An item of the outlet with this number. */
  async function item(
    outlet: number,
    key: string,
    changes: Partial<ArticleContent>,
    seenAt = start,
  ): Promise<NormalizedItem> {
    const feedId = feedIds[outlet] ?? '';
    const content = articleContent({ url: `https://outlet-${outlet}.example/${key}`, ...changes });
    const itemId = await letWait(store.pool, feedId, key, seenAt);
    const identities = identitiesOf(feedId, key, content);
    return { itemId, itemKey: key, feedId, seenAt, identities, content, removed: [] };
  }

  const storeItems = (items: NormalizedItem[]) => storeArticles(store.pool, items, 14);
  const contentOf = ({ title, text }: SetMember) => ({
    title,
    bodyText: text,
    wordCount: text.split(' ').length,
  });
  const itemsOf = (members: SetMember[]) =>
    Promise.all(
      members.map((member) => item(Number(member.id.split('.')[1] ?? 12), member.id, contentOf(member))),
    );
  const events = async () =>
    (await listEvents(store.pool, { after: '0', limit: 10_000, types: null, since: null, feedId: null })).map(
      ({ type, articleId, changed }) => `${type} ${articleId} ${changed.join(',')}`.trim(),
    );

  /** The keys of the items of each story, those alone left out. */
  async function clusters(): Promise<string[]> {
    const { rows } = await store.pool.query<{ keys: string }>(
      `select string_agg(s.key, ' ' order by s.key collate "C") as keys
       from story_members m join sightings s on s.article_id = m.article_id
       group by m.story_id order by 1`,
    );
    return rows.map(({ keys }) => keys);
  }

  const [report, ...variations] = copySet(5, 1);
  if (!report) throw new Error('there is no report');
  const variation = (name: string) => variations.find((one) => one.variation === name) ?? report;

  test.skipIf(!isAvailable)('hold the copies of several outlets, with lead, reasons and events', async () => {
    const original = { ...contentOf(report), publishedAt: '2026-03-01T08:00:00.000Z' };
    const later = { publishedAt: '2026-03-01T09:00:00.000Z' };
    await storeItems([await item(0, 'wire', original)]);
    const [alone] = await listArticles(store.pool, everyArticle, 10);
    expect(alone?.story).toBeNull();

    await storeItems([
      await item(1, 'copy', { ...contentOf(variation('other credits')), ...later }),
      await item(2, 'excerpt', { ...contentOf(variation('first three paragraphs')), ...later }),
    ]);
    const [excerpt, copy, wire] = await listArticles(store.pool, everyArticle, 10);
    const story = { id: wire?.story?.id, size: 3, leadId: wire?.id };
    expect([wire?.story, copy?.story, excerpt?.story]).toEqual([story, story, story]);
    expect((await findArticleRecord(store.pool, excerpt?.id ?? ''))?.article.story).toEqual(story);
    expect(await events()).toEqual([
      `created ${wire?.id}`,
      `created ${copy?.id}`,
      `created ${excerpt?.id}`,
      `story ${wire?.id} joined`,
      `story ${copy?.id} joined`,
      `story ${excerpt?.id} joined`,
      `story ${wire?.id} lead`,
    ]);
    const { rows } = await store.pool.query('select of_id, reason from story_members order by article_id');
    expect(rows).toEqual([
      { of_id: null, reason: 'leads 3 articles: the earliest with the whole text' },
      { of_id: wire?.id, reason: expect.stringMatching(/^copy of \d+: 100 % of the shorter text/) },
      { of_id: wire?.id, reason: expect.stringMatching(/^excerpt of \d+: 100 % of it/) },
    ]);
  });

  test.skipIf(!isAvailable)('are led by the agency’s own article, however late it comes', async () => {
    await storeItems([await item(1, 'copy', contentOf(variation('other credits')))]);
    await storeItems([await item(2, 'other', contentOf(variation('local paragraphs put in')))]);
    await storeItems([await item(3, 'own', { ...contentOf(report), agency: 'outlet 3' })]);
    const [own] = await listArticles(store.pool, everyArticle, 10);
    expect(own?.story).toMatchObject({ size: 3, leadId: own?.id });
    expect((await events()).at(-1)).toBe(`story ${own?.id} lead`);
  });

  test.skipIf(!isAvailable)(
    'are the same whatever the order and whoever of eight writers stores what',
    async () => {
      const members = copySet(9, 12);
      const expected = [...Map.groupBy(members, (member) => member.report).values()]
        .map((ofReport) =>
          ofReport
            .map(({ id }) => id)
            .sort()
            .join(' '),
        )
        .sort();
      const items = await itemsOf(members);
      const writers = Array.from({ length: 8 }, (_, writer) => shuffled(randomFor('writer', writer), items));
      await Promise.all(
        writers.map(async (mine) => {
          for (let from = 0; from < mine.length; from += 5) await storeItems(mine.slice(from, from + 5));
        }),
      );
      expect(await clusters()).toEqual(expected);
      const { rows } = await store.pool.query(
        `select s.size, count(m.*)::integer as members from stories s left join story_members m on m.story_id = s.id
         group by s.id having s.size <> count(m.*)`,
      );
      expect(rows).toEqual([]);
    },
  );

  test.skipIf(!isAvailable)('do not change when the same items come twice', async () => {
    const items = await itemsOf([report, ...variations]);
    await storeItems(items);
    const before = [await clusters(), await events()];
    await storeItems(items);
    expect([await clusters(), await events()]).toEqual(before);
  });

  test.skipIf(!isAvailable)(
    'become one when an article joins them; the old id leads to the new',
    async () => {
      const paragraphs = report.text.split('\n\n');
      const part = (from: number, to: number) => ({
        title: report.title,
        bodyText: paragraphs.slice(from, to).join('\n\n'),
        wordCount: 100,
      });
      await storeItems([await item(0, 'a1', part(0, 3)), await item(1, 'a2', part(0, 4))]);
      await storeItems([await item(2, 'b1', part(4, 7)), await item(3, 'b2', part(4, 8))]);
      expect(await clusters()).toEqual(['a1 a2', 'b1 b2']);
      await storeItems([await item(4, 'whole', contentOf(report))]);
      expect(await clusters()).toEqual(['a1 a2 b1 b2 whole']);
      const { rows } = await store.pool.query('select id, size, merged_into from stories order by id');
      expect(rows).toMatchObject([
        { size: 5, merged_into: null },
        { size: 0, merged_into: rows[0]?.id },
      ]);
    },
  );

  test.skipIf(!isAvailable)('leave an article alone whose text became another', async () => {
    const original = contentOf(report);
    await storeItems([
      await item(0, 'wire', original),
      await item(1, 'copy', contentOf(variation('other credits'))),
    ]);
    const [other] = copySet(77, 1);
    await storeItems([await item(1, 'copy', other ? contentOf(other) : {})]);
    expect(await clusters()).toEqual([]);
    const { rows } = await store.pool.query('select size from stories');
    expect(rows).toEqual([{ size: 0 }]);
    expect((await events()).filter((event) => event.endsWith('left'))).toHaveLength(2);
  });

  test.skipIf(!isAvailable)('do not reach back beyond their time window', async () => {
    await storeItems([await item(0, 'old', contentOf(report), new Date(start.getTime() - 15 * dayMs))]);
    await storeItems([await item(1, 'new', contentOf(variation('other credits')))]);
    expect(await clusters()).toEqual([]);
  });

  test.skipIf(!isAvailable)(
    'are found later for articles that were stored without a look at others',
    async () => {
      const items = [
        await item(0, 'wire', contentOf(report)),
        await item(1, 'copy', contentOf(variation('first half'))),
      ];
      await storeItems(items);
      await store.pool.query(
        'truncate stories, story_members, story_links, story_texts, story_samples cascade',
      );
      await store.pool.query('update articles set compared = false');
      expect(await repairStories(store.pool, start, 14)).toBe(2);
      expect(await clusters()).toEqual(['copy wire']);
      expect(await repairStories(store.pool, start, 14)).toBe(0);
    },
  );
});
