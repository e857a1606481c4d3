import { load } from 'cheerio';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { type Output, type OutputDefinition, outputPageSize } from '../../src/domain/output.ts';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { addOutput } from '../../src/pipeline/add-output.ts';
import { fillOutputs } from '../../src/pipeline/fill-outputs.ts';
import { createTopicFollower } from '../../src/pipeline/follow-topics.ts';
import { kill, restore } from '../../src/pipeline/kill-articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { addTestTopic, publishArticle, tell } from '../support/topics.ts';
import { openApi } from './api-under-test.ts';

const never = new AbortController().signal;

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`feeds that are given out, on the ${name}`, () => {
    let store: TestStore;
    let app: App;

    const now = () => new Date();
    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool, { now: () => new Date(Date.now() + 60_000) });
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });
    beforeEach(async () => {
      await store.pool.query(
        `truncate outputs, topics, topic_matches, followers, articles, kills, events, sightings, story_members, stories
         restart identity cascade`,
      );
      await store.pool.query('update log_head set cursor = 0');
    });

    const give = async (changes: Partial<OutputDefinition> = {}): Promise<Output> => {
      const definition = { name: 'desk', topicId: null, notices: 'articles', content: 'full' } as const;
      const added = await addOutput(store.pool, { ...definition, ...changes }, 'secret-token_1', now());
      if (!added) throw new Error('the name is taken');
      return added;
    };
    const follow = async () => {
      await createTopicFollower({ pool: store.pool, onFaultyTopic: expect.fail })();
      await fillOutputs(store.pool, now, never);
    };
    const get = async (path: string, headers: Record<string, string> = {}) => {
      const { statusCode, headers: answered, payload } = await app.inject({ url: path, headers });
      return { status: statusCode, headers: answered, text: payload };
    };
    const atom = async (path = '/feeds/secret-token_1.atom') => {
      const { text } = await get(path);
      const $ = load(text, { xml: true });
      const link = (rel: string) =>
        $(`feed > link[rel=${rel}]`).attr('href')?.replace('http://localhost:80', '');
      const entries = $('entry > title')
        .toArray()
        .map((title) => $(title).text());
      return { $, link, entries };
    };

    test('begin with the articles that are there, and go on with what comes', async () => {
      await publishArticle(store.pool, { title: 'Harbour' });
      await give();
      await publishArticle(store.pool, { title: 'Bridge' });
      await follow();
      expect((await atom()).entries).toEqual(['Bridge', 'Harbour']);
    });

    test.each([
      ['atom', 'application/atom+xml; charset=utf-8'],
      ['rss', 'application/rss+xml; charset=utf-8'],
      ['json', 'application/feed+json; charset=utf-8'],
    ])('are read by our own parser as %s', async (format, type) => {
      await publishArticle(store.pool, { title: 'Harbour' });
      await give();
      const { headers, text } = await get(`/feeds/secret-token_1.${format}`);
      expect(headers['content-type']).toBe(type);
      const read = await parseFeed(Buffer.from(text), { contentType: type, baseUrl: null });
      expect(read).toMatchObject({ kind: 'feed', feed: { title: 'desk', items: [{ title: 'Harbour' }] } });
    });

    test('hold what their topic matches', async () => {
      const { id } = await addTestTopic(store.pool, { query: 'harbour' });
      await give({ topicId: id });
      await publishArticle(store.pool, { title: 'Bridge', bodyText: 'A bridge.' });
      await publishArticle(store.pool, { title: 'Harbour' });
      await follow();
      expect((await atom()).entries).toEqual(['Harbour']);
    });

    test('tell a correction as an update of the entry, in front', async () => {
      const first = await publishArticle(store.pool, { title: 'Harbour' });
      await publishArticle(store.pool, { title: 'Bridge' });
      await give();
      const { $: before } = await atom();
      await tell(store.pool, first, 'updated');
      await follow();
      const { $, entries } = await atom();
      expect(entries).toEqual(['Harbour', 'Bridge']);
      const updated = (of: typeof $) => of(`entry:contains("Harbour") > updated`).text();
      expect(updated($) > updated(before)).toBe(true);
    });

    test('put a tombstone where an article was killed, and the article back where it was restored', async () => {
      const id = await publishArticle(store.pool, { title: 'Harbour' });
      await give();
      await kill(store.pool, [{ articleId: id, cause: 'operator', reason: 'it was wrong' }], now());
      await follow();
      const killed = await atom();
      expect(killed.entries).toEqual([]);
      expect(killed.$('at\\:deleted-entry').attr('ref')).toBe(`urn:wiredesk:article:${id}`);
      await restore(store.pool, id, 'it was right', now());
      await follow();
      const restored = await atom();
      expect([restored.entries, restored.$('at\\:deleted-entry').length]).toEqual([['Harbour'], 0]);
    });

    test('are the same document until something changes', async () => {
      const id = await publishArticle(store.pool, { title: 'Harbour' });
      await give();
      const path = '/feeds/secret-token_1.atom';
      const { headers } = await get(path);
      const etag = String(headers['etag']);
      const modified = String(headers['last-modified']);
      expect(await get(path, { 'if-none-match': `"other", W/${etag}` })).toMatchObject({
        status: 304,
        text: '',
      });
      expect((await get(path, { 'if-modified-since': modified })).status).toBe(304);
      expect((await get(path, { 'if-none-match': '"other"', 'if-modified-since': modified })).status).toBe(
        200,
      );
      await kill(store.pool, [{ articleId: id, cause: 'operator', reason: 'it was wrong' }], now());
      await follow();
      expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
    });

    test('are paged to the end without a gap and nothing twice, by pages that stay', async () => {
      await give();
      const count = outputPageSize * 3 + 7;
      const ids: string[] = [];
      for (let n = 1; n <= count; n += 1)
        ids.push(await publishArticle(store.pool, { title: `Number ${n}` }));
      await follow();

      const newest = await atom();
      const titles = [...newest.entries];
      for (let older = newest.link('prev-archive'); older; ) {
        const page = await atom(older);
        expect(page.$('fh\\:archive')).toHaveLength(1);
        expect(page.link('current')).toBe('/feeds/secret-token_1.atom');
        titles.push(...page.entries);
        older = page.link('prev-archive');
      }
      expect(titles).toEqual(ids.map((_, index) => `Number ${count - index}`));

      const oldest = await get('/feeds/secret-token_1.atom?archive=1');
      for (let n = 0; n < 30; n += 1) await publishArticle(store.pool, { title: 'Later' });
      await follow();
      expect((await get('/feeds/secret-token_1.atom?archive=1')).text).toContain('Number 50<');
      expect((await atom('/feeds/secret-token_1.atom?archive=1')).entries).toEqual(
        load(oldest.text, { xml: true })('entry > title')
          .toArray()
          .map((title) => load(title, { xml: true })(title).text()),
      );
      expect((await get('/feeds/secret-token_1.atom?archive=9')).status).toBe(404);
    });

    test.each([
      '/feeds/other.atom',
      '/feeds/secret-token_1.html',
      '/feeds/secret-token_1',
      '/feeds/.atom',
      '/feeds/secret-token_1.atom?archive=1',
    ])('are nowhere else: %s', async (path) => {
      await give();
      expect((await get(path)).status).toBe(404);
    });

    test('are open to their readers by any name of this machine', async () => {
      await give();
      const { status, text } = await get('/feeds/secret-token_1.atom', { host: 'desk.example' });
      expect(status).toBe(200);
      expect(load(text, { xml: true })('feed > link[rel=self]').attr('href')).toBe(
        'http://desk.example/feeds/secret-token_1.atom',
      );
    });
  });
}
