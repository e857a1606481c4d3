import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { applyRuled, htmlItem, publishItems } from '../support/ruled-feeds.ts';
import { openEmbeddedStore } from '../support/store.ts';
import { openStoryDesk, type StoryDesk } from '../support/story-desk.ts';
import { startWebhookTarget, type WebhookTarget } from '../support/webhook-target.ts';
import { type DescribedOperation, describedOperations, faultsOfAnswer } from './answer-checker.ts';
import { openApi } from './api-under-test.ts';

interface Call {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
  accept?: string;
}

const feed =
  '<rss version="2.0"><channel><title>Harbour</title><item><title>A</title></item></channel></rss>';
const ninjs = 'application/vnd.iptc.ninjs+json';
const jsonld = 'application/ld+json';

let desk: StoryDesk;
let app: App;
let base: string;
let site: HttpServer;
let target: WebhookTarget;
/** Ids of what earlier calls made. */
const made: Record<string, string> = {};

/** Every operation, in an order in which what one makes is there for the next. */
const calls: [operation: string, call: () => Call, keep?: (answer: Record<string, never>) => void][] = [
  ['getHealth', () => ({})],
  ['getReadiness', () => ({})],
  ['getMetrics', () => ({})],
  ['listFeeds', () => ({})],
  ['addFeed', () => ({ body: { url: 'https://new.example/rss' } }), keepId('feed')],
  ['getFeed', () => ({ params: { id: made['feed'] ?? '' } })],
  ['changeFeed', () => ({ params: { id: made['feed'] ?? '' }, body: { outlet: 'The Harbour' } })],
  ['fetchFeed', () => ({ params: { id: made['feed'] ?? '' } })],
  ['listFetches', () => ({ params: { id: made['feed'] ?? '' } })],
  ['testFeed', () => ({ params: { id: made['tested'] ?? '' }, body: {} })],
  ['removeFeed', () => ({ params: { id: made['feed'] ?? '' } })],
  ['discoverFeeds', () => ({ query: { url: site.url } })],
  [
    'joinArticles',
    () => ({ params: { id: made['ferry'] ?? '' }, body: { with: [made['bridge'] ?? ''] } }),
    keepStory,
  ],
  ['listStories', () => ({})],
  ['getStory', () => ({ params: { id: made['story'] ?? '' } })],
  ['listArticles', () => ({})],
  ['listArticles', () => ({ query: { fields: 'title,authors' } })],
  ['listArticles', () => ({ accept: ninjs })],
  ['listArticles', () => ({ accept: jsonld })],
  ['getArticle', () => ({ params: { id: made['ferry'] ?? '' } })],
  ['getArticle', () => ({ params: { id: made['ferry'] ?? '' }, accept: ninjs })],
  ['getArticle', () => ({ params: { id: made['ferry'] ?? '' }, accept: jsonld })],
  ['getArticleRevision', () => ({ params: { id: made['ferry'] ?? '', revision: '1' } })],
  ['diffArticle', () => ({ params: { id: made['ferry'] ?? '' } })],
  ['exportArticles', () => ({})],
  ['splitArticle', () => ({ params: { id: made['ferry'] ?? '' } })],
  ['killArticle', () => ({ params: { id: made['bridge'] ?? '' }, body: { reason: 'it is not so' } })],
  ['restoreArticle', () => ({ params: { id: made['bridge'] ?? '' }, body: { reason: 'it is so' } })],
  ['listEvents', () => ({ query: { include: 'article' } })],
  ['streamEvents', () => ({ query: { after: '0' } })],
  ['addTopic', () => ({ body: { name: 'ferries', query: 'ferry' } }), keepId('topic')],
  ['listTopics', () => ({})],
  ['getTopic', () => ({ params: { id: made['topic'] ?? '' } })],
  ['changeTopic', () => ({ params: { id: made['topic'] ?? '' }, body: { query: 'ferry OR bridge' } })],
  ['previewTopic', () => ({ query: { query: 'ferry' } })],
  ['removeTopic', () => ({ params: { id: made['topic'] ?? '' } })],
  ['putConsumer', () => ({ params: { name: 'archive' }, body: {} })],
  ['listConsumers', () => ({})],
  ['getConsumer', () => ({ params: { name: 'archive' } })],
  ['leaseEvents', () => ({ params: { name: 'archive' }, body: { limit: 1 } }), keepLease],
  ['acknowledgeLease', () => ({ params: { name: 'archive', lease: made['lease'] ?? '' } })],
  ['leaseEvents', () => ({ params: { name: 'archive' }, body: { limit: 1, include: 'article' } }), keepLease],
  ['releaseLease', () => ({ params: { name: 'archive', lease: made['lease'] ?? '' } })],
  ['leaseEvents', () => ({ params: { name: 'archive' }, body: { fields: ['title'] } }), keepLease],
  ['releaseLease', () => ({ params: { name: 'archive', lease: made['lease'] ?? '' } })],
  ['removeConsumer', () => ({ params: { name: 'archive' } })],
  ['addSubscription', () => ({ body: { name: 'desk', url: target.url } }), keepId('subscription')],
  ['listSubscriptions', () => ({})],
  ['getSubscription', () => ({ params: { id: made['subscription'] ?? '' } })],
  ['changeSubscription', () => ({ params: { id: made['subscription'] ?? '' }, body: { state: 'paused' } })],
  ['rotateSecret', () => ({ params: { id: made['subscription'] ?? '' }, body: {} }), expectSecret],
  ['pingSubscription', () => ({ params: { id: made['subscription'] ?? '' } })],
  ['listDeliveries', () => ({ params: { id: made['subscription'] ?? '' } })],
  ['getDelivery', () => ({ params: { id: made['subscription'] ?? '', delivery: made['delivery'] ?? '' } })],
  [
    'redeliver',
    () => ({ params: { id: made['subscription'] ?? '' }, body: { ids: [made['delivery'] ?? ''] } }),
  ],
  ['muteStory', () => ({ params: { id: made['subscription'] ?? '', story: made['story'] ?? '' } })],
  ['listMutedStories', () => ({ params: { id: made['subscription'] ?? '' } })],
  ['unmuteStory', () => ({ params: { id: made['subscription'] ?? '', story: made['story'] ?? '' } })],
  ['removeSubscription', () => ({ params: { id: made['subscription'] ?? '' } })],
  ['addOutput', () => ({ body: { name: 'desk' } }), keepOutput],
  ['listOutputs', () => ({})],
  ['getOutput', () => ({ params: { id: made['output'] ?? '' } })],
  ['rotateOutputToken', () => ({ params: { id: made['output'] ?? '' } }), keepOutput],
  ...['atom', 'rss', 'json'].map((format): (typeof calls)[number] => [
    'readOutput',
    () => ({ params: { token: made['token'] ?? '', format } }),
  ]),
  ['removeOutput', () => ({ params: { id: made['output'] ?? '' } })],
];

