import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copySet, type SetMember } from '../../bench/copies/measure-copies.ts';
import { randomFor, shuffled } from '../../demo/random.ts';
import { pruneStorySamples } from '../../src/pipeline/prune-story-samples.ts';
import { repairStories } from '../../src/pipeline/repair-stories.ts';
import { everyArticle, findArticleRecord, listArticles } from '../../src/store/articles.ts';
import { stores } from '../support/store.ts';
import { contentOf, deskOpensAt, openStoryDesk, type StoryDesk } from '../support/story-desk.ts';

const dayMs = 86_400_000;

describe.each(stores)('stories on the $name', ({ isAvailable, open }) => {
  let desk: StoryDesk;

  beforeAll(async () => {
    if (isAvailable) desk = await openStoryDesk(open);
  });
  afterAll(() => desk?.close());
  beforeEach(async () => {
    if (isAvailable) await desk.empty();
  });

  const itemsOf = (members: SetMember[]) =>
    Promise.all(
      members.map((member) => desk.item(Number(member.id.split('.')[1] ?? 12), member.id, contentOf(member))),
    );
  /** The keys of the items of each story, those alone left out. */
  async function clusters(): Promise<string[]> {
    const { rows } = await desk.pool.query<{ keys: string }>(
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
    await desk.storeItems([await desk.item(0, 'wire', original)]);
    const [alone] = await listArticles(desk.pool, everyArticle, 10);
    expect(alone?.story).toBeNull();

    await desk.storeItems([
      await desk.item(1, 'copy', { ...contentOf(variation('other credits')), ...later }),
      await desk.item(2, 'excerpt', { ...contentOf(variation('first three paragraphs')), ...later }),
    ]);
    const [excerpt, copy, wire] = await listArticles(desk.pool, everyArticle, 10);
    const story = { id: wire?.story?.id, size: 3, leadId: wire?.id, killedId: null };
    expect([wire?.story, copy?.story, excerpt?.story]).toEqual([story, story, story]);
    expect((await findArticleRecord(desk.pool, excerpt?.id ?? ''))?.article.story).toEqual(story);
    expect(await desk.events()).toEqual([
      `created ${wire?.id}`,
      `created ${copy?.id}`,
      `created ${excerpt?.id}`,
      `story ${wire?.id} joined,lead`,
      `story ${copy?.id} joined`,
      `story ${excerpt?.id} joined`,
    ]);
    const { rows } = await desk.pool.query('select of_id, reason from story_members order by article_id');
    expect(rows).toEqual([
      { of_id: null, reason: 'leads 3 articles: the earliest with the whole text' },
      { of_id: wire?.id, reason: expect.stringMatching(/^copy of \d+: 100 % of the shorter text/) },
      { of_id: wire?.id, reason: expect.stringMatching(/^excerpt of \d+: 100 % of it/) },
    ]);
  });

  test.skipIf(!isAvailable)('are led by the agency’s own article, however late it comes', async () => {
    await desk.storeItems([await desk.item(1, 'copy', contentOf(variation('other credits')))]);
    await desk.storeItems([await desk.item(2, 'other', contentOf(variation('local paragraphs put in')))]);
    await desk.storeItems([await desk.item(3, 'own', { ...contentOf(report), agency: 'outlet 3' })]);
    const [own] = await listArticles(desk.pool, everyArticle, 10);
    expect(own?.story).toMatchObject({ size: 3, leadId: own?.id });
    expect((await desk.events()).at(-1)).toBe(`story ${own?.id} joined,lead`);
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
          for (let from = 0; from < mine.length; from += 5) await desk.storeItems(mine.slice(from, from + 5));
        }),
      );
      expect(await clusters()).toEqual(expected);
      const { rows } = await desk.pool.query(
        `select s.size, count(m.*)::integer as members from stories s left join story_members m on m.story_id = s.id
         group by s.id having s.size <> count(m.*)`,
      );
      expect(rows).toEqual([]);
    },
  );

  test.skipIf(!isAvailable)('do not change when the same items come twice', async () => {
    const items = await itemsOf([report, ...variations]);
    await desk.storeItems(items);
    const before = [await clusters(), await desk.events()];
    await desk.storeItems(items);
    expect([await clusters(), await desk.events()]).toEqual(before);
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
      await desk.storeItems([await desk.item(0, 'a1', part(0, 3)), await desk.item(1, 'a2', part(0, 4))]);
      await desk.storeItems([await desk.item(2, 'b1', part(4, 7)), await desk.item(3, 'b2', part(4, 8))]);
      expect(await clusters()).toEqual(['a1 a2', 'b1 b2']);
      await desk.storeItems([await desk.item(4, 'whole', contentOf(report))]);
      expect(await clusters()).toEqual(['a1 a2 b1 b2 whole']);
      const { rows } = await desk.pool.query('select id, size, merged_into from stories order by id');
      expect(rows).toMatchObject([
        { size: 5, merged_into: null },
        { size: 0, merged_into: rows[0]?.id },
      ]);
    },
  );

  test.skipIf(!isAvailable)('leave an article alone whose text became another', async () => {
    const original = contentOf(report);
    await desk.storeItems([
      await desk.item(0, 'wire', original),
      await desk.item(1, 'copy', contentOf(variation('other credits'))),
    ]);
    const [other] = copySet(77, 1);
    await desk.storeItems([await desk.item(1, 'copy', other ? contentOf(other) : {})]);
    expect(await clusters()).toEqual([]);
    const { rows } = await desk.pool.query('select size from stories');
    expect(rows).toEqual([{ size: 0 }]);
    expect((await desk.events()).filter((event) => event.endsWith('left'))).toHaveLength(2);
  });

  test.skipIf(!isAvailable)('do not reach back beyond their time window', async () => {
    await desk.storeItems([
      await desk.item(0, 'old', contentOf(report), new Date(deskOpensAt.getTime() - 15 * dayMs)),
    ]);
    await desk.storeItems([await desk.item(1, 'new', contentOf(variation('other credits')))]);
    expect(await clusters()).toEqual([]);
  });

  test.skipIf(!isAvailable)(
    'are found later for articles that were stored without a look at others',
    async () => {
      const items = [
        await desk.item(0, 'wire', contentOf(report)),
        await desk.item(1, 'copy', contentOf(variation('first half'))),
      ];
      await desk.storeItems(items);
      await desk.pool.query(
        'truncate stories, story_members, story_links, story_texts, story_samples cascade',
      );
      await desk.pool.query('update articles set compared = false');
      expect(await repairStories(desk.pool, deskOpensAt, 14)).toBe(2);
      expect(await clusters()).toEqual(['copy wire']);
      expect(await repairStories(desk.pool, deskOpensAt, 14)).toBe(0);
    },
  );

  test.skipIf(!isAvailable)('forget how articles are found that are out of their time window', async () => {
    const long = new Date(deskOpensAt.getTime() - 15 * dayMs);
    await desk.storeItems([await desk.item(0, 'old', contentOf(report), long)]);
    await desk.storeItems([await desk.item(1, 'new', contentOf(variation('first half')))]);
    const kept = async () =>
      (await desk.pool.query<{ id: string }>('select distinct article_id as id from story_samples')).rows
        .length;
    expect(await kept()).toBe(2);
    expect(await pruneStorySamples(desk.pool, deskOpensAt, 14)).toBeGreaterThan(10);
    expect(await kept()).toBe(1);
    expect(await pruneStorySamples(desk.pool, deskOpensAt, 14)).toBe(0);
  });
});
