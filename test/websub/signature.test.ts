import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignedBy } from '../../src/websub/signature.ts';

const body = Buffer.from('<feed/>');
const secret = 'between us';
const sign = (algorithm: string, key = secret) => createHmac(algorithm, key).update(body).digest('hex');

test.each(['sha1', 'sha256', 'sha384', 'sha512'])('an HMAC by %s is recognized', (algorithm) => {
  expect(isSignedBy(secret, body, `${algorithm}=${sign(algorithm)}`)).toBe(true);
  expect(isSignedBy(secret, body, `${algorithm.toUpperCase()}=${sign(algorithm).toUpperCase()}`)).toBe(true);
});

test('by another secret, of another body or of another algorithm it is not', () => {
  expect(isSignedBy(secret, body, `sha256=${sign('sha256', 'guessed')}`)).toBe(false);
  expect(isSignedBy(secret, Buffer.from('<feed />'), `sha256=${sign('sha256')}`)).toBe(false);
  expect(isSignedBy(secret, body, `sha512=${sign('sha256')}`)).toBe(false);
});

test.each([
  undefined,
  '',
  'sha256=',
  sign('sha256'),
  `md5=${sign('md5')}`,
  `sha256=${sign('sha256')}00`,
  `sha256=${'zz'.repeat(32)}`,
])('%s is no signature', (header) => {
  expect(isSignedBy(secret, body, header)).toBe(false);
});
