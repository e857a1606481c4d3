import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { kill, killDeleted } from '../../src/pipeline/kill-articles.ts';
import { everyArticle, findArticleRecord, listArticles } from '../../src/store/articles.ts';
import { stores } from '../support/store.ts';
import { openStoryDesk, type StoryDesk } from '../support/story-desk.ts';

const at = new Date('2026-03-02T12:00:00.000Z');
const [report, ...variations] = copySet(5, 1);
if (!report) throw new Error('there is no report');

describe.each(stores)('killed articles on the $name', ({ isAvailable, open }) => {
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
  const newEvents = async () => (await desk.events()).slice(-2);

  test.skipIf(!isAvailable)('are gone from lists but not deleted, and their copies are flagged', async () => {
    expect(await kill(desk.pool, [{ articleId: wire, reason: 'the court forbade it' }], at)).toBe(1);
    expect(await listed()).toEqual([copy]);
    expect(await newEvents()).toEqual([`killed ${wire}`, `story ${copy} killed`]);
    const killed = { at: at.toISOString(), reason: 'the court forbade it' };
    expect(await findArticleRecord(desk.pool, wire)).toMatchObject({ killed, killedCopy: null });
    expect(await findArticleRecord(desk.pool, copy)).toMatchObject({
      killed: null,
      killedCopy: { articleId: wire, ...killed },
    });
  });

  test.skipIf(!isAvailable)('are killed once', async () => {
    await kill(desk.pool, [{ articleId: wire, reason: 'one' }], at);
    const before = await desk.events();
    expect(await kill(desk.pool, [{ articleId: wire, reason: 'two' }], at)).toBe(0);
    expect(await desk.events()).toEqual(before);
  });

  test.skipIf(!isAvailable)('are those whose own feed takes them back', async () => {
    const { rows } = await desk.pool.query<{ id: string }>('select min(id) as id from feeds');
    const deleted = [{ id: 'tag:wire,2026:1', deletedAt: null, comment: 'Sent in error' }];
    expect(await killDeleted(desk.pool, rows[0]?.id ?? '', deleted, at)).toBe(1);
    expect(await killDeleted(desk.pool, rows[0]?.id ?? '', deleted, at)).toBe(0);
    expect((await findArticleRecord(desk.pool, wire))?.killed?.reason).toBe(
      'its feed took it back: Sent in error',
    );
    expect(await listed()).toEqual([copy]);
  });

  test.skipIf(!isAvailable)('are those whose headline withdraws them', async () => {
    await desk.publish(0, 'tag:wire,2026:1', { ...report, title: `KILL: ${report.title}` });
    expect((await findArticleRecord(desk.pool, wire))?.killed?.reason).toBe(
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
});
