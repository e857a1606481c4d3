import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { FetchFault } from './fetch-fault.ts';

/** What `createContentDecoder` undoes, as an Accept-Encoding header. */
export const acceptedEncodings = 'gzip, deflate, br, zstd';

/** RFC 9659: no more than 8 MB of window for zstd as content coding. Node would allow 128 MB. */
const zstdWindowLogMax = 23;

/**
 * A stream that undoes the content codings of a body that starts with `firstByte`; null where there are none.
 * Throws `bad-encoding` for an unknown coding, and for more than one, which no feed was seen to use.
 */
export function createContentDecoder(codings: readonly string[], firstByte: number): Transform | null {
  const [coding, ...others] = codings.filter((name) => name !== 'identity');
  if (others.length > 0) throw unknownEncoding(codings);
  switch (coding) {
    case undefined:
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return isZlibHeader(firstByte) ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: zstdWindowLogMax } });
    default:
      throw unknownEncoding(codings);
  }
}

/** Some servers send deflate without the zlib wrapper that RFC 9110 §8.4.1.2 asks for. */
function isZlibHeader(firstByte: number): boolean {
  return (firstByte & 0x0f) === 8;
}

function unknownEncoding(codings: readonly string[]): FetchFault {
  const named = codings.join(', ').slice(0, 100);
  return new FetchFault(
    'bad-encoding',
    `content-encoding is "${named}"; one of ${acceptedEncodings} is read`,
  );
}
