import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createContentDecoder } from './content-decoder.ts';
import { FetchFault } from './fetch-fault.ts';
import { headerOf, listOf, type ResponseHeaders } from './response-headers.ts';

/**
 * The whole body, decompressed. Throws `too-large` as soon as it passes `maxBodyBytes`, on the wire or decompressed,
 * and `bad-encoding`; the connection is cut then, and what was read is dropped.
 */
export async function readBody(
  body: Readable,
  headers: ResponseHeaders,
  maxBodyBytes: number,
): Promise<Uint8Array> {
  // Cutting a body short makes it emit an error, which nobody may be listening for.
  body.on('error', () => {});
  try {
    const announced = Number(headerOf(headers, 'content-length') ?? 0);
    if (announced > maxBodyBytes) throw tooLarge(`${announced} bytes`, maxBodyBytes);
    const first = await peekChunk(body);
    if (first === null) return new Uint8Array();
    const decoder = createContentDecoder(listOf(headers, 'content-encoding'), first[0] ?? 0);
    return await collect(decoder === null ? [body] : [body, atMost(maxBodyBytes), decoder], maxBodyBytes);
  } finally {
    body.destroy();
  }
}

/** The first chunk, left in the stream; null if there is none. An empty body is not even an empty gzip stream. */
async function peekChunk(body: Readable): Promise<Uint8Array | null> {
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    body.unshift(chunk);
    return chunk;
  }
  return null;
}

async function collect(stages: [Readable, ...Transform[]], maxBodyBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const bounded = atMost(maxBodyBytes).on('data', (chunk) => chunks.push(chunk));
  await pipeline([...stages, bounded]);
  return Buffer.concat(chunks);
}

/** Passes on `maxBodyBytes` bytes, and fails at the next one. */
function atMost(maxBodyBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBodyBytes) done(tooLarge(`at least ${seen} bytes`, maxBodyBytes));
      else done(null, chunk);
    },
  });
}

function tooLarge(size: string, maxBodyBytes: number): FetchFault {
  return new FetchFault(
    'too-large',
    `body is ${size}; the limit fetch.maxBodyBytes is ${maxBodyBytes} bytes`,
  );
}
