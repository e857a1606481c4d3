import type { FastifyReply } from 'fastify';

/** Aborted once the answer is complete or its reader has gone, also where that was before. */
export function untilLeft({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  if (raw.closed) left.abort();
  else raw.once('close', () => left.abort());
  return left.signal;
}
