import { expect, test } from 'vitest';
import { placeEntries } from '../../../src/deliver/output/place-entries.ts';
import type { NoticePolicy } from '../../../src/domain/subscription.ts';

/** What becomes of `planned` ("article@cursor") in one output. */
function place(
  planned: string[],
  notices: NoticePolicy,
  held: [article: string, story: string][] = [],
  stories: Record<string, string> = {},
): string[] {
  const deliveries = planned.map((text) => {
    const [articleId = '', cursor = ''] = text.split('@');
    return { listenerId: '1', articleId, cursor };
  });
  const placed = placeEntries(deliveries, {
    held: held.map(([articleId, storyId]) => ({ outputId: '1', articleId, storyId })),
    policies: new Map([['1', notices]]),
    stories: new Map(Object.entries(stories)),
  });
  return placed.map(({ articleId, cursor }) => `${articleId}@${cursor}`);
}

test('an article that is told several times stands once, where it was told last', () => {
  expect(place(['a@1', 'b@2', 'a@3'], 'articles')).toEqual(['b@2', 'a@3']);
});

test('an outlet that joins a story is told by the entry that is there', () => {
  expect(place(['b@5'], 'updates', [['a', 's']], { b: 's' })).toEqual(['a@5']);
  expect(place(['a@1', 'b@2', 'c@3'], 'updates', [], { a: 's', b: 's' })).toEqual(['a@2', 'c@3']);
});

test('where an entry is an article, its story makes no difference', () => {
  expect(place(['b@5'], 'articles', [['a', 's']], { b: 's' })).toEqual(['b@5']);
});

test('an entry that is there is told by itself, also beside another of its story', () => {
  expect(
    place(
      ['b@5'],
      'updates',
      [
        ['b', 's'],
        ['a', 's'],
      ],
      { b: 's' },
    ),
  ).toEqual(['b@5']);
});
