import { describe, expect, test } from 'vitest';
import { identitiesOf } from '../../src/dedupe/identities.ts';
import type { ArticleContent } from '../../src/domain/article.ts';
import { articleContent } from '../support/articles.ts';

const longText = 'The ferry company will run four boats a day from Monday on. '.repeat(8);

function textHash(changes: Partial<ArticleContent>): string | undefined {
  const identities = identitiesOf('1', 'key', articleContent(changes));
  return identities.find(({ kind }) => kind === 'text')?.hash.toString('hex');
}

describe('the text of an article', () => {
  const long = { title: 'More ferries', bodyText: longText, wordCount: 96 };

  test('is the same in other typography', () => {
    const typeset = {
      ...long,
      title: 'MORE  FERRIES!',
      bodyText: longText.replaceAll('four boats', '“four” boats'),
    };
    expect(textHash(typeset)).toBe(textHash(long));
  });

  test('is the same on another day when it is long', () => {
    expect(textHash({ ...long, publishedAt: '2026-03-09T08:00:00.000Z' })).toBe(textHash(long));
  });

  test('is another one on another day when it is short', () => {
    const short = { title: 'Weather', bodyText: 'Sunny, 21 degrees.', wordCount: 3 };
    expect(textHash({ ...short, publishedAt: '2026-03-02T06:00:00.000Z' })).not.toBe(
      textHash({ ...short, publishedAt: '2026-03-03T06:00:00.000Z' }),
    );
    expect(textHash({ ...short, publishedAt: '2026-03-02T06:00:00.000Z' })).toBe(
      textHash({ ...short, publishedAt: '2026-03-02T19:00:00.000Z' }),
    );
  });

  test('is no identity without a body, so that headlines alone never make one article of two', () => {
    expect(textHash({ title: 'Live', bodyText: '', wordCount: 0 })).toBeUndefined();
  });

  test('differs under another headline', () => {
    expect(textHash({ ...long, title: 'Fewer ferries' })).not.toBe(textHash(long));
  });
});

test('an item key belongs to its feed alone', () => {
  const [inFirst] = identitiesOf('1', 'key', articleContent());
  const [inSecond] = identitiesOf('2', 'key', articleContent());
  expect(inFirst?.hash.equals(inSecond?.hash ?? Buffer.alloc(0))).toBe(false);
});

test('an article without an address has no address to be known by', () => {
  const kinds = identitiesOf('1', 'key', articleContent({ url: null, bodyText: '', wordCount: 0 })).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['item']);
});
