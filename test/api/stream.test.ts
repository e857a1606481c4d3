import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import type { EventType } from '../../src/domain/event.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents } from '../../src/store/events.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';
import { enoughMs, type Frame, readFrames } from './stream-reader.ts';

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`the log as a stream on the ${name}`, () => {
    let store: TestStore;
    let app: App;
    let base: string;
    let articleId: string;
    let head = 0;

    const append = async (...types: EventType[]) => {
      const at = '2026-03-01T00:00:00.000Z';
      const events = types.map((type) => ({ type, articleId, revision: 1, changed: [], at }));
      await inTransaction(store.pool, (db) => appendEvents(db, events));
      head += types.length;
    };
    const cursors = (frames: Frame[]) => frames.map(({ id }) => Number(id));
    const upTo = (last: number) => (frames: Frame[]) => Number(frames.at(-1)?.id) >= last;

    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool);
      base = await app.listen({ port: 0, host: '127.0.0.1' });
      articleId = await insertTestArticle(store.pool, { title: 'Bridge\nclosed' });
      await append('created', 'updated', 'killed');
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });

    test('gives the log from a cursor on, then goes on with what happens', async () => {
      const frames = readFrames(`${base}/v1/stream?after=1&include=article`, upTo(head + 2));
      await append('updated', 'created');
      const seen = await frames;
      expect(cursors(seen)).toEqual([2, 3, 4, 5]);
      expect(seen.map(({ event }) => event)).toEqual(['updated', 'killed', 'updated', 'created']);
      expect(JSON.parse(seen[0]?.data ?? '')).toMatchObject({
        cursor: '2',
        articleId,
        article: { title: 'Bridge\nclosed' },
      });
    });

    test('resumes after the event that a reader names as its last', async () => {
      expect(cursors(await readFrames(`${base}/v1/stream?after=0`, upTo(head), '3'))).toEqual(
        Array.from({ length: head - 3 }, (_, index) => index + 4),
      );
    });

    test('moves the cursor past what the filters leave out', async () => {
      const frames = await readFrames(`${base}/v1/stream?after=${head - 1}&types=killed`, upTo(head));
      expect(frames).toEqual([{ id: String(head) }]);
    });

    test('shows two readers that are cut off again and again exactly the log', async () => {
      const from = head;
      const writing = (async () => {
        for (let round = 0; round < 30; round += 1) await append('created', 'updated', 'updated');
      })();
      const read = async (cutAfter: number) => {
        const seen: number[] = [];
        while ((seen.at(-1) ?? from) < from + 90) {
          const last = String(seen.at(-1) ?? from);
          const frames = await readFrames(
            `${base}/v1/stream`,
            (all) => all.length >= cutAfter || upTo(from + 90)(all),
            last,
          );
          seen.push(...cursors(frames));
        }
        return seen;
      };
      const expected = Array.from({ length: 90 }, (_, index) => from + index + 1);
      expect(await Promise.all([read(1), read(7)])).toEqual([expected, expected]);
      await writing;
    });

    test('serves others while one reader does not read', async () => {
      const silent = request(`${base}/v1/stream?after=0&include=article`);
      const answer = await new Promise<import('node:http').IncomingMessage>((resolve) =>
        silent.on('response', resolve).end(),
      );
      answer.pause();
      await append('created');
      expect(cursors(await readFrames(`${base}/v1/stream?after=${head - 1}`, upTo(head)))).toEqual([head]);
      silent.destroy();
    });

    test('refuses a cursor that the log has not reached', async () => {
      const { status, body } = await call(app, {
        url: '/v1/stream',
        headers: { 'last-event-id': String(head + 1) },
      });
      expect([status, body.code]).toEqual([400, 'invalid-input']);
    });

    test('makes a page wait for an event where there is none yet', async () => {
      const page = call(app, `/v1/events?after=${head}&wait=10`);
      const { body: nothing } = await call(app, `/v1/events?after=${head}&wait=0`);
      expect(nothing).toEqual({ events: [], next: String(head) });
      await append('killed');
      expect((await page).body).toMatchObject({
        events: [{ cursor: String(head), type: 'killed' }],
        next: String(head),
      });
    });

    test('answers a page that waited in vain with the cursor to go on from', async () => {
      const { body } = await call(app, `/v1/events?after=${head}&wait=1`);
      expect(body).toEqual({ events: [], next: String(head) });
    });

    test('ends when the server closes', async () => {
      const other = await openApi(store.pool);
      const url = await other.listen({ port: 0, host: '127.0.0.1' });
      const answer = await fetch(`${url}/v1/stream`, { signal: AbortSignal.timeout(enoughMs) });
      const text = answer.text();
      await other.close();
      expect(await text).toContain('retry: ');
    });
  });
}
