import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { kill, killDeleted, killGone, restore } from '../../src/pipeline/kill-articles.ts';
import { lockArticles } from '../../src/store/article-versions.ts';
import { everyArticle, findArticleRecord, listArticles } from '../../src/store/articles.ts';
import { inTransaction } from '../../src/store/db.ts';
import { findStory, listStories } from '../../src/store/story-list.ts';
import { stores } from '../support/store.ts';
import { contentOf, deskOpensAt, openStoryDesk, type StoryDesk } from '../support/story-desk.ts';

const at = new Date('2026-03-02T12:00:00.000Z');
const [report, ...variations] = copySet(5, 1);
if (!report) throw new Error('there is no report');

describe.each(stores)('killed articles on the $name', ({ name, isAvailable, open }) => {
  let desk: StoryDesk;
  let wire = '';
  let copy = '';

  beforeAll(async () => {
    if (isAvailable) desk = await openStoryDesk(open);
  });
  afterAll(() => desk?.close());
  beforeEach(async () => {
    if (!isAvailable) return;
    await desk.empty();
    wire = await desk.publish(0, 'tag:wire,2026:1', report);
    copy = await desk.publish(1, 'copy', variations[0] ?? report);
  });
  const listed = async () => (await listArticles(desk.pool, everyArticle, 10)).map(({ id }) => id);
  const newEvents = async (count: number) => (await desk.events()).slice(-count);
  const killed = async (id: string) => (await findArticleRecord(desk.pool, id))?.article.killed ?? null;
  const operator = (articleId: string) => [{ articleId, cause: 'operator', reason: 'wrong' }] as const;

  test.skipIf(!isAvailable)('are gone from lists but not deleted, and their copies are flagged', async () => {
    expect(
      await kill(desk.pool, [{ articleId: wire, cause: 'operator', reason: 'the court forbade it' }], at),
    ).toBe(1);
    expect(await listed()).toEqual([copy]);
    expect(await newEvents(3)).toEqual([`killed ${wire}`, `story ${copy} killed`, `story ${copy} lead`]);
    const killed = { at: at.toISOString(), reason: 'the court forbade it' };
    expect(await findArticleRecord(desk.pool, wire)).toMatchObject({
      article: { killed, story: { killedId: null } },
      killedCopy: null,
    });
    expect(await findArticleRecord(desk.pool, copy)).toMatchObject({
      article: { killed: null, story: { killedId: wire } },
      killedCopy: { articleId: wire, ...killed },
    });
  });

  test.skipIf(!isAvailable)('are killed once', async () => {
    await kill(desk.pool, [{ articleId: wire, cause: 'operator', reason: 'one' }], at);
    const before = await desk.events();
    expect(await kill(desk.pool, [{ articleId: wire, cause: 'operator', reason: 'two' }], at)).toBe(0);
    expect(await desk.events()).toEqual(before);
  });

  test.skipIf(!isAvailable)('are those whose own feed takes them back', async () => {
    const { rows } = await desk.pool.query<{ id: string }>('select min(id) as id from feeds');
    const deleted = [{ id: 'tag:wire,2026:1', deletedAt: null, comment: 'Sent in error' }];
    expect(await killDeleted(desk.pool, rows[0]?.id ?? '', deleted, at)).toBe(1);
    expect(await killDeleted(desk.pool, rows[0]?.id ?? '', deleted, at)).toBe(0);
    expect((await findArticleRecord(desk.pool, wire))?.article.killed?.reason).toBe(
      'its feed took it back: Sent in error',
    );
    expect(await listed()).toEqual([copy]);
  });

  test.skipIf(!isAvailable)('are those whose headline withdraws them', async () => {
    await desk.publish(0, 'tag:wire,2026:1', { ...report, title: `KILL: ${report.title}` });
    expect((await findArticleRecord(desk.pool, wire))?.article.killed?.reason).toBe(
      `a headline says so: KILL: ${report.title}`,
    );
    expect(await listed()).toEqual([copy]);
    expect((await findArticleRecord(desk.pool, wire))?.revisions).toMatchObject([
      { revision: 2, class: 'substance' },
      { revision: 1, class: null },
    ]);
  });

  test.skipIf(!isAvailable)(
    'are those that another item of their outlet withdraws by their headline',
    async () => {
      const title = `MEDIA KILL: ${report.title}`;
      await desk.publish(2, 'notice elsewhere', { title, text: 'An outlet that never had it.' });
      expect(await listed()).toEqual([copy, wire]);
      await desk.publish(0, 'notice', { title, text: 'Please take this report out of your services.' });
      expect(await listed()).toEqual([copy]);
    },
  );

  test.skipIf(!isAvailable)(
    'lead no story while an article of it stands, and lead it again once restored',
    async () => {
      const leadOf = async () => (await listStories(desk.pool, null, 10)).map(({ leadId }) => leadId);
      expect(await leadOf()).toEqual([wire]);
      await kill(desk.pool, operator(wire), at);
      expect(await leadOf()).toEqual([copy]);
      expect(await restore(desk.pool, wire, 'it was right after all', at)).toBe(true);
      expect(await restore(desk.pool, wire, 'twice', at)).toBe(false);
      expect(await newEvents(3)).toEqual([
        `updated ${wire} killed`,
        `story ${copy} killed`,
        `story ${wire} lead`,
      ]);
      expect([await leadOf(), await listed(), await killed(wire)]).toEqual([[wire], [copy, wire], null]);
    },
  );

  test.skipIf(!isAvailable)(
    'leave lists of stories with the last of their story, unless asked for',
    async () => {
      await kill(desk.pool, [...operator(wire), ...operator(copy)], at);
      expect(await listStories(desk.pool, null, 10)).toEqual([]);
      const [story] = await listStories(desk.pool, null, 10, true);
      expect(story).toMatchObject({ size: 2, leadId: wire, killedId: wire });
      expect(await findStory(desk.pool, story?.id ?? '')).toEqual(story);
      expect(await listArticles(desk.pool, everyArticle, 10, true)).toHaveLength(2);
    },
  );

  test.skipIf(!isAvailable)('flag a copy that comes after them', async () => {
    await kill(desk.pool, operator(wire), at);
    const late = await desk.publish(2, 'late copy', variations[1] ?? report);
    expect(await newEvents(1)).toEqual([`story ${late} killed`]);
    expect((await findArticleRecord(desk.pool, late))?.killedCopy).toMatchObject({ articleId: wire });
  });

  test.skipIf(!isAvailable)('keep new texts to themselves until they are restored', async () => {
    await kill(desk.pool, operator(wire), at);
    const before = await desk.events();
    await desk.publish(0, 'tag:wire,2026:1', { ...report, title: 'The same under another headline' });
    expect(await desk.events()).toEqual(before);
    expect((await findArticleRecord(desk.pool, wire))?.article.revision).toBe(2);
  });

  test.skipIf(!isAvailable)(
    'are those whose feed says that they are canceled or withheld, until it says usable',
    async () => {
      const say = async (status: 'usable' | 'withheld' | 'canceled', outlet = 0) => {
        const item = await desk.item(outlet, 'tag:wire,2026:1', contentOf(report));
        await desk.storeItems([{ ...item, status }]);
      };
      await say('canceled', 3);
      expect(await killed(wire)).toBeNull();
      await say('canceled');
      expect(await killed(wire)).toMatchObject({ reason: 'its feed says that it is canceled' });
      await say('usable');
      expect(await killed(wire)).toBeNull();
      await say('withheld');
      expect(await killed(wire)).toMatchObject({ reason: 'its feed says that it is withheld' });
      await restore(desk.pool, wire, 'cleared by phone', at);
      await kill(desk.pool, operator(wire), at);
      await say('usable');
      expect(await killed(wire)).toMatchObject({ reason: 'wrong' });
    },
  );

  test.skipIf(!isAvailable)('come in killed where they are new and canceled already', async () => {
    const item = await desk.item(
      4,
      'stillborn',
      contentOf({ title: 'Stillborn', text: 'Never to be used.' }),
    );
    await desk.storeItems([{ ...item, status: 'canceled' }]);
    expect((await newEvents(2)).map((event) => event.split(' ')[0])).toEqual(['created', 'killed']);
  });

  test.skipIf(!isAvailable)('are those whose page is gone, but not what another feed brought', async () => {
    expect(await killGone(desk.pool, desk.feedId(1), ['tag:wire,2026:1'], at)).toBe(0);
    expect(await killGone(desk.pool, desk.feedId(0), ['tag:wire,2026:1'], at)).toBe(1);
    expect(await killed(wire)).toMatchObject({ reason: 'its page is gone (410)' });
  });

  // On the embedded store one transaction waits for the other as a whole.
  if (name === 'PostgreSQL')
    test.skipIf(!isAvailable)(
      'are withdrawn by a headline without waiting for who revises them',
      async () => {
        await inTransaction(desk.pool, async (db) => {
          await lockArticles(db, [wire]);
          const title = `MEDIA KILL: ${report.title}`;
          await desk.publish(0, 'notice', { title, text: 'Please take this report out of your services.' });
        });
        expect(await killed(wire)).not.toBeNull();
      },
    );

  test.skipIf(!isAvailable)(
    'are withdrawn, revised, killed and restored at once without a deadlock',
    async () => {
      const notices = [1, 2, 3, 4].map((n) =>
        desk.item(0, `notice ${n}`, contentOf({ title: `KILL: ${report.title}`, text: `Notice ${n}` })),
      );
      const revisions = [1, 2, 3, 4].map((n) =>
        desk.item(
          0,
          'tag:wire,2026:1',
          contentOf({ ...report, text: `${report.text}\n\nUpdate ${n}.` }),
          deskOpensAt,
        ),
      );
      const items = await Promise.all([...notices, ...revisions]);
      const work = [
        ...items.map((item) => desk.storeItems([item])),
        ...[1, 2, 3, 4].map(() => kill(desk.pool, operator(wire), at)),
        ...[1, 2, 3, 4].map(() => restore(desk.pool, wire, 'right', at)),
      ];
      const failed = (await Promise.allSettled(work)).filter(({ status }) => status === 'rejected');
      expect(failed).toEqual([]);
    },
  );
});
