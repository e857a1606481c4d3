import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/fetch/is-public-address.ts';

describe('isPublicAddress', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '93.184.216.34',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:81b::200e',
    '2400:cb00:2048:1::c629:d7a2',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['loopback', '127.0.0.1'],
    ['far end of loopback', '127.255.255.254'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['CGNAT', '100.64.0.1'],
    ['CGNAT', '100.127.255.255'],
    ['link-local, cloud metadata', '169.254.169.254'],
    ['IETF protocol assignments', '192.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.7'],
    ['documentation', '203.0.113.9'],
    ['6to4 relay anycast', '192.88.99.1'],
    ['benchmarking', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['IPv6 unspecified', '::'],
    ['IPv6 loopback', '::1'],
    ['IPv6 loopback in full', '0:0:0:0:0:0:0:1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped in hex', '::ffff:7f00:1'],
    ['IPv4-mapped public', '::ffff:8.8.8.8'],
    ['IPv4-compatible loopback', '::127.0.0.1'],
    ['IPv4-compatible in hex', '::7f00:1'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['6to4 of 10.0.0.1', '2002:a00:1::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['NAT64 of 127.0.0.1', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::a00:1'],
    ['ULA', 'fc00::1'],
    ['ULA', 'fd12:3456:789a::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['discard', '100::1'],
    ['unassigned', '4000::1'],
    ['public with a zone', '2606:4700:4700::1111%eth0'],
  ])('%s, %s, is not public', (_name, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '',
    'localhost',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '010.8.8.8',
    '127.1',
    '8.8.8.8 ',
    '[::1]',
    '8.8.8',
    '1.2.3.4.5',
    '::ffff:8.8.8.8.8',
  ])('"%s" is no canonical IP address, so not public', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });

  test('never throws, and calls no text public that is no address', () => {
    const addressLike = fc.stringMatching(/^[0-9a-f:.%x[\]/]{0,45}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), addressLike, fc.ipV4Extended(), fc.ipV6()), (text) => {
        const isPublic = isPublicAddress(text);
        expect(isPublic && !/^[0-9a-f:.]+$/i.test(text)).toBe(false);
      }),
    );
  });

  test('no address that embeds a loopback IPv4 address in its last 32 bits below 2000::/3 is public', () => {
    const group = fc.integer({ min: 0, max: 0x1fff }).map((value) => value.toString(16));
    fc.assert(
      fc.property(group, (first) => {
        expect(isPublicAddress(`${first}::7f00:1`)).toBe(false);
      }),
    );
  });
});
