import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertArticles, reserveArticleIds } from '../../src/store/article-versions.ts';
import { findArticles } from '../../src/store/articles.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents } from '../../src/store/events.ts';
import { articleContent, insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { addTestTopic } from '../support/topics.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const articleCount = 1203;
let store: TestStore;
const ids: string[] = [];
beforeAll(async () => {
  store = await openEmbeddedStore();
  const first = await insertTestArticle(store.pool, {}, seenAt(0));
  const { feedId } = (await findArticles(store.pool, [first])).get(first)?.source ?? {};
  ids.push(first, ...(await reserveArticleIds(store.pool, articleCount - 1)));
  await insertArticles(
    store.pool,
    ids.slice(1).map((id, n) => ({
      id,
      revision: 1,
      itemId: id,
      feedId: feedId ?? '',
      content: articleContent({ url: `https://courier.example/${id}` }),
      removed: [],
      class: null,
      firstSeenAt: seenAt(n + 1),
      changedAt: seenAt(n + 1),
    })),
  );
  const at = '2029-06-01T00:00:00.000Z';
  await inTransaction(store.pool, (db) =>
    appendEvents(
      db,
      ids.map((articleId) => ({ type: 'created', articleId, revision: 1, changed: [], at })),
    ),
  );
});
afterAll(() => store.close());

function seenAt(minute: number): Date {
  return new Date(Date.UTC(2029, 0, 1, 0, minute));
}

function run(argv: string[], signal?: AbortSignal) {
  return runInProcess(argv, { databaseUrl: store.databaseUrl, ...(signal && { signal }) });
}

describe('export', () => {
  test('prints every article once, newest first, over many pages', async () => {
    const { code, stdout } = await run(['export']);
    expect(code).toBe(0);
    expect(readNdjson(stdout).map(({ id }) => id)).toEqual(ids.toReversed());
  });

  test('prints only what was first seen since a time', async () => {
    const { stdout } = await run(['export', '--since', '2029-01-01T20:00']);
    expect(readNdjson(stdout).map(({ id }) => id)).toEqual(ids.slice(1200).toReversed());
  });

  test('refuses a feed that is not there', async () => {
    expect(await run(['export', '--feed', 'nowhere'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'wiredesk: there is no feed "nowhere"; wiredesk feeds list shows them\n',
    });
  });
});

describe('events', () => {
  test('prints the log from after a cursor, in its order', async () => {
    const { stdout } = await run(['events', '--after', '3']);
    const events = readNdjson(stdout);
    expect(events).toHaveLength(articleCount - 3);
    expect(events[0]).toEqual({
      cursor: '4',
      type: 'created',
      articleId: ids[3],
      revision: 1,
      changed: [],
      at: '2029-06-01T00:00:00.000Z',
      storyId: null,
      class: null,
      reason: null,
    });
  });

  test('prints what concerns a topic', async () => {
    const topic = await addTestTopic(store.pool, { query: 'harbour', paused: true });
    expect((await run(['events', '--topic', 'harbour'])).stdout).toBe('');
    await store.pool.query('insert into topic_matches values ($1, 7, $2, true)', [topic.id, ids[6]]);
    const { stdout } = await run(['events', '--topic', topic.id]);
    expect(readNdjson(stdout)).toMatchObject([{ cursor: '7', articleId: ids[6] }]);
    expect(await run(['events', '--topic', 'nothing'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no topic "nothing"'),
    });
  });

  test('refuses a cursor that the log has not reached, as another store would have given it', async () => {
    const { code, stdout, stderr } = await run(['events', '--after', '999999', '--follow']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^wiredesk: --after is 999999; use a cursor of this log, from 0 to \d+\n$/);
  });

  test('follows the log until it is interrupted, then closes the store and says so by its exit code', async () => {
    const interrupted = new AbortController();
    const following = run(['events', '--after', String(articleCount), '--follow'], interrupted.signal);
    await inTransaction(store.pool, (db) =>
      appendEvents(db, [
        { type: 'killed', articleId: ids[0] ?? '', revision: 1, changed: [], at: '2029-07-01T00:00:00.000Z' },
      ]),
    );
    setTimeout(() => interrupted.abort(), 2500);
    const { code, stdout, stderr } = await following;
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    expect(readNdjson(stdout)).toMatchObject([{ type: 'killed', articleId: ids[0] }]);
  });
});

describe('keys', () => {
  test('prints a new key alone on stdout, so that it can be piped, and never again', async () => {
    const created = await run(['keys', 'create', 'news desk', '--scope', 'operate,read']);
    const listed = await run(['keys', 'list', '--json']);
    const secret = created.stdout.trim();
    expect(secret).toMatch(/^wd_[\w-]{43}$/);
    expect(readNdjson(listed.stdout)).toMatchObject([
      { name: 'news desk', scopes: ['read', 'operate'], revokedAt: null },
    ]);
    expect(listed.stdout).not.toContain(secret);
  });

  test('revokes a key once', async () => {
    const { stdout } = await run(['keys', 'create', 'page', '--scope', 'read', '--json']);
    const { id } = JSON.parse(stdout);
    expect(await run(['keys', 'revoke', id])).toMatchObject({ code: 0, stdout: `revoked key ${id}\n` });
    expect(await run(['keys', 'revoke', id])).toMatchObject({ code: 2, stdout: '' });
  });

  test('rotates a key: the new one is printed, the old one ends after the overlap', async () => {
    const limits = ['--rate', '60', '--expires', '90d'];
    const created = await run(['keys', 'create', 'archive', '--scope', 'read', ...limits, '--json']);
    const old = JSON.parse(created.stdout);
    const rotated = await run(['keys', 'rotate', old.id, '--overlap', '2h', '--json']);
    const made = JSON.parse(rotated.stdout);
    expect(made).toMatchObject({ name: 'archive', ratePerMinute: 60, replaces: old.id });
    expect(made.secret).not.toBe(old.secret);
    const listed = readNdjson((await run(['keys', 'list', '--json'])).stdout) as Record<string, unknown>[];
    const ended = listed.find(({ id }) => id === old.id);
    const overlapMs = Date.parse(String(ended?.['expiresAt'])) - Date.parse(made.createdAt);
    expect(overlapMs).toBe(2 * 3_600_000);
    expect(await run(['keys', 'rotate', old.id])).toMatchObject({ code: 2, stdout: '' });
  });

  test.each([
    ['a scope that there is not', ['page', '--scope', 'write']],
    ['no scope', ['page']],
    ['an empty name', [' ', '--scope', 'read']],
    ['no requests', ['page', '--scope', 'read', '--rate', '0']],
    ['an end that is over', ['page', '--scope', 'read', '--expires', '2001-01-01']],
  ])('refuses to create a key with %s', async (_, argv) => {
    expect(await run(['keys', 'create', ...argv])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('migrate', () => {
  test('says that a store with the newest schema is up to date', async () => {
    expect(await run(['migrate'])).toMatchObject({ code: 0, stdout: 'the store is up to date\n' });
  });
});
