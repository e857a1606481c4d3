import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { ninjsSchema } from '../../src/deliver/formats/ninjs-schema.ts';
import { insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';

const ninjs = 'application/vnd.iptc.ninjs+json';

describe('articles over HTTP', () => {
  let store: TestStore;
  let app: App;
  let id: string;

  beforeAll(async () => {
    store = await openEmbeddedStore();
    app = await openApi(store.pool);
    id = await insertTestArticle(store.pool);
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
  });

  test('come as ninjs where the header Accept or the address asks for it', async () => {
    const asked = await call(app, { url: `/v1/articles/${id}`, headers: { accept: ninjs } });
    expect(asked.headers['content-type']).toContain(ninjs);
    expect(ninjsSchema.parse(asked.body).altIds).toEqual([{ role: 'wiredesk', value: id }]);
    const { body } = await call(app, `/v1/articles/${id}?format=ninjs`);
    expect(body).toEqual(asked.body);
    const page = await call(app, '/v1/articles?format=ninjs');
    expect(page.body).toEqual({ articles: [asked.body], next: null });
  });

  test('come as JSON-LD where the address asks for it, whatever the header says', async () => {
    const { body, headers } = await call(app, {
      url: `/v1/articles/${id}?format=jsonld`,
      headers: { accept: ninjs },
    });
    expect(headers['content-type']).toContain('application/ld+json');
    expect(body).toMatchObject({ '@type': 'NewsArticle', identifier: id });
  });

  test("come as Wiredesk's own JSON where a client takes that, too", async () => {
    const { body } = await call(app, {
      url: `/v1/articles/${id}`,
      headers: { accept: `${ninjs}, application/json;q=0.9` },
    });
    expect(body).toMatchObject({ id, revision: 1, sightings: [] });
  });

  test('are canceled in ninjs once they were killed', async () => {
    await call(app, { method: 'POST', url: `/v1/articles/${id}/kill`, payload: { reason: 'wrong' } });
    const { body } = await call(app, `/v1/articles/${id}?format=ninjs`);
    expect(body).toMatchObject({ pubStatus: 'canceled', edNote: 'wrong' });
  });

  test('are refused in a format that there is not', async () => {
    expect((await call(app, `/v1/articles/${id}?format=xml`)).status).toBe(400);
  });
});
