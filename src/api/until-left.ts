import type { FastifyReply } from 'fastify';

/** Aborted once the answer is complete or its reader has gone. */
export function untilLeft({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => left.abort());
  return left.signal;
}
