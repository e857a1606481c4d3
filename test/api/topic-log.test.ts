import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import type { Topic } from '../../src/domain/topic.ts';
import { createTopicFollower } from '../../src/pipeline/follow-topics.ts';
import { findLogHead } from '../../src/store/events.ts';
import { changeTopic, removeTopic } from '../../src/store/topics.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { addTestTopic, publishArticle, tell } from '../support/topics.ts';
import { call, openApi, senderTo } from './api-under-test.ts';
import { readFrames } from './stream-reader.ts';

const subjects = ['harbour', 'bridge', 'harbour and bridge', 'ferry'];
/** Every query matches it. */
const last = { do: 'tell', article: subjects.indexOf('harbour and bridge'), type: 'created' } as const;
const articleOf = (subject: string) => ({ title: `Of ${subject}`, bodyText: `All of ${subject}.` });

const act = fc.oneof(
  fc.record({
    do: fc.constant('tell' as const),
    article: fc.nat(subjects.length - 1),
    type: fc.constantFrom('created' as const, 'updated' as const, 'killed' as const),
  }),
  fc.record({ do: fc.constant('change' as const), query: fc.constantFrom('harbour', 'bridge') }),
  fc.record({ do: fc.constant('match' as const) }),
);
/** How a reader reads until it is cut off: by a stream, or by pages that wait for so many seconds. */
const cut = fc.record({
  after: fc.integer({ min: 1, max: 4 }),
  isStream: fc.boolean(),
  wait: fc.constantFrom(0, 5),
});

