import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashItemKey } from '../../src/dedupe/identities.ts';
import type { FeedItem } from '../../src/domain/parsed-feed.ts';
import { createRuleBook } from '../../src/normalize/rule-book.ts';
import type { Observer } from '../../src/observe/observer.ts';
import { measureBacklog } from '../../src/pipeline/measure-backlog.ts';
import { normalizeBatches } from '../../src/pipeline/normalize-batches.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { settleFetch } from '../../src/store/fetches.ts';
import { packItem, reclaimWaitingBatches } from '../../src/store/items.ts';
import { findRuleMatches } from '../../src/store/rule-matches.ts';
import { listSetAsideItems, retrySetAsideItems } from '../../src/store/set-aside-items.ts';
import { readShippedRules } from '../normalize/shipped-rules.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { blankItem } from '../support/feed-item.ts';
import { incomingItem, settledFetch } from '../support/fetches.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const book = createRuleBook(readShippedRules(), []);
const withoutPages = { fullText: 'never', waitSeconds: 60 } as const;
const observer = { articlesStored: () => undefined, itemSetAside: () => undefined } as unknown as Observer;

let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
  await store.pool.query(`create table refusal (code text);
    create function refuse() returns trigger language plpgsql as $$
      declare refused text := (select code from wiredesk.refusal);
      begin
        if refused is not null then raise exception 'refused' using errcode = refused; end if;
        return new;
      end $$;
    create trigger refuse before insert on articles for each row execute function refuse()`);
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.pool.query(`truncate hosts, feeds, polling, fetches, items, item_heads, waiting_items, articles, revisions,
    identities, sightings, events, refusal cascade`);
});

function feedItem(key: string, contentHtml: string): FeedItem {
  return { ...blankItem, key, id: key, title: `Title of ${key}`, contentHtml };
}

/** Lets these items wait in a batch of the feed, which is due. */
async function receive(items: FeedItem[], ruled: Record<string, unknown> | null = null): Promise<string> {
  await addFeeds(store.pool, [feedDefinition({ rules: ruled })], start);
  const [claim] = await claimDueFeeds(store.pool, start, claimLimits);
  if (!claim) return expect.fail('no feed is due');
  const incoming = items.map((item) => ({
    ...incomingItem(item.key, item.key),
    keyHash: hashItemKey(claim.feedId, item.key),
    body: packItem(item),
  }));
  const stored = await settleFetch(store.pool, claim, settledFetch({ items: incoming, startedAt: start }));
  return stored?.batch ?? expect.fail('the claim was lost');
}

function run(batch: string): Promise<void> {
  const deps = {
    pool: store.pool,
    rules: () => book,
    observer,
    batchSize: 10,
    storyWindowDays: 14,
    pages: withoutPages,
  };
  return normalizeBatches(deps, [batch], new AbortController().signal);
}

describe('an item that the store refuses', () => {
  test.each(['22001', '54000', '23502', '23514'])('for its data (%s) is set aside', async (code) => {
    const batch = await receive([feedItem('a', '<p>Text.</p>')]);
    await store.pool.query('insert into refusal values ($1)', [code]);
    await run(batch);
    expect(await measureBacklog(store.pool, start)).toMatchObject({ waitingItems: 0, setAsideItems: 1 });
  });

  test.each(['23505', '23503', '40001', '53100'])(
    'for another reason (%s) waits for the next try',
    async (code) => {
      const batch = await receive([feedItem('a', '<p>Text.</p>')]);
      await store.pool.query('insert into refusal values ($1)', [code]);
      await expect(run(batch)).rejects.toMatchObject({ code });
      expect(await measureBacklog(store.pool, start)).toMatchObject({ waitingItems: 1, setAsideItems: 0 });
    },
  );

  test('becomes an article when it is tried again and the store takes it', async () => {
    const batch = await receive([feedItem('a', '<p>Text.</p>')]);
    await store.pool.query("insert into refusal values ('22001')");
    await run(batch);
    const [item] = await listSetAsideItems(store.pool, { after: '0', limit: 10 });
    expect(item).toMatchObject({ key: 'a', reason: 'refused', since: start.toISOString() });
    expect(await reclaimWaitingBatches(store.pool, later(60), later(60), 10)).toEqual([]);

    await store.pool.query('delete from refusal');
    expect(await retrySetAsideItems(store.pool, [item?.id ?? '', '999'])).toEqual([item?.id]);
    expect(await reclaimWaitingBatches(store.pool, later(60), later(60), 10)).toEqual([batch]);
    await run(batch);
    expect((await store.pool.query('select from articles')).rowCount).toBe(1);
    expect(await measureBacklog(store.pool, start)).toMatchObject({ waitingItems: 0, setAsideItems: 0 });
  });
});

describe('the rules of a feed', () => {
  const body = '<p>Gezeichnet: Ada Quill</p><p>The harbour reopened on Sunday after the storm.</p>';
  const bylines = async () =>
    (
      await store.pool.query<{ byline: string | null }>("select content->>'byline' as byline from articles")
    ).rows.map(({ byline }) => byline);

  test('hold for its items, beside those of config/rules', async () => {
    const ruled = { byline: { leads: { de: ['gezeichnet:'] } } };
    const english = '<p>By Ben Inkwell</p><p>The ferry runs again, the company said on Monday.</p>';
    await run(await receive([feedItem('a', body), feedItem('b', english)], ruled));
    expect((await bylines()).toSorted()).toEqual(['By Ben Inkwell', 'Gezeichnet: Ada Quill']);
  });

  test('that take something are told with it, and counted once however often the batch runs', async () => {
    const batch = await receive([feedItem('a', body), feedItem('b', '<p>No more.</p>')], {
      remove: ['p + p', '.ad'],
    });
    await run(batch);
    await run(batch);
    const { rows } = await store.pool.query<{ removed: { rule: string; place: string }[] }>(
      "select removed from articles where content->>'title' = 'Title of a'",
    );
    expect(rows[0]?.removed[0]).toMatchObject({
      rule: 'remove p + p',
      place: expect.stringMatching(/^feed \d+ remove\[0\]$/),
    });
    expect(await findRuleMatches(store.pool, start)).toMatchObject([
      { rule: expect.stringMatching(/ remove \.ad$/), tried: 2, matched: 0 },
      { rule: expect.stringMatching(/ remove p \+ p$/), tried: 2, matched: 1 },
    ]);
  });

  test('hold for no other feed', async () => {
    await run(await receive([feedItem('a', body)]));
    expect(await bylines()).toEqual([null]);
  });
});

test('the backlog tells how long the longest overdue feed has been waiting, and how polling goes', async () => {
  await addFeeds(
    store.pool,
    [feedDefinition(), feedDefinition({ key: 'b', url: 'https://b.example/' })],
    start,
  );
  expect(await measureBacklog(store.pool, later(90))).toEqual({
    waitingItems: 0,
    awaitingPages: 0,
    setAsideItems: 0,
    overdueFeeds: 2,
    oldestOverdueSeconds: 90,
    feedsByState: new Map([['new', 2]]),
    subscriptionsByState: new Map(),
  });
});
