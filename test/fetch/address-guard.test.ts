import { describe, expect, test } from 'vitest';
import { createAddressGuard } from '../../src/fetch/address-guard.ts';

describe('createAddressGuard', () => {
  test('allows public addresses and nothing else by default', () => {
    const guard = createAddressGuard([]);
    expect(guard.allowsAddress('8.8.8.8')).toBe(true);
    expect(guard.allowsAddress('10.0.0.1')).toBe(false);
    expect(guard.allowsName('localhost')).toBe(false);
  });

  test.each([
    ['127.0.0.1', '127.0.0.1', '127.0.0.2'],
    ['10.1.0.0/16', '10.1.255.255', '10.2.0.0'],
    ['::1', '::1', '::2'],
    ['fd00:1::/32', 'fd00:1:2::3', 'fd00:2::1'],
    ['0.0.0.0/0', '192.168.0.1', 'fd00::1'],
  ])('%s allows %s and not %s', (entry, inside, outside) => {
    const guard = createAddressGuard([entry]);
    expect(guard.allowsAddress(inside)).toBe(true);
    expect(guard.allowsAddress(outside)).toBe(false);
  });

  test('an allowed IPv4 address is the same in its IPv4-mapped form', () => {
    const guard = createAddressGuard(['10.0.0.0/8']);
    expect(guard.allowsAddress('::ffff:10.0.0.1')).toBe(true);
    expect(guard.allowsAddress('::ffff:11.0.0.1')).toBe(false);
  });

  test.each([
    ['Feeds.Lan', 'feeds.lan'],
    ['feeds.lan.', 'FEEDS.lan'],
    ['feeds.lan', 'feeds.lan.'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('the name %s allows %s', (entry, hostname) => {
    const guard = createAddressGuard([entry]);
    expect(guard.allowsName(hostname)).toBe(true);
    expect(guard.allowsName(`sub.${hostname}`)).toBe(false);
  });

  test('text that is no address is not allowed', () => {
    const guard = createAddressGuard(['0.0.0.0/0', '::/0']);
    expect(guard.allowsAddress('no address')).toBe(false);
    expect(guard.allowsAddress('')).toBe(false);
  });

  test.each([
    '',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'fd00::/129',
    'feeds.lan:8080',
    'http://feeds.lan',
    'two names',
  ])('the entry "%s" is refused as a setting', (entry) => {
    expect(() => createAddressGuard([entry])).toThrow(
      expect.objectContaining({
        code: 'invalid-settings',
        message: expect.stringContaining('fetch.allowHosts'),
      }),
    );
  });
});
