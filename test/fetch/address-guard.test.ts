import { describe, expect, test } from 'vitest';
import { createAddressGuard } from '../../src/fetch/address-guard.ts';

const ports = [80, 443];
const guardOf = (...allowHosts: string[]) => createAddressGuard({ ports, allowHosts });

describe('createAddressGuard', () => {
  test('allows public addresses and nothing else by default', () => {
    const guard = guardOf();
    expect(guard.allowsAddress('8.8.8.8', 80)).toBe(true);
    expect(guard.allowsAddress('10.0.0.1', 80)).toBe(false);
    expect(guard.allowsName('localhost', 80)).toBe(false);
  });

  test.each([
    ['127.0.0.1', '127.0.0.1', '127.0.0.2'],
    ['10.1.0.0/16', '10.1.255.255', '10.2.0.0'],
    ['::1', '::1', '::2'],
    ['fd00:1::/32', 'fd00:1:2::3', 'fd00:2::1'],
    ['0.0.0.0/0', '192.168.0.1', 'fd00::1'],
  ])('%s allows %s and not %s', (entry, inside, outside) => {
    const guard = guardOf(entry);
    expect(guard.allowsAddress(inside, 80)).toBe(true);
    expect(guard.allowsAddress(outside, 80)).toBe(false);
  });

  test('allows public addresses at the ports that may be fetched from', () => {
    expect(guardOf().allowsAddress('8.8.8.8', 443)).toBe(true);
    expect(guardOf().allowsAddress('8.8.8.8', 25)).toBe(false);
    expect(guardOf('8.8.8.8').allowsAddress('8.8.8.8', 25)).toBe(true);
  });

  test.each([
    ['127.0.0.1:8080', '127.0.0.1', '127.0.0.2'],
    ['10.1.0.0/16:8080', '10.1.255.255', '10.2.0.0'],
    ['[::1]:8080', '::1', '::2'],
  ])('%s allows %s at that port, and nothing else', (entry, inside, outside) => {
    const guard = guardOf(entry);
    expect(guard.allowsAddress(inside, 8080)).toBe(true);
    expect(guard.allowsAddress(inside, 80)).toBe(false);
    expect(guard.allowsAddress(outside, 8080)).toBe(false);
  });

  test('the name feeds.lan:8080 allows feeds.lan at that port, and nothing else', () => {
    const guard = guardOf('feeds.lan:8080');
    expect(guard.allowsName('feeds.lan', 8080)).toBe(true);
    expect(guard.allowsName('feeds.lan', 80)).toBe(false);
    expect(guard.allowsName('news.lan', 8080)).toBe(false);
  });

  test('an allowed IPv4 address is the same in its IPv4-mapped form', () => {
    const guard = guardOf('10.0.0.0/8');
    expect(guard.allowsAddress('::ffff:10.0.0.1', 80)).toBe(true);
    expect(guard.allowsAddress('::ffff:11.0.0.1', 80)).toBe(false);
  });

  test.each([
    ['Feeds.Lan', 'feeds.lan'],
    ['feeds.lan.', 'FEEDS.lan'],
    ['feeds.lan', 'feeds.lan.'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('the name %s allows %s', (entry, hostname) => {
    const guard = guardOf(entry);
    expect(guard.allowsName(hostname, 80)).toBe(true);
    expect(guard.allowsName(`sub.${hostname}`, 80)).toBe(false);
  });

  test('text that is no address is not allowed', () => {
    const guard = guardOf('0.0.0.0/0', '::/0');
    expect(guard.allowsAddress('no address', 80)).toBe(false);
    expect(guard.allowsAddress('', 80)).toBe(false);
  });

  test.each([
    '',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    'fd00::/129',
    'feeds.lan:',
    'feeds.lan:99999',
    ':80',
    '[fd00::1:80',
    'http://feeds.lan',
    'two names',
  ])('the entry "%s" is refused as a setting', (entry) => {
    expect(() => guardOf(entry)).toThrow(
      expect.objectContaining({
        code: 'invalid-settings',
        message: expect.stringContaining('fetch.allowHosts'),
      }),
    );
  });
});
