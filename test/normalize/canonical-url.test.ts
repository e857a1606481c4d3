import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalUrl } from '../../src/normalize/canonical-url.ts';
import { rules } from './normalizing.ts';

const canonical = (address: string, base?: string) => canonicalUrl(address, rules.tracking, base);

describe('canonicalUrl', () => {
  test.each([
    ['HTTPS://News.Example:443/A/b?b=2&a=1#top', 'https://news.example/A/b?a=1&b=2'],
    ['http://news.example:80/a?utm_source=rss&UTM_Medium=x&fbclid=1', 'http://news.example/a'],
    ['https://news.example/a?', 'https://news.example/a'],
    ['https://news.example/a?id=7&gclid=x', 'https://news.example/a?id=7'],
    ['https://user:secret@news.example/', 'https://news.example/'],
    ['  https://news.example/a  ', 'https://news.example/a'],
    ['https://münze.example/', 'https://xn--mnze-0ra.example/'],
  ])('%s becomes %s', (address, expected) => {
    expect(canonical(address)).toBe(expected);
  });

  test.each([
    ['https://amp.news.example/a', 'https://www.news.example/a'],
    ['https://m.news.example/a?id=1', 'https://www.news.example/a?id=1'],
    ['https://news.example/2026/a/amp/', 'https://news.example/2026/a'],
    ['https://news.example/a?amp=1&id=2', 'https://news.example/a?id=2'],
    ['https://news.example/a?outputType=amp', 'https://news.example/a'],
    ['https://www.google.com/amp/s/news.example/a', 'https://news.example/a'],
    ['https://news-example.cdn.ampproject.org/c/s/news.example/a', 'https://news.example/a'],
    ['https://news.example/amp', 'https://news.example/amp'],
  ])('of an AMP or mobile form, %s, it is %s', (address, expected) => {
    expect(canonical(address)).toBe(expected);
    expect(canonical(expected)).toBe(expected);
  });

  test.each([
    '',
    'news',
    'javascript:alert(1)',
    'ftp://news.example/',
    'http://',
    `https://a.example/${'x'.repeat(9000)}`,
  ])('has none for %s', (address) => {
    expect(canonical(address)).toBeNull();
  });

  test('reads a relative address against its base', () => {
    expect(canonical('../b?x=1', 'https://news.example/a/c')).toBe('https://news.example/b?x=1');
  });

  test('is idempotent for every web address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = canonical(address);
        expect(once).not.toBeNull();
        expect(canonical(once ?? '')).toBe(once);
      }),
    );
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (junk) => {
        for (const address of [junk, `https://${junk}`, `https://news.example/?${junk}`]) {
          const once = canonical(address);
          if (once !== null) expect(canonical(once)).toBe(once);
        }
      }),
    );
  });
});
