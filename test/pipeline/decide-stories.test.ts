import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { joinArticles, splitArticle } from '../../src/pipeline/decide-stories.ts';
import { describeStory } from '../../src/pipeline/describe-story.ts';
import { listStories } from '../../src/store/story-list.ts';
import { stores } from '../support/store.ts';
import { openStoryDesk, type StoryDesk } from '../support/story-desk.ts';

const at = new Date('2026-03-02T12:00:00.000Z');
const [report, ...variations] = copySet(5, 1);
const [otherReport] = copySet(6, 1);
if (!report || !otherReport) throw new Error('there is no report');
/** Shorter, so that it never leads. */
const other = { ...otherReport, text: otherReport.text.slice(0, report.text.length / 2) };

describe.each(stores)('what operators decide of stories on the $name', ({ isAvailable, open }) => {
  let desk: StoryDesk;
  let ids: string[] = [];

  beforeAll(async () => {
    if (isAvailable) desk = await openStoryDesk(open);
  });
  afterAll(() => desk?.close());
  beforeEach(async () => {
    if (!isAvailable) return;
    await desk.empty();
    ids = [];
    for (const [outlet, member] of [
      report,
      variations[0] ?? report,
      variations[3] ?? report,
      other,
    ].entries())
      ids.push(await desk.publish(outlet, `item ${outlet}`, member));
  });

  test.skipIf(!isAvailable)(
    'keeps an article out that was split off, also when the next copy comes',
    async () => {
      expect(await splitArticle(desk.pool, ids[1] ?? '', at)).toEqual({ kind: 'decided' });
      expect(await desk.stories()).toEqual([[ids[0], ids[2]]]);
      const next = await desk.publish(5, 'next', variations[5] ?? report);
      expect(await desk.stories()).toEqual([[ids[0], ids[2], next]]);
      expect(await splitArticle(desk.pool, ids[1] ?? '', at)).toEqual({ kind: 'alone' });
    },
  );

  test.skipIf(!isAvailable)('keeps articles together that were joined, whatever their texts', async () => {
    expect(await joinArticles(desk.pool, [ids[0] ?? '', ids[3] ?? ''], at)).toEqual({ kind: 'decided' });
    expect(await desk.stories()).toEqual([ids]);
    await desk.publish(6, 'next', variations[5] ?? report);
    const [story] = await listStories(desk.pool, null, 10);
    const described = await describeStory(desk.pool, story?.id ?? '');
    expect(described?.members).toHaveLength(5);
    expect(described?.members.find(({ articleId }) => articleId === ids[3])?.reason).toBe(
      'joined by an operator',
    );
  });

  test.skipIf(!isAvailable)('takes a join back by a split, and a split by a join', async () => {
    await joinArticles(desk.pool, [ids[0] ?? '', ids[3] ?? ''], at);
    await splitArticle(desk.pool, ids[3] ?? '', at);
    expect(await desk.stories()).toEqual([ids.slice(0, 3)]);
    await splitArticle(desk.pool, ids[2] ?? '', at);
    await joinArticles(desk.pool, [ids[0] ?? '', ids[1] ?? '', ids[2] ?? ''], at);
    expect(await desk.stories()).toEqual([ids.slice(0, 3)]);
  });

  test.skipIf(!isAvailable)('says which ids are no articles, and changes nothing then', async () => {
    expect(await joinArticles(desk.pool, [ids[0] ?? '', '999999'], at)).toEqual({
      kind: 'unknown',
      ids: ['999999'],
    });
    expect(await splitArticle(desk.pool, '999999', at)).toEqual({ kind: 'unknown', ids: ['999999'] });
    expect(await desk.stories()).toEqual([ids.slice(0, 3)]);
  });

  test.skipIf(!isAvailable)(
    'shows the passages that an article shares with the one whose text it has',
    async () => {
      const [story] = await listStories(desk.pool, null, 10);
      const described = await describeStory(desk.pool, story?.id ?? '');
      expect(described).toMatchObject({ size: 3, leadId: ids[0], title: report.title });
      const [lead, , excerpt] = described?.members ?? [];
      expect(lead).toMatchObject({ articleId: ids[0], of: null, passages: [] });
      expect(excerpt).toMatchObject({ articleId: ids[2], of: ids[0], score: 1 });
      expect(excerpt?.passages.join('\n')).toBe(variations[3]?.text.split('\n\n').join('\n').trim());
      expect(await describeStory(desk.pool, '999999')).toBeNull();
    },
  );
});