function keepId(name: string) {
  return ({ id = '' }: { id?: string }) => {
    made[name] = id;
  };
}

function keepStory({ story }: { story?: { id: string } }): void {
  made['story'] = story?.id ?? '';
}

function keepOutput({ id = '', paths }: { id?: string; paths?: { atom: string } }): void {
  made['output'] = id;
  made['token'] = /[\w-]{43}/.exec(paths?.atom ?? '')?.[0] ?? '';
}

function expectSecret({ secret = '' }: { secret?: string }): void {
  target.expect(secret);
}

function keepLease({ lease }: { lease?: { id: string } }): void {
  made['lease'] = lease?.id ?? '';
}

beforeAll(async () => {
  desk = await openStoryDesk(openEmbeddedStore);
  await desk.empty();
  made['ferry'] = await desk.publish(0, 'ferry', {
    title: 'Ferry late',
    text: 'The ferry was late on Sunday.',
  });
  made['bridge'] = await desk.publish(1, 'bridge', {
    title: 'Bridge closed',
    text: 'Ice closed the bridge.',
  });
  await desk.publish(0, 'ferry', { title: 'Ferry on time', text: 'The ferry was on time on Sunday.' });
  const seenAt = new Date('2026-03-02T10:00:00.000Z');
  await applyRuled(desk.pool, [{ key: 'courier' }], seenAt);
  await publishItems(desk.pool, 'courier', [htmlItem('a', '<p>All is well.</p>')], seenAt);
  made['tested'] = (await findFeed(desk.pool, 'courier'))?.id ?? '';
  site = await startHttpServer((_request, response) => response.end(feed));
  target = await startWebhookTarget((_call, answer) => answer.writeHead(200).end('thanks'));
  app = await openApi(desk.pool);
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app?.close();
  await site?.close();
  await target?.close();
  await desk?.close();
});

