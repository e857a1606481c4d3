import { describe, expect, test } from 'vitest';
import { identitiesOf } from '../../src/dedupe/identities.ts';
import type { ArticleContent } from '../../src/domain/article.ts';
import { articleContent } from '../support/articles.ts';

const longText = 'The ferry company will run four boats a day from Monday on. '.repeat(8);

function textHashes(changes: Partial<ArticleContent>): string[] {
  const identities = identitiesOf('1', 'key', articleContent(changes));
  return identities.filter(({ kind }) => kind === 'text').map(({ hash }) => hash.toString('hex'));
}

/** Without an address, of which a short text has an identity, too. */
function textHash(changes: Partial<ArticleContent>): string | undefined {
  return textHashes({ ...changes, url: null })[0];
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

  test('is the same on another day at the same address when it is short', () => {
    const short = { title: 'Weather', bodyText: 'Sunny, 21 degrees.', wordCount: 3 };
    const monday = new Set(textHashes({ ...short, publishedAt: '2026-03-02T06:00:00.000Z' }));
    const tuesday = new Set(textHashes({ ...short, publishedAt: '2026-03-03T06:00:00.000Z' }));
    const elsewhere = textHashes({ ...short, publishedAt: null, url: 'https://a.example/weather' });
    expect(monday.intersection(tuesday).size).toBe(1);
    expect(monday.intersection(new Set(elsewhere)).size).toBe(0);
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

test('an address has its first item in each feed apart', () => {
  const linkIn = (feedId: string) =>
    identitiesOf(feedId, 'key', articleContent())
      .find(({ kind }) => kind === 'link')
      ?.hash.toString('hex');
  expect(linkIn('1')).toMatch(/^[0-9a-f]{32}$/);
  expect(linkIn('1')).not.toBe(linkIn('2'));
});

test('an article without an address has no address to be known by', () => {
  const kinds = identitiesOf('1', 'key', articleContent({ url: null, bodyText: '', wordCount: 0 })).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['item']);
});
