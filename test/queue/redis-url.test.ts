import { describe, expect, test } from 'vitest';
import { parseRedisUrl } from '../../src/queue/redis-url.ts';

describe('a Redis URL', () => {
  test('of a single server is left to the client', () => {
    expect(parseRedisUrl('rediss://user:secret@cache.example:6380/2')).toEqual({
      kind: 'single',
      url: 'rediss://user:secret@cache.example:6380/2',
    });
  });

  test('of sentinels names them, the master and the credentials', () => {
    expect(parseRedisUrl('redis+sentinel://:p%40ss@a.example,b.example:26380,[::1]:26381/news')).toEqual({
      kind: 'sentinel',
      sentinels: [
        { host: 'a.example', port: 26_379 },
        { host: 'b.example', port: 26_380 },
        { host: '::1', port: 26_381 },
      ],
      master: 'news',
      credentials: { username: null, password: 'p@ss', tls: false },
    });
  });

  test('of a cluster names its nodes and whether they speak TLS', () => {
    expect(parseRedisUrl('rediss+cluster://app:secret@a.example:7000,b.example')).toMatchObject({
      kind: 'cluster',
      nodes: [
        { host: 'a.example', port: 7000 },
        { host: 'b.example', port: 6379 },
      ],
      credentials: { username: 'app', password: 'secret', tls: true },
    });
  });

  test('has all after the first colon as its password', () => {
    expect(parseRedisUrl('redis+cluster://app:a:b:c@a.example')).toMatchObject({
      credentials: { username: 'app', password: 'a:b:c' },
    });
  });

  test.each([
    'redis://:100%geheim@a.example',
    'redis+cluster://:100%geheim@a.example',
    '',
    'localhost:6379',
    'http://a.example',
    'redis+sentinel://:geheim@a.example',
    'redis+cluster://:geheim@a b/',
  ])('%j is refused without showing what may be a password', (url) => {
    expect(() => parseRedisUrl(url)).toThrow(/REDIS_URL/);
    expect(() => parseRedisUrl(url)).not.toThrow(/geheim/);
  });
});
