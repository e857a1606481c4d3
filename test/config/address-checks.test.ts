import { describe, expect, test } from 'vitest';
import { isCallbackUrl, isContact, isHostOrRange, isRedisUrl } from '../../src/config/address-checks.ts';

describe('addresses in settings', () => {
  test.each([
    ['redis://localhost:6379', true],
    ['rediss://user:pass@cache.example/2', true],
    ['redis+sentinel://a.example:26379,b.example:26379/main', true],
    ['redis+sentinel://user:p@a.example:26379/main', true],
    ['redis+cluster://[::1]:7000,10.0.0.2:7000', true],
    ['redis+cluster://:pass@a.example:7000', true],
    ['redis+sentinel://a.example:26379', false],
    ['redis+cluster://a.example:7000/main', false],
    ['redis+cluster://a.example', false],
    ['redis+cluster://', false],
    ['redis://', false],
    ['http://localhost:6379', false],
  ])('take %j for a Redis: %j', (url, expected) => {
    expect(isRedisUrl(url)).toBe(expected);
  });

  test.each([
    ['feeds.internal', true],
    ['localhost', true],
    ['10.1.2.3', true],
    ['fd00::/8', true],
    ['10.0.0.0/8', true],
    ['10.0.0.0/33', false],
    ['10.1', false],
    ['0x7f000001', false],
    ['a.example:80', false],
    ['https://a.example', false],
    ['', false],
  ])('take %j for a host or range: %j', (host, expected) => {
    expect(isHostOrRange(host)).toBe(expected);
  });

  test.each([
    ['mailto:desk@a.example', true],
    ['https://a.example/about-us', true],
    ['desk@a.example', false],
    ['https://a.example/ (hello)', false],
    ['https://a.example/\r\nx: y', false],
  ])('take %j for a contact: %j', (contact, expected) => {
    expect(isContact(contact)).toBe(expected);
  });

  test.each([
    ['https://wire.example/websub', true],
    ['http://wire.example:8080', true],
    ['https://wire.example/websub/', false],
    ['https://wire.example/websub?a=b', false],
    ['https://wire.example/#websub', false],
    ['https://desk:secret@wire.example/websub', false],
    ['wire.example/websub', false],
  ])('take %j for a callback address: %j', (address, expected) => {
    expect(isCallbackUrl(address)).toBe(expected);
  });
});
