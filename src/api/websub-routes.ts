import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import {
  type AnswerHubDeps,
  answerHub,
  expectDelivery,
  type HubQuery,
  takeDelivery,
} from '../pipeline/answer-hub.ts';
import type { CalledSubscription } from '../store/hub-subscriptions.ts';
import type { App } from './app.ts';

export interface WebsubRouteDeps extends AnswerHubDeps {
  /** Of what a hub delivers. */
  maxBodyBytes: number;
  /** A hub pushes many feeds from one address. */
  rateLimitPerMinute: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose delivery is received; null on all other routes. */
    subscription: CalledSubscription | null;
  }
}

const text = z.string().max(4096);
const callbackParams = z.object({ token: z.string().max(100) });

/** Hubs may send more than they must; what is no subscription's is unknown, however it is written. */
const hubQuerySchema = z.object({
  'hub.mode': text,
  'hub.topic': text,
  'hub.challenge': text.optional(),
  'hub.lease_seconds': z
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
  'hub.reason': z.string().optional(),
});

const maxReasonLength = 300;

/** The callbacks of WebSub (W3C Recommendation, §5.3 and §7): a hub asks whether we want a subscription, and delivers. */
export async function addWebsubRoutes(app: App, deps: WebsubRouteDeps): Promise<void> {
  await app.register(async (routes) => {
    // Whatever type a hub names, the body is bytes: its signature is over those.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    routes.decorateRequest('subscription', null);
    const config = { isPublic: true, rateLimit: { max: deps.rateLimitPerMinute } };

    routes.get<{ Params: { token: string }; Querystring: unknown }>(
      '/websub/:token',
      { config, schema: { hide: true, params: callbackParams } },
      async ({ params: { token }, query }, reply) => {
        const asked = readQuery(query);
        const answer = asked ? await answerHub(deps, token, asked) : { kind: 'unknown' as const };
        if (answer.kind === 'unknown') throw unknownCallback();
        return answerText(reply, answer.kind === 'confirmed' ? answer.challenge : '');
      },
    );

    routes.post<{ Params: { token: string } }>(
      '/websub/:token',
      {
        config,
        bodyLimit: deps.maxBodyBytes,
        schema: { hide: true, params: callbackParams },
        // After the limit to the rate, and before the body is read, which strangers could make large.
        preParsing: async (request, reply, body) => {
          const expected = await expectDelivery(deps, request.params.token);
          if (expected === 'unknown') throw unknownCallback();
          if (expected === 'unwanted') answerText(reply.code(410), '');
          else request.subscription = expected;
          return body;
        },
      },
      async ({ subscription, body, headers }, reply) => {
        if (subscription === null) throw unknownCallback();
        await takeDelivery(deps, subscription, {
          body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
          contentType: headers['content-type'] ?? null,
          signature: [headers['x-hub-signature']].flat()[0],
        });
        return answerText(reply.code(202), '');
      },
    );
  });
}

function readQuery(query: unknown): HubQuery | null {
  const { success, data } = hubQuerySchema.safeParse(query);
  if (!success) return null;
  const seconds = data['hub.lease_seconds'];
  return {
    mode: data['hub.mode'],
    topic: data['hub.topic'],
    challenge: data['hub.challenge'] ?? null,
    leaseSeconds: seconds === undefined ? null : Number(seconds),
    reason: data['hub.reason']?.slice(0, maxReasonLength) ?? null,
  };
}

function answerText(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/plain; charset=utf-8').send(text);
}

function unknownCallback(): WiredeskError {
  return new WiredeskError('not-found', 'no hub is asked to call this address');
}
