import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FeedItem } from '../../src/domain/parsed-feed.ts';
import type { Observer } from '../../src/observe/observer.ts';
import { describeDiff } from '../../src/pipeline/describe-diff.ts';
import { kill } from '../../src/pipeline/kill-articles.ts';
import { makeAnew } from '../../src/pipeline/make-anew.ts';
import { type RenormalizeDeps, renormalizeFeed } from '../../src/pipeline/renormalize-feed.ts';
import { storeAnew } from '../../src/pipeline/store-anew.ts';
import { inTransaction } from '../../src/store/db.ts';
import { findFeedContexts } from '../../src/store/feeds.ts';
import { claimRenormalizations, requestRenormalizations } from '../../src/store/renormalizations.ts';
import { findStoredArticles } from '../../src/store/stored-articles.ts';
import {
  applyRuled,
  htmlItem,
  publishItems,
  receiveItems,
  shippedRules,
  wholeLog,
} from '../support/ruled-feeds.ts';
import { stores, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const days = (n: number) => new Date(start.getTime() + n * 86_400_000);
const signed = { byline: { leads: { de: ['gezeichnet:'] } } };
const observer = { articlesMadeAnew: () => undefined } as unknown as Observer;
const running = new AbortController().signal;

const report = (key: string, changes: Partial<FeedItem> = {}) =>
  htmlItem(
    key,
    `<p>Gezeichnet: Ada Quill</p><p>The ferry ${key} sails again, the company said.</p>`,
    changes,
  );

describe.each(stores)('a change of rules on the $name', ({ isAvailable, open }) => {
  let store: TestStore;
  beforeAll(async () => {
    if (isAvailable) store = await open();
  });
  afterAll(() => store?.close());
  beforeEach(async () => {
    if (!isAvailable) return;
    await store.pool.query(`truncate hosts, feeds, polling, fetches, items, item_heads, waiting_items, articles, revisions,
      identities, sightings, events, story_samples, renormalizations cascade`);
    await store.pool.query('update log_head set cursor = 0');
    await applyRuled(store.pool, [{ key: 'courier' }, { key: 'herald' }], start);
  });

  const deps = (changes: Partial<RenormalizeDeps> = {}): RenormalizeDeps => ({
    pool: store.pool,
    rules: shippedRules,
    observer,
    now: () => days(2),
    batchSize: 100,
    anewDays: 30,
    storyWindowDays: 14,
    ...changes,
  });

  /** Does what the scheduler and a worker do, and returns how many feeds there were. */
  async function work(changes: Partial<RenormalizeDeps> = {}): Promise<number> {
    const claimed = await claimRenormalizations(store.pool, start, days(2), 100);
    for (const feedId of claimed) await renormalizeFeed(deps(changes), feedId, running);
    return claimed.length;
  }
  const updates = async () => (await wholeLog(store.pool)).filter(({ type }) => type === 'updated');
  const bylines = async () =>
    (
      await store.pool.query<{ byline: string | null }>(
        "select content->>'byline' as byline from articles order by id",
      )
    ).rows.map(({ byline }) => byline);
  const applySigned = () =>
    applyRuled(store.pool, [{ key: 'courier', rules: signed }, { key: 'herald' }], days(2));

  test.skipIf(!isAvailable)(
    'makes revisions of the class rules of what the feed brought before, and of that alone',
    async () => {
      await publishItems(
        store.pool,
        'courier',
        [report('a'), htmlItem('plain', '<p>All is well.</p>')],
        start,
      );
      await publishItems(store.pool, 'herald', [report('b')], start);
      expect(await applySigned()).toMatchObject({ changed: ['courier'], renormalized: ['courier'] });
      expect(await work()).toBe(1);
      expect(await bylines()).toEqual(['Gezeichnet: Ada Quill', null, null]);
      const [update, ...others] = await updates();
      expect(others).toEqual([]);
      expect(update).toMatchObject({
        revision: 2,
        class: 'rules',
        reason: 'the rules of its feed changed',
        at: days(2).toISOString(),
      });
      expect(update?.changed).toEqual(expect.arrayContaining(['authors', 'byline', 'bodyText']));
      const diff = await describeDiff(store.pool, update?.articleId ?? '', { from: null, to: null });
      expect(diff?.class).toBe('rules');
    },
  );

  test.skipIf(!isAvailable)(
    'that say where the date stands is a revision, though nothing else differs',
    async () => {
      const body =
        '<p>The ferry sails again, the company said.</p><time datetime="2026-02-27T10:00:00Z"></time>';
      await publishItems(
        store.pool,
        'courier',
        [htmlItem('a', body, { published: '2026-03-01T08:00:00.000Z' })],
        start,
      );
      await applyRuled(
        store.pool,
        [{ key: 'courier', rules: { fields: { published: ['time @datetime'] } } }, { key: 'herald' }],
        days(2),
      );
      await work();
      expect(await updates()).toMatchObject([{ revision: 2, changed: ['publishedAt'] }]);
      const { rows } = await store.pool.query("select content->>'publishedAt' as at from articles");
      expect(rows).toEqual([{ at: '2026-02-27T10:00:00.000Z' }]);
      await requestRenormalizations(store.pool, null, 'asked for', days(3));
      await work();
      expect(await updates()).toHaveLength(1);
    },
  );

  test.skipIf(!isAvailable)('is done once, however often it is applied or its job runs', async () => {
    await publishItems(store.pool, 'courier', [report('a')], start);
    await applySigned();
    const [feedId = ''] = await claimRenormalizations(store.pool, start, days(2), 100);
    await Promise.all([1, 2, 3].map(() => renormalizeFeed(deps(), feedId, running)));
    expect(await applySigned()).toMatchObject({ changed: [], renormalized: [] });
    expect(await work()).toBe(0);
    await requestRenormalizations(store.pool, null, 'asked for', days(3));
    expect(await work()).toBe(2);
    expect(await updates()).toHaveLength(1);
  });

  test.skipIf(!isAvailable)('goes on where it was interrupted', async () => {
    const items = ['a', 'b', 'c', 'd', 'e'].map((key) => report(key));
    await publishItems(store.pool, 'courier', items, start);
    await applySigned();
    const [feedId = ''] = await claimRenormalizations(store.pool, start, days(2), 100);
    const stopping = new AbortController();
    const now = () => {
      stopping.abort(new Error('the process is stopping'));
      return days(2);
    };
    const interrupted = renormalizeFeed(deps({ batchSize: 2, now }), feedId, stopping.signal);
    await expect(interrupted).rejects.toThrow('the process is stopping');
    expect(await updates()).toHaveLength(2);
    expect(await claimRenormalizations(store.pool, days(3), days(3), 100)).toEqual([feedId]);
    await renormalizeFeed(deps({ batchSize: 2 }), feedId, running);
    expect((await updates()).map(({ revision }) => revision)).toEqual([2, 2, 2, 2, 2]);
    expect(await bylines()).toEqual(Array(5).fill('Gezeichnet: Ada Quill'));
  });

  test.skipIf(!isAvailable)(
    'leaves alone what is older than the settings say, and what was killed',
    async () => {
      await publishItems(store.pool, 'courier', [report('old')], days(-40));
      await publishItems(store.pool, 'courier', [report('killed'), report('new')], start);
      const { rows } = await store.pool.query<{ id: string }>(
        "select article_id as id from sightings where key = 'killed'",
      );
      await kill(
        store.pool,
        [{ articleId: rows[0]?.id ?? '', cause: 'operator', reason: 'withdrawn' }],
        start,
      );
      await applySigned();
      await work();
      const { rows: revised } = await store.pool.query(
        'select key from sightings s join articles a on a.id = s.article_id where a.revision > 1',
      );
      expect(revised).toEqual([{ key: 'new' }]);
    },
  );

  test.skipIf(!isAvailable)(
    'waits for items that came before it to be normalized, and for no others',
    async () => {
      await publishItems(store.pool, 'courier', [report('a')], start);
      await receiveItems(store.pool, 'courier', [report('b')], days(1));
      await applySigned();
      expect(await work()).toBe(0);
      await store.pool.query('delete from waiting_items');
      await receiveItems(store.pool, 'courier', [report('c')], days(2));
      expect(await work()).toBe(1);
    },
  );

  test.skipIf(!isAvailable)('yields to a newer item that comes meanwhile', async () => {
    await publishItems(store.pool, 'courier', [report('a')], start);
    await applySigned();
    const { rows } = await store.pool.query<{ id: string }>("select id from feeds where key = 'courier'");
    const feedId = rows[0]?.id ?? '';
    const feed = (await findFeedContexts(store.pool, [feedId])).get(feedId);
    const [stored] = await findStoredArticles(store.pool, feedId, { since: start, before: null, limit: 1 });
    const changedTitle = { title: 'Title of a, corrected' };
    await publishItems(store.pool, 'courier', [report('a', changedTitle)], days(1));
    const anew = makeAnew(stored ?? expect.fail(), feed ?? expect.fail(), shippedRules().rulesFor);
    const about = { reason: 'too late', at: days(2), storyWindowDays: 14 };
    expect(await inTransaction(store.pool, (db) => storeAnew(db, [anew ?? expect.fail()], about))).toBe(0);
    expect((await updates()).map(({ reason }) => reason)).toEqual([null]);
  });

  test.skipIf(!isAvailable)(
    'keeps an article the one it is, for corrections and for copies of its new text',
    async () => {
      const text = 'The council of the harbour town decided on Monday that the ferry sails again. '.repeat(6);
      const item = (title: string) =>
        htmlItem('a', `<p>Gezeichnet: Ada Quill</p><p>${text}</p>`, {
          title,
          url: 'https://courier.example/a',
        });
      await publishItems(store.pool, 'courier', [item('Ferry sails')], start);
      await applySigned();
      await work();
      await publishItems(store.pool, 'courier', [item('Ferry sails again')], days(3));
      const copy = htmlItem('b', `<p>${text}</p>`, { title: 'Ferry sails', url: 'https://herald.example/b' });
      await publishItems(store.pool, 'herald', [copy], days(3));
      const { rows } = await store.pool.query(
        'select f.key, s.matched_by from sightings s join feeds f on f.id = s.feed_id order by f.key',
      );
      expect(rows).toEqual([
        { key: 'courier', matched_by: 'new' },
        { key: 'herald', matched_by: 'text' },
      ]);
      expect((await updates()).map(({ class: kind, changed }) => [kind, changed])).toEqual([
        ['rules', expect.arrayContaining(['byline'])],
        [expect.not.stringMatching('rules'), ['title']],
      ]);
    },
  );

  test.skipIf(!isAvailable)('compares articles with others again', async () => {
    const notices = ['papers', 'tickets', 'luggage', 'passes', 'children'].map(
      (what) => `The harbour office asks all who cross on Monday to have their ${what} with them early.`,
    );
    const lines = (own: string) => [own, ...notices].map((line) => `<p>${line}</p>`).join('');
    await publishItems(store.pool, 'courier', [htmlItem('a', lines('Trams stop at noon.'))], start);
    await publishItems(store.pool, 'herald', [htmlItem('b', lines('The fair opens late.'))], start);
    const stories = async () => (await store.pool.query('select from story_members')).rowCount;
    expect(await stories()).toBe(2);
    const rules = { boilerplate: { appeals: { en: ['the harbour office asks'] } } };
    await applyRuled(store.pool, [{ key: 'courier', rules }, { key: 'herald' }], days(2));
    await work();
    expect(await stories()).toBe(0);
  });

  test.skipIf(!isAvailable)(
    'is one of section, outlet or language, too, and none of examples alone',
    async () => {
      const of = (feed: object) =>
        applyRuled(store.pool, [{ key: 'courier', ...feed }, { key: 'herald' }], days(2));
      expect(await of({ section: 'Port' })).toMatchObject({ renormalized: ['courier'] });
      expect(await of({ section: 'Port', rules: signed })).toMatchObject({ renormalized: ['courier'] });
      const examples = [{ text: 'a', expect: { title: 'a' } }];
      const again = await of({ section: 'Port', rules: { ...signed, examples } });
      expect(again).toMatchObject({ changed: ['courier'], renormalized: [] });
    },
  );
});