type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;
type Cut = typeof cut extends fc.Arbitrary<infer One> ? One : never;

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`the part of the log that concerns a topic, on the ${name}`, () => {
    let store: TestStore;
    let app: App;
    let base: string;
    let topic: Topic;
    let match: () => Promise<unknown>;

    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool);
      base = await app.listen({ port: 0, host: '127.0.0.1' });
      match = createTopicFollower({ pool: store.pool, onFaultyTopic: expect.fail });
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });
    beforeEach(async () => {
      await store.pool.query('truncate consumers, topics, topic_matches cascade');
      topic = await addTestTopic(store.pool, { query: 'harbour' });
    });

    const head = () => findLogHead(store.pool);
    const page = async (query: string) => (await call(app, `/v1/events?${query}`)).body;
    const cursorsOf = (events: { cursor: string }[]) => events.map(({ cursor }) => cursor);

    test('is what its query matches, and what becomes of that', async () => {
      const after = await head();
      const bridge = await publishArticle(store.pool, articleOf('bridge'));
      const harbour = await publishArticle(store.pool, articleOf('harbour'));
      const told = [await head()];
      for (const id of [bridge, harbour]) await tell(store.pool, id, 'killed');
      told.push(await head());
      await match();
      const { events, next } = await page(`after=${after}&topic=harbour`);
      expect([cursorsOf(events), next]).toEqual([told, await head()]);
      expect(cursorsOf((await page(`after=${after}&topic=${topic.id}&types=killed`)).events)).toEqual(
        told.slice(1),
      );
    });

    test('ends where the matching has come to, and goes on from there', async () => {
      const matched = await head();
      await publishArticle(store.pool, articleOf('harbour'));
      expect(await page(`after=${matched}&topic=harbour`)).toEqual({ events: [], next: matched });
      const ahead = await head();
      expect(await page(`after=${ahead}&topic=harbour`)).toEqual({ events: [], next: ahead });
      const waiting = page(`after=${matched}&topic=harbour&wait=10&fields=title`);
      await match();
      expect((await waiting).events).toMatchObject([{ cursor: ahead, article: { title: 'Of harbour' } }]);
    });

    test('is given to the workers of a consumer once it is matched', async () => {
      const after = await head();
      const send = senderTo(() => app);
      const made = await send('PUT', '/v1/consumers/desk', { topic: 'harbour', after });
      expect(made.body.topicId).toBe(topic.id);
      const leasing = send('POST', '/v1/consumers/desk/leases', { wait: 10, fields: ['title'] });
      await publishArticle(store.pool, articleOf('bridge'));
      const id = await publishArticle(store.pool, articleOf('harbour'));
      await match();
      expect((await leasing).body.events).toEqual([
        expect.objectContaining({ cursor: await head(), article: { id, title: 'Of harbour' } }),
      ]);
      expect(await removeTopic(store.pool, topic.id)).toBe('in-use');
    });

    test('ends with a problem where the topic is removed, and is refused where there is none', async () => {
      const frames = await readFrames(`${base}/v1/stream?topic=harbour&after=0`, () => {
        void removeTopic(store.pool, topic.id);
        return false;
      });
      expect(frames.at(-1)?.event).toBe('problem');
      expect(JSON.parse(frames.at(-1)?.data ?? '')).toMatchObject({
        status: 404,
        code: 'not-found',
        detail: expect.stringContaining(`topic ${topic.id}`),
      });
      for (const url of ['/v1/stream?topic=harbour', `/v1/events?topic=${topic.id}`]) {
        const { status, body } = await call(app, url);
        expect([status, body.code]).toEqual([404, 'not-found']);
        expect(body.detail).toContain('there is no topic');
      }
    });

    test('reaches readers that are cut off and resume at random, while the topic changes', async () => {
      const articleIds: string[] = [];
      for (const subject of subjects)
        articleIds.push(await insertTestArticle(store.pool, articleOf(subject)));
      const acts = fc.array(act, { minLength: 15, maxLength: 30 });
      const cuts = fc.array(cut, { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(acts, fc.array(cuts, { minLength: 2, maxLength: 2 }), async (some, readers) => {
          const all = [...some, last];
          await removeTopic(store.pool, topic.id);
          topic = await addTestTopic(store.pool, { query: 'harbour' });
          const from = await head();
          const ends = Number(from) + all.filter((one) => one.do === 'tell').length;
          const reading = readers.map((ways) => readAll(from, ends, ways));
          const expected = await happen(all, articleIds);
          expect(await Promise.all(reading)).toEqual(readers.map(() => expected));
        }),
        { numRuns: 8 },
      );
    });

    /** Writes what happens, matching it now and then; the cursors of what concerns the topic. */
    async function happen(acts: Act[], articleIds: string[]): Promise<string[]> {
      const concerning: string[] = [];
      const followed = new Set<number>();
      let query = 'harbour';
      for (const one of acts) {
        if (one.do !== 'tell') await match();
        if (one.do === 'change') {
          query = one.query;
          await changeTopic(store.pool, topic.id, { ...topic, query }, new Date());
        }
        if (one.do !== 'tell') continue;
        await tell(store.pool, articleIds[one.article] ?? '', one.type);
        if (one.type !== 'killed' && subjects[one.article]?.includes(query)) followed.add(one.article);
        if (followed.has(one.article)) concerning.push(await head());
      }
      await match();
      return concerning;
    }

    /** Reads by turns in these ways, each cut off after some events, up to a cursor. */
    async function readAll(from: string, ends: number, ways: Cut[]): Promise<string[]> {
      const seen: string[] = [];
      let after = from;
      for (let turn = 0; Number(after) < ends; turn += 1) {
        const { isStream = false, after: events = 1, wait = 5 } = ways[turn % ways.length] ?? {};
        if (isStream) {
          const frames = await readFrames(
            `${base}/v1/stream?topic=harbour`,
            (all) => all.length >= events || Number(all.at(-1)?.id) >= ends,
            after,
          );
          seen.push(...frames.flatMap(({ id, event }) => (id !== undefined && event ? [id] : [])));
          after = frames.at(-1)?.id ?? after;
        } else {
          const slice = await page(`after=${after}&topic=harbour&limit=${events}&wait=${wait}`);
          seen.push(...cursorsOf(slice.events));
          after = slice.next;
        }
      }
      return seen;
    }
  });
}