/** A delivery with an attempt, as a worker leaves it. */
async function deliver(subscription: string): Promise<string> {
  const { rows } = await desk.pool.query<{ id: string }>(
    `with delivery as (
       insert into deliveries (subscription_id, cursor, article_id, state, message_id, attempts, due_at, created_at)
       select $1, cursor, article_id, 'delivered', 'msg_1', 1, at, at from events order by cursor limit 1 returning id)
     insert into delivery_attempts (delivery_id, at, duration_ms, status, answer)
     select id, now(), 12, 200, 'thanks' from delivery returning delivery_id as id`,
    [subscription],
  );
  return rows[0]?.id ?? '';
}

async function ask({ method, path }: DescribedOperation, { params = {}, query = {}, body, accept }: Call) {
  const url = new URL(
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ''),
    base,
  );
  url.search = new URLSearchParams(query).toString();
  const leave = new AbortController();
  const answer = await fetch(url, {
    method,
    signal: leave.signal,
    headers: { ...(body && { 'content-type': 'application/json' }), ...(accept && { accept }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const text = type === 'text/event-stream' ? await firstChunk(answer) : await answer.text();
  leave.abort();
  return { status: answer.status, type, text };
}

async function firstChunk({ body }: Response): Promise<string> {
  const { value } = (await body?.getReader().read()) ?? {};
  return new TextDecoder().decode(value);
}

describe('docs/openapi.json', () => {
  test('says of every operation what it answers', async () => {
    const operations = new Map(describedOperations.map((operation) => [operation.id, operation]));
    for (const [id, call, keep] of calls) {
      const operation = operations.get(id);
      if (!operation) throw new Error(`no operation ${id} is described`);
      if (id === 'listDeliveries') made['delivery'] = await deliver(made['subscription'] ?? '');
      const answer = await ask(operation, call());
      expect({ id, faults: faultsOfAnswer(operation, answer) }).toEqual({ id, faults: [] });
      keep?.(JSON.parse(answer.text));
    }
  });

  test('describes no operation that is not called here', () => {
    const called = new Set(calls.map(([id]) => id));
    expect(describedOperations.filter(({ id }) => !called.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('is not held by an answer that lacks a field, has a wrong one, or another status', () => {
    const operation = describedOperations.find(({ id }) => id === 'listStories');
    if (!operation) throw new Error('listStories is not described');
    const faults = (body: unknown, status = 200) =>
      faultsOfAnswer(operation, { status, type: 'application/json', text: JSON.stringify(body) });
    expect(faults({ stories: [], next: null })).toEqual([]);
    expect(faults({ stories: [] })).not.toEqual([]);
    expect(faults({ stories: [{ id: 1 }], next: null })).not.toEqual([]);
    expect(faults({ stories: [], next: null }, 201)).not.toEqual([]);
  });
});
