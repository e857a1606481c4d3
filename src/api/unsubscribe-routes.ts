import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import type { Pool } from '../store/db.ts';
import { unsubscribe } from '../store/subscriptions.ts';
import type { App } from './app.ts';

const params = z.object({ token: z.string().max(100) });
const config = { isPublic: true } as const;

/**
 * Where recipients of e-mail end it: mail programs by POST, with one click (RFC 8058); people by a page that asks first, for
 * what only looks at addresses must not.
 */
export async function addUnsubscribeRoutes(app: App, pool: Pool, now: () => Date): Promise<void> {
  await app.register(async (routes) => {
    // The token says all: whatever a mail program sends with it is left unread.
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, null));

    routes.get('/unsubscribe/:token', { config, schema: { hide: true, params } }, async (_request, reply) =>
      answerPage(reply, '<form method="post"><button>Unsubscribe from these mails</button></form>'),
    );

    routes.post<{ Params: { token: string } }>(
      '/unsubscribe/:token',
      { config, schema: { hide: true, params } },
      async ({ params: { token } }, reply) => {
        if (!(await unsubscribe(pool, token, now())))
          throw new WiredeskError('not-found', 'there is no such subscription any more');
        return answerPage(reply, '<p>You are unsubscribed: no more of these mails will come.</p>');
      },
    );
  });
}

function answerPage(reply: FastifyReply, content: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(`<!doctype html><html lang="en"><title>Unsubscribe</title><body>${content}</body></html>`);
}
