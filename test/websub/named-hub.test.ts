import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkTarget } from '../../src/websub/link-header.ts';
import { namedHub, type TellingFeed } from '../../src/websub/named-hub.ts';

describe('a Link header', () => {
  test.each([
    ['<https://hub.example/>; rel="hub"', 'https://hub.example/'],
    ['<https://hub.example/>; rel=hub', 'https://hub.example/'],
    ['<https://a.example/feed>; rel="self", <https://hub.example/>; rel="hub"', 'https://hub.example/'],
    ['<https://hub.example/a,b;c>;title="a, <b>; rel=self";REL="next HUB"', 'https://hub.example/a,b;c'],
    ['<https://hub.example/>; rel="hub"; rel="self"', 'https://hub.example/'],
    ['<https://one.example/>; rel=hub, <https://two.example/>; rel=hub', 'https://one.example/'],
  ])('%s names a hub', (header, hub) => expect(linkTarget(header, 'hub')).toBe(hub));

  test.each([
    '',
    'hub',
    '<https://hub.example/>',
    '<https://a.example/>; rel="self"; rel="hub"',
    '<https://a.example/>; rel="github"',
    '<https://a.example/; rel=hub',
  ])('%s names none', (header) => expect(linkTarget(header, 'hub')).toBeNull());

  test('of any kind is read to an end', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>,;="\\ relhub') }), (header) => {
        linkTarget(header, 'hub');
      }),
    );
  });
});

const feed: TellingFeed = {
  link: null,
  url: 'https://courier.example/feed.xml',
  hub: 'https://hub.example/',
  self: 'https://courier.example/feed',
};

describe('the hub of a feed', () => {
  test('is what the document says, and the feed is known there by its own self', () => {
    expect(namedHub(feed)).toEqual({ hub: 'https://hub.example/', topic: 'https://courier.example/feed' });
  });

  test('is what headers say, before the document', () => {
    const link = '</push>; rel="hub", <https://courier.example/all>; rel="self"';
    expect(namedHub({ ...feed, link })).toEqual({
      hub: 'https://courier.example/push',
      topic: 'https://courier.example/all',
    });
  });

  test('knows a feed without a self by the address that answered', () => {
    expect(namedHub({ ...feed, self: null })?.topic).toBe('https://courier.example/feed.xml');
  });

  test.each([
    null,
    '',
    'javascript:alert(1)',
    'mailto:hub@example',
    `https://hub.example/${'x'.repeat(5000)}`,
  ])('%s is none', (hub) => expect(namedHub({ ...feed, hub })).toBeNull());
});
