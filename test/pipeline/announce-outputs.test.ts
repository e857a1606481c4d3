import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Poster } from '../../src/fetch/poster.ts';
import { addOutput } from '../../src/pipeline/add-output.ts';
import { announceOutputs } from '../../src/pipeline/announce-outputs.ts';
import { fillOutputs } from '../../src/pipeline/fill-outputs.ts';
import { startHttpServer } from '../support/http-server.ts';
import { openLoopbackPoster } from '../support/loopback-poster.ts';
import { createSilentObserver } from '../support/silent-observer.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { publishArticle } from '../support/topics.ts';

const never = new AbortController().signal;

describe('a hub of outputs', () => {
  let store: TestStore;
  let poster: Poster;
  let hub: Awaited<ReturnType<typeof startHttpServer>>;
  let heard: string[];
  let status: number;
  let clock: number;

  const now = () => new Date(clock);
  beforeAll(async () => {
    store = await openEmbeddedStore();
    poster = openLoopbackPoster();
  });
  afterAll(async () => {
    await poster?.close();
    await store?.close();
  });
  beforeEach(async () => {
    await store.pool.query('truncate outputs restart identity cascade');
    clock = Date.now();
    heard = [];
    status = 204;
    hub = await startHttpServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      heard.push(body);
      response.writeHead(status).end();
    });
  });
  afterEach(() => hub.close());

  const publish = async () => {
    await publishArticle(store.pool, { title: 'Harbour' });
    await fillOutputs(store.pool, now, never);
  };
  const announce = () =>
    announceOutputs(
      {
        db: store.pool,
        poster,
        observer: createSilentObserver(now),
        now,
        publicUrl: 'https://desk.example',
        hubUrl: hub.url,
      },
      never,
    );
  const give = () =>
    addOutput(
      store.pool,
      { name: 'desk', topicId: null, notices: 'articles', content: 'full' },
      'token',
      now(),
    );

  test('hears of new entries once, in every format', async () => {
    await give();
    await publish();
    await announce();
    await announce();
    expect(heard).toHaveLength(1);
    const fields = new URLSearchParams(heard[0]);
    expect(fields.get('hub.mode')).toBe('publish');
    expect(fields.getAll('hub.url')).toEqual([
      'https://desk.example/feeds/token.atom',
      'https://desk.example/feeds/token.rss',
      'https://desk.example/feeds/token.json',
    ]);
    await publish();
    await announce();
    expect(heard).toHaveLength(2);
  });

  test('that took nothing is told again after a while', async () => {
    await give();
    await publish();
    status = 503;
    await announce();
    await announce();
    expect(heard).toHaveLength(1);
    clock += 61_000;
    status = 202;
    await announce();
    await announce();
    expect(heard).toHaveLength(2);
  });
});
