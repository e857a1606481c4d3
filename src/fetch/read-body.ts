import { type Readable, pipeline as streamPipeline, Transform } from 'node:stream';
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

/**
 * The beginning of a body that is no feed, decompressed, about `maxBytes` long at the most; as far as it can be read. A
 * longer one costs its connection.
 */
export async function readBeginning(
  body: Readable,
  headers: ResponseHeaders,
  maxBytes: number,
): Promise<Uint8Array> {
  body.on('error', () => {});
  const chunks: Uint8Array[] = [];
  let seen = 0;
  try {
    const first = await peekChunk(body);
    const decoder = createContentDecoder(listOf(headers, 'content-encoding'), first?.[0] ?? 0);
    const bounded = atMost(maxBytes);
    const decoded = pipelineOf(decoder === null ? [body, bounded] : [body, bounded, decoder]);
    for await (const chunk of decoded) {
      chunks.push(chunk);
      seen += chunk.length;
      if (seen >= maxBytes) break;
    }
  } catch {
    // What came tells as much as it can.
  } finally {
    body.destroy();
  }
  return Buffer.concat(chunks);
}

/** The end of the stages; when one of them breaks, so does it. */
function pipelineOf([source, ...stages]: [Readable, ...Transform[]]): Readable {
  return stages.reduce<Readable>((from, to) => {
    streamPipeline(from, to, () => {});
    return to;
  }, source);
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
