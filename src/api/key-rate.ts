import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';

/** Counts a request of a key. @throws RateExceeded when the key has made all that it may in this minute. */
export type KeyRate = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Answered with 429. */
export class RateExceeded extends Error {
  readonly statusCode = 429;
}

/**
 * The limits that keys have of their own, beside the one by address; counted in this process. Where a key has one, the
 * headers (draft-ietf-httpapi-ratelimit-headers-06) tell of it.
 */
export function createKeyRate(app: App): KeyRate {
  const count = app.createRateLimit({
    max: ({ apiKey }) => apiKey?.ratePerMinute ?? 0,
    keyGenerator: ({ apiKey }) => apiKey?.id ?? '',
  });
  return async (request, reply) => {
    if (!request.apiKey?.ratePerMinute) return;
    const state = await count(request);
    if (state.isAllowed) return;
    reply.headers({
      'ratelimit-limit': state.max,
      'ratelimit-remaining': state.remaining,
      'ratelimit-reset': state.ttlInSeconds,
    });
    if (!state.isExceeded) return;
    reply.header('retry-after', state.ttlInSeconds);
    throw new RateExceeded();
  };
}
