import { describe, expect, test } from 'vitest';
import { firstHop, nextHop, shownAddress } from '../../src/fetch/redirect-hop.ts';

describe('nextHop', () => {
  test.each([
    ['https://feeds.example/a', 'http://feeds.example/b', false],
    ['http://feeds.example/a', 'https://feeds.example/b', false],
    ['https://feeds.example/a', 'https://feeds.example:8443/b', false],
    ['https://feeds.example/a', 'https://www.feeds.example/b', false],
    ['https://feeds.example/a', '//feeds.example/b', true],
    ['https://feeds.example/a', 'HTTPS://FEEDS.example:443/b', true],
  ])('from %s to %s, the feed is at home: %s', (from, location, atHome) => {
    expect(nextHop(firstHop(from), 302, location, 5).atHome).toBe(atHome);
  });

  test('a feed that was led away is never at home again', () => {
    const away = nextHop(firstHop('https://feeds.example/a'), 302, 'https://cdn.example/a', 5);
    const back = nextHop(away, 302, 'https://feeds.example/b', 5);
    expect(nextHop(back, 302, '/c', 5).atHome).toBe(false);
  });

  test('a downgrade to http loses the userinfo', () => {
    const hop = nextHop(firstHop('https://desk:pw@feeds.example/a'), 301, 'http://feeds.example/a', 5);
    expect(hop.url.href).toBe('http://feeds.example/a');
  });

  test('a Location with its own userinfo keeps it', () => {
    const hop = nextHop(
      firstHop('https://desk:pw@feeds.example/a'),
      301,
      'https://other:key@feeds.example/a',
      5,
    );
    expect(hop.url.href).toBe('https://other:key@feeds.example/a');
  });
});

describe('a Location beyond ASCII', () => {
  test.each(['utf8', 'latin1'] as const)('is read as %s where its bytes are that', (charset) => {
    const location = Buffer.from('/größe', charset).toString('latin1');
    expect(nextHop(firstHop('https://feeds.example/'), 302, location, 5).url.pathname).toBe(
      '/gr%C3%B6%C3%9Fe',
    );
  });
});

describe('shownAddress', () => {
  test.each([
    ['https://desk:pw@feeds.example/a?b', 'https://feeds.example/a?b'],
    ['https://desk@feeds.example/a', 'https://feeds.example/a'],
    ['http://desk:pw@feeds.example:99999/a', 'http://feeds.example:99999/a'],
    ['no address', 'no address'],
  ])('%s is shown as %s', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
  });
});
