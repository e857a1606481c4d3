import { createHmac, timingSafeEqual } from 'node:crypto';

const algorithms = new Set(['sha1', 'sha256', 'sha384', 'sha512']);
const form = /^(sha\d{1,3})=([0-9a-f]{40,128})$/i;

/**
 * Whether `header` (X-Hub-Signature) is the HMAC of `body` by `secret`, with any of the algorithms of WebSub §7.1.
 * Takes the same time wherever the two differ.
 */
export function isSignedBy(secret: string, body: Uint8Array, header: string | undefined): boolean {
  const [, name = '', digest = ''] = form.exec(header ?? '') ?? [];
  const algorithm = name.toLowerCase();
  if (!algorithms.has(algorithm)) return false;
  const expected = createHmac(algorithm, secret).update(body).digest();
  const given = Buffer.from(digest, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
