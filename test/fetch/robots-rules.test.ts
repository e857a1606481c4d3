import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRobots } from '../../src/fetch/robots-rules.ts';

const origin = 'https://courier.example';
const userAgent = 'Wiredesk/0.1 (+https://newsroom.example/bot)';
const rulesOf = (body: string) => readRobots(origin, body, userAgent);
const allows = (body: string, path: string) => rulesOf(body).allows(new URL(path, origin));

describe('robots.txt', () => {
  test.each<[string, string, string, boolean]>([
    ['allows everything where it is empty', '', '/a', true],
    ['forbids what it names', 'User-agent: *\nDisallow: /private', '/private/a', false],
    ['speaks to us by name, in any case', 'User-agent: WIREDESK\nDisallow: /', '/a', false],
    ['speaks to others by theirs', 'User-agent: otherbot\nDisallow: /', '/a', true],
    [
      'has a group of ours go before that of all',
      'User-agent: *\nDisallow: /\n\nUser-agent: wiredesk\nDisallow:',
      '/a',
      true,
    ],
    [
      'joins groups of the same name',
      'User-agent: wiredesk\nDisallow: /a\n\nUser-agent: wiredesk\nDisallow: /b',
      '/b',
      false,
    ],
    ['lets the longer rule go first', 'User-agent: *\nDisallow: /a\nAllow: /a/open', '/a/open/1', true],
    ['has wildcards', 'User-agent: *\nDisallow: /*/print$', '/2026/print', false],
    ['has ends', 'User-agent: *\nDisallow: /*/print$', '/2026/print/1', true],
    ['compares queries, too', 'User-agent: *\nDisallow: /*?session=', '/a?session=1', false],
    ['begins with a mark of byte order, perhaps', '\ufeffUser-agent: *\nDisallow: /', '/a', false],
    ['is a page of HTML, perhaps', '<!doctype html><p>Not found</p>', '/a', true],
  ])('%s', (_, body, path, expected) => expect(allows(body, path)).toBe(expected));

  test('wishes for a delay, which holds within bounds', () => {
    expect(rulesOf('User-agent: *\nCrawl-delay: 2.5').crawlDelayMs).toBe(2500);
    expect(rulesOf('User-agent: *\nCrawl-delay: 3600').crawlDelayMs).toBe(10_000);
    expect(rulesOf('User-agent: *\nCrawl-delay: -1').crawlDelayMs).toBeNull();
    expect(rulesOf('User-agent: *\nCrawl-delay: soon').crawlDelayMs).toBeNull();
    expect(rulesOf('').crawlDelayMs).toBeNull();
  });

  test('can be anything', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'User-agent: *',
        'Disallow: /%zz*',
        'Allow: $',
        'Crawl-delay: NaN',
        'Disallow: //[',
        ':::',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.webPath(), (lines, path) => {
        expect(typeof allows(lines.join('\n'), `/x${path}`)).toBe('boolean');
      }),
    );
  });
});
