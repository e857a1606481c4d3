import { describe, expect, test } from 'vitest';
import { decideWrites } from '../../src/dedupe/decide.ts';
import { hashItemKey, identitiesOf } from '../../src/dedupe/identities.ts';
import type { Resolved } from '../../src/dedupe/resolve.ts';
import type { ArticleContent } from '../../src/domain/article.ts';
import type { ArticleVersion } from '../../src/domain/article-version.ts';
import { identityName } from '../../src/domain/identity.ts';
import { articleContent } from '../support/articles.ts';

const seenAt = new Date('2026-03-01T09:00:00.000Z');

/** What an article knows of the item that brought it: here the item with this key of feed 1. */
const followed = new Map([['100', itemName('1', 'k')]]);

function itemName(feedId: string, itemKey: string): string {
  return identityName({ kind: 'item', hash: hashItemKey(feedId, itemKey) });
}

function resolved(
  itemId: string,
  changes: Partial<ArticleContent> = {},
  { feedId = '1', itemKey = 'k' } = {},
): Resolved {
  const content = articleContent(changes);
  const candidate = {
    articleId: itemId,
    itemId,
    itemKey,
    feedId,
    seenAt,
    identities: identitiesOf(feedId, itemKey, content),
    content,
    removed: [],
  };
  return { candidate, articleId: '100', matchedBy: 'item' };
}

const existing: ArticleVersion = {
  id: '100',
  revision: 3,
  itemId: '10',
  feedId: '1',
  content: articleContent(),
  removed: [],
  class: null,
  firstSeenAt: new Date('2026-02-28T09:00:00.000Z'),
  changedAt: new Date('2026-02-28T09:00:00.000Z'),
};

describe('a changed item', () => {
  test('makes a revision that names what changed and keeps the old content', () => {
    const writes = decideWrites([resolved('11', { title: 'Harbour closed again' })], [existing], followed);
    expect(writes.revised).toMatchObject([
      { id: '100', revision: 4, itemId: '11', firstSeenAt: existing.firstSeenAt },
    ]);
    expect(writes.superseded).toEqual([existing]);
    expect(writes.events).toEqual([
      {
        type: 'updated',
        articleId: '100',
        revision: 4,
        changed: ['title'],
        at: seenAt.toISOString(),
        class: 'substance',
      },
    ]);
  });

  test('makes none when only its times moved, and the first published date stays', () => {
    const redated = { publishedAt: '2026-03-05T00:00:00.000Z', updatedAt: '2026-03-05T00:00:00.000Z' };
    expect(decideWrites([resolved('11', redated)], [existing], followed).events).toEqual([]);

    const [revised] = decideWrites(
      [resolved('11', { ...redated, title: 'New' })],
      [existing],
      followed,
    ).revised;
    expect(revised?.content.publishedAt).toBe(existing.content.publishedAt);
  });

  test('makes none when it is older than what the article has', () => {
    expect(decideWrites([resolved('9', { title: 'Old news' })], [existing], followed).events).toEqual([]);
  });

  test('makes none when another feed lists the article with another text', () => {
    expect(
      decideWrites([resolved('11', { bodyText: 'A teaser …' }, { feedId: '2' })], [existing], followed)
        .events,
    ).toEqual([]);
  });

  test('makes none when it is another item of the feed that is a sighting of the article', () => {
    const other = resolved('11', { title: 'Another bulletin' }, { itemKey: 'k2' });
    expect(decideWrites([other], [existing], followed).events).toEqual([]);
    const first = resolved('9');
    expect(decideWrites([first, other], [], new Map()).events.map(({ type }) => type)).toEqual(['created']);
  });
});

test('a new item and its correction in one batch make one article of two revisions', () => {
  const writes = decideWrites([resolved('1'), resolved('2', { title: 'Corrected' })], [], new Map());
  expect(writes.inserted).toMatchObject([{ id: '100', revision: 2, content: { title: 'Corrected' } }]);
  expect(writes.superseded).toMatchObject([{ id: '100', revision: 1 }]);
  expect(writes.revised).toEqual([]);
  expect(writes.events.map(({ type, revision }) => [type, revision])).toEqual([
    ['created', 1],
    ['updated', 2],
  ]);
});
