import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { answerError } from './answer-errors.ts';
import type { App } from './app.ts';
import { validateRequest } from './invalid-input.ts';
import { assertStorableBody } from './storable-body.ts';

/** Above the largest feed: 20 headers of 4 KB and its rules. */
const maxBodyBytes = 256 * 1024;
const requestTimeoutMs = 30_000;

/** A server without routes, which checks what comes by its schemas and answers errors as problems. */
export function createServer(logger?: FastifyBaseLogger): App {
  const app = fastify({
    ...(logger && { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    frameworkErrors: answerError,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validateRequest);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  // A page of another site can send text/plain without asking first, so that is no body here.
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(
    'application/merge-patch+json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
  app.decorateRequest('apiKey', null);
  app.addHook('preValidation', async ({ body }) => {
    if (!Buffer.isBuffer(body)) assertStorableBody(body);
  });
  return app;
}
