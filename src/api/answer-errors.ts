import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { WiredeskError } from '../domain/errors.ts';
import { isStoreUnavailable } from '../store/is-store-unavailable.ts';
import { InvalidInput } from './invalid-input.ts';
import { makeProblem, type Problem, problemMediaType } from './problem.ts';
import { SeveralFeeds } from './several-feeds.ts';

/** Texts of what Fastify refuses by itself; its own would repeat parts of the body. */
const refusals: Record<number, () => Problem> = {
  400: () =>
    makeProblem('invalid-input', 'the address or the body cannot be read; a body must be one JSON value'),
  413: () => makeProblem('body-too-large', 'the body is too large'),
  414: () => makeProblem('path-too-long', 'a part of the path is longer than any id'),
  415: () =>
    makeProblem('unsupported-media-type', 'the body must be JSON: send content-type application/json'),
  429: () =>
    makeProblem(
      'rate-limited',
      'too many requests of this address or key in this minute; the header retry-after says when to go on',
    ),
};

/** Answers whatever a route threw as a problem. Faults of ours are logged and keep their text to themselves. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id);
  if (problem.status >= 500)
    request.log.error({ err: error, method: request.method, url: request.url }, problem.detail);
  return answerProblem(reply, problem);
}

/** Answers a path that no route has. */
export function answerUnknownRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split('?', 1);
  const detail = `there is no ${request.method} ${path.slice(0, 200)}; every route is listed at /docs`;
  return answerProblem(reply, makeProblem('not-found', detail));
}

function answerProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type(problemMediaType).send(problem);
}

function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof InvalidInput) return makeProblem(error.code, error.message, error.faults);
  if (error instanceof SeveralFeeds)
    return { ...makeProblem(error.code, error.message), feeds: [...error.feeds] };
  if (error instanceof WiredeskError) {
    const problem = makeProblem(error.code, error.message);
    return problem.status === 500 ? internal(requestId) : problem;
  }
  if (isStoreUnavailable(error))
    return makeProblem('store-unavailable', 'the store does not answer; try again soon');
  const status = (error as Partial<FastifyError> | null)?.statusCode ?? 500;
  if (status >= 500) return internal(requestId);
  return (refusals[status] ?? refusals[400])?.() ?? internal(requestId);
}

function internal(requestId: string): Problem {
  return makeProblem('internal', `a fault of the server; its log tells more about request ${requestId}`);
}
