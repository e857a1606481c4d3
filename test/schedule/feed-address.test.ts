import { describe, expect, test } from 'vitest';
import { noHistory } from '../../src/domain/polling-history.ts';
import { addressToAsk, advanceMove } from '../../src/schedule/feed-address.ts';

const now = new Date('2026-03-10T00:00:00Z');
const feed = { url: 'https://old.example/feed', headers: {} };
const to = 'https://new.example/feed';
const movedOn = (since: string) => ({ ...noHistory, move: { to, since } });
const longAgo = movedOn('2026-03-01T00:00:00.000Z');

describe('the address that a feed is asked at', () => {
  test('is its own until the redirect has held for days', () => {
    expect(addressToAsk(feed, noHistory, now, 7)).toBe(feed.url);
    expect(addressToAsk(feed, movedOn('2026-03-05T00:00:00.000Z'), now, 7)).toBe(feed.url);
    expect(addressToAsk(feed, longAgo, now, 7)).toBe(to);
  });

  test.each([
    ['headers', { ...feed, headers: { authorization: 'Bearer x' } }],
    ['a password', { ...feed, url: 'https://me:secret@old.example/feed' }],
  ])('stays its own where it has %s that another origin must not see', (_, secret) => {
    expect(addressToAsk(secret, longAgo, now, 7)).toBe(secret.url);
  });

  test('may change within an origin in spite of headers', () => {
    const history = {
      ...noHistory,
      move: { to: 'https://old.example/rss', since: '2026-03-01T00:00:00.000Z' },
    };
    const secret = { ...feed, headers: { authorization: 'Bearer x' } };
    expect(addressToAsk(secret, history, now, 7)).toBe('https://old.example/rss');
  });
});

describe('a move', () => {
  const move = longAgo.move;
  const asked = { isAdopted: false, succeeded: true, movedTo: null };

  test('begins with the first permanent redirect and keeps its beginning', () => {
    expect(advanceMove(null, { ...asked, movedTo: to }, now)).toEqual({ to, since: now.toISOString() });
    expect(advanceMove(move, { ...asked, movedTo: to }, now)).toBe(move);
  });

  test('begins anew where it leads elsewhere', () => {
    const other = 'https://third.example/feed';
    expect(advanceMove(move, { ...asked, movedTo: other }, now)).toEqual({
      to: other,
      since: now.toISOString(),
    });
  });

  test('is over when the old address answers again, but not when it fails', () => {
    expect(advanceMove(move, asked, now)).toBeNull();
    expect(advanceMove(move, { ...asked, succeeded: false }, now)).toBe(move);
  });

  test('once adopted, lasts until the new address fails', () => {
    expect(advanceMove(move, { ...asked, isAdopted: true }, now)).toBe(move);
    expect(advanceMove(move, { ...asked, isAdopted: true, succeeded: false }, now)).toBeNull();
  });
});
