import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import type { App } from '../../src/api/app.ts';
import { openEmbeddedStore } from '../support/store.ts';
import { openStoryDesk, type StoryDesk } from '../support/story-desk.ts';
import { call, openApi } from './api-under-test.ts';

const [report, ...variations] = copySet(5, 1);
if (!report) throw new Error('there is no report');

describe('stories over HTTP', () => {
  let desk: StoryDesk;
  let app: App;
  const ids: string[] = [];

  beforeAll(async () => {
    desk = await openStoryDesk(openEmbeddedStore);
    await desk.empty();
    for (const [outlet, member] of [report, ...variations.slice(0, 3)].entries())
      ids.push(await desk.publish(outlet, `item ${outlet}`, member));
    app = await openApi(desk.pool);
  });
  afterAll(async () => {
    await app?.close();
    await desk?.close();
  });

  test('are listed with their lead, and shown with what their articles share', async () => {
    const { body } = await call(app, '/v1/stories');
    const [story] = body.stories;
    expect(story).toMatchObject({ size: 4, leadId: ids[0], title: report.title });
    const { body: record } = await call(app, `/v1/stories/${story.id}`);
    expect(record.members.map(({ articleId }: { articleId: string }) => articleId)).toEqual(ids);
    expect(record.members[1]).toMatchObject({ of: ids[0], score: 1, outlet: 'Outlet 1' });
    expect(record.members[1].passages).not.toEqual([]);
    const { body: article } = await call(app, `/v1/articles/${ids[2]}`);
    expect(article.story).toEqual({ id: story.id, size: 4, leadId: ids[0], killedId: null });
  });

  test('lose an article that is split off and get it back when it is joined', async () => {
    const post = (path: string, payload?: object) =>
      call(app, { method: 'POST', url: `/v1/articles/${ids[3]}/${path}`, ...(payload && { payload }) });
    expect((await post('split')).body).toMatchObject({ id: ids[3], story: null });
    expect((await post('split')).status).toBe(409);
    expect((await post('join', { with: [ids[0]] })).body.story).toMatchObject({ size: 4 });
    expect((await post('join', { with: ['999999'] })).status).toBe(404);
    expect((await post('join', { with: [] })).status).toBe(400);
  });

  test('are not found under an id that none has', async () => {
    expect((await call(app, '/v1/stories/999999')).status).toBe(404);
    expect((await call(app, { method: 'POST', url: '/v1/articles/999999/split' })).status).toBe(404);
  });

  test('are told in the log with who joined and why', async () => {
    const { body } = await call(app, '/v1/events?types=story&limit=50');
    expect(body.events[0]).toMatchObject({
      type: 'story',
      articleId: ids[0],
      changed: ['joined', 'lead'],
      reason: expect.stringContaining('leads 2 articles'),
    });
    expect(body.events.map(({ storyId }: { storyId: string | null }) => storyId)).not.toContain(null);
  });

  test('show a change by words, and an article that was killed only when asked for it', async () => {
    const note = 'Correction: it was Monday.';
    const corrected = { title: report.title, text: `${report.text}\n\n${note}` };
    await desk.publish(0, 'item 0', corrected, { notes: [{ kind: 'correction', text: note }] });
    const { body: diff } = await call(app, `/v1/articles/${ids[0]}/diff`);
    expect(diff).toMatchObject({ from: 1, to: 2, class: 'correction', changed: ['bodyText'] });
    expect(diff.bodyText.at(-1)).toEqual({ kind: 'added', text: expect.stringContaining('Correction') });
    expect((await call(app, `/v1/articles/${ids[1]}/diff`)).status).toBe(404);

    const killing = {
      method: 'POST',
      url: `/v1/articles/${ids[0]}/kill`,
      payload: { reason: 'wrong' },
    } as const;
    expect((await call(app, killing)).body).toMatchObject({ id: ids[0], killed: { reason: 'wrong' } });
    expect((await call(app, killing)).status).toBe(409);
    expect((await call(app, { ...killing, url: '/v1/articles/999999/kill' })).status).toBe(404);
    const { body } = await call(app, '/v1/articles');
    expect(body.articles.map(({ id }: { id: string }) => id)).not.toContain(ids[0]);
    const { body: all } = await call(app, '/v1/articles?include=killed');
    expect(all.articles.find(({ id }: { id: string }) => id === ids[0])).toMatchObject({
      killed: { reason: 'wrong' },
    });
    const { body: copy } = await call(app, `/v1/articles/${ids[1]}`);
    expect(copy).toMatchObject({ killedCopy: { articleId: ids[0] }, story: { killedId: ids[0] } });
    const { body: story } = await call(app, `/v1/stories/${copy.story.id}`);
    expect(story).toMatchObject({ killedId: ids[0] });
    expect(story.leadId).not.toBe(ids[0]);
    expect(story.members.filter(({ killed }: { killed: object | null }) => killed)).toMatchObject([
      { articleId: ids[0], killed: { reason: 'wrong' } },
    ]);
  });

  test('have an article back that is restored', async () => {
    const url = `/v1/articles/${ids[0]}/restore`;
    const restoring = { method: 'POST', url, payload: { reason: 'right after all' } } as const;
    expect((await call(app, restoring)).body).toMatchObject({ id: ids[0], killed: null });
    expect((await call(app, restoring)).status).toBe(409);
    expect((await call(app, { ...restoring, url: '/v1/articles/999999/restore' })).status).toBe(404);
    const { body } = await call(app, '/v1/articles');
    expect(body.articles.map(({ id }: { id: string }) => id)).toContain(ids[0]);
  });
});
