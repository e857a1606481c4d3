import { z } from 'zod';
import type { ErrorCode } from '../domain/errors.ts';
import type { NamedFeed } from '../domain/parsed-feed.ts';

/** Codes that only HTTP knows. */
type HttpCode = 'rate-limited' | 'body-too-large' | 'path-too-long' | 'unsupported-media-type' | 'internal';

/** What a problem's `code` can be. */
export type ProblemCode = ErrorCode | HttpCode;

/** The one place where codes become statuses. What is a fault of ours is 500 and tells nobody more. */
const statuses: Record<ProblemCode, number> = {
  'invalid-input': 400,
  'invalid-opml': 400,
  'invalid-payload': 500,
  'invalid-settings': 500,
  'invalid-feeds-file': 500,
  'invalid-topics-file': 500,
  'unreadable-file': 500,
  'unreadable-feed': 502,
  'fetch-failed': 502,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'cursor-expired': 410,
  'several-feeds': 409,
  'body-too-large': 413,
  'path-too-long': 414,
  'unsupported-media-type': 415,
  'rate-limited': 429,
  'store-unavailable': 503,
  'queue-unavailable': 503,
  'registry-incomplete': 500,
  internal: 500,
};

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** A feed of a site. */
export const namedFeedSchema = z
  .object({
    url: z.string(),
    title: z.string().nullable(),
    type: z.string().nullable().describe('Media type as given.'),
  })
  .meta({ id: 'NamedFeed' }) satisfies z.ZodType<NamedFeed>;

export const problemMediaType = 'application/problem+json';

/** An error as the API answers it (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().describe('A URN that ends in the code.'),
    title: z.string().describe('The meaning of the status.'),
    status: z.int(),
    detail: z.string().describe('What is wrong, and what to do about it.'),
    code: z.enum(Object.keys(statuses) as [ProblemCode, ...ProblemCode[]]).describe('Stable; switch on it.'),
    errors: z
      .array(
        z.object({
          in: z.enum(['path', 'query', 'headers', 'body']),
          place: z.string().describe('The parameter or field.'),
          message: z.string().describe('The value and what to use instead.'),
        }),
      )
      .optional()
      .describe('One entry for every invalid parameter or field.'),
    feeds: z.array(namedFeedSchema).optional().describe('Of code `several-feeds`: what to choose from.'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problemSchema>;

/** One invalid parameter or field. */
export type InputFault = NonNullable<Problem['errors']>[number];

/** The answers besides the good one, for a route's schema. */
export const problemAnswers = {
  default: {
    description: 'A problem (RFC 9457).',
    content: { [problemMediaType]: { schema: problemSchema } },
  },
};

/** The problem that `code` stands for. */
export function makeProblem(code: ProblemCode, detail: string, errors: InputFault[] = []): Problem {
  const status = statuses[code];
  const title = titles[status] ?? 'Error';
  return {
    type: `urn:wiredesk:problem:${code}`,
    title,
    status,
    detail,
    code,
    ...(errors.length > 0 && { errors }),
  };
}
