import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';

/** How one kind of job runs. Payloads are ids; every job may run twice. */
export interface JobDefinition<Payload> {
  name: string;
  payload: z.ZodType<Payload>;
  /** The id of the job with this payload. Adding a job whose id is there does nothing. */
  id(payload: Payload): string;
  /** Tries in all, with exponential back-off from `backoffMs`. */
  attempts: number;
  backoffMs: number;
  /** A try that takes longer is aborted and counts as failed. */
  timeoutMs: number;
}

const decimalId = z.string().regex(/^\d+$/);

/** Fetches a claimed feed. */
const fetchJob = defineJob({
  name: 'fetch',
  payload: z.object({ feedId: decimalId, claim: decimalId }),
  id: ({ feedId, claim }) => `fetch-${feedId}-${claim}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 180_000,
});

/** Normalizes and stores the items of a batch that still wait. */
const normalizeJob = defineJob({
  name: 'normalize',
  payload: z.object({ batch: decimalId }),
  id: ({ batch }) => `normalize-${batch}`,
  attempts: 5,
  backoffMs: 1000,
  timeoutMs: 300_000,
});

/** Makes the articles of a feed anew of their items, as far as that is asked for. */
const renormalizeJob = defineJob({
  name: 'renormalize',
  payload: z.object({ feedId: decimalId }),
  id: ({ feedId }) => `renormalize-${feedId}`,
  attempts: 5,
  backoffMs: 1000,
  timeoutMs: 300_000,
});

/** Asks a feed's hub to push. */
const subscribeJob = defineJob({
  name: 'subscribe',
  payload: z.object({ feedId: decimalId, attempt: decimalId }),
  id: ({ feedId, attempt }) => `subscribe-${feedId}-${attempt}`,
  attempts: 2,
  backoffMs: 1000,
  timeoutMs: 120_000,
});

/** Reads what a hub pushed. */
const pushJob = defineJob({
  name: 'push',
  payload: z.object({ push: decimalId }),
  id: ({ push }) => `push-${push}`,
  attempts: 5,
  backoffMs: 1000,
  timeoutMs: 180_000,
});

/** Makes the deliveries of a subscription that are due; `cause` tells apart what woke it. */
const deliverJob = defineJob({
  name: 'deliver',
  payload: z.object({ subscriptionId: decimalId, cause: z.string().regex(/^(event|claim)-\d+$/) }),
  id: ({ subscriptionId, cause }) => `deliver-${subscriptionId}-${cause}`,
  attempts: 2,
  backoffMs: 1000,
  timeoutMs: 300_000,
});

/** Asks for the page of an item. */
const pageJob = defineJob({
  name: 'page',
  payload: z.object({ itemId: decimalId, claim: decimalId }),
  id: ({ itemId, claim }) => `page-${itemId}-${claim}`,
  attempts: 2,
  backoffMs: 1000,
  timeoutMs: 120_000,
});

/** Every job there is. */
export const jobs = {
  fetch: fetchJob,
  page: pageJob,
  normalize: normalizeJob,
  subscribe: subscribeJob,
  push: pushJob,
  deliver: deliverJob,
  renormalize: renormalizeJob,
};

export type JobName = keyof typeof jobs;

/** What a job's payload holds. */
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>;

/** Does the work of a job. Throwing means "try me again". */
export type JobHandler<Name extends JobName> = (
  payload: JobPayload<Name>,
  signal: AbortSignal,
) => Promise<void>;

/** One handler for each of the named jobs. */
export type JobHandlers<Name extends JobName = JobName> = { [N in Name]: JobHandler<N> };

/**
 * Checks that exactly the expected jobs have a handler.
 * @throws WiredeskError registry-incomplete naming the jobs without one and the handlers without a job.
 */
export function assertHandlers(expected: readonly string[], handlers: object): void {
  const given = Object.keys(handlers);
  const missing = expected.filter((name) => !given.includes(name));
  const unknown = given.filter((name) => !expected.includes(name));
  if (missing.length === 0 && unknown.length === 0) return;
  const faults = [
    missing.length > 0 ? `no handler for ${missing.join(', ')}` : '',
    unknown.length > 0 ? `no job for the handler ${unknown.join(', ')}` : '',
  ];
  throw new WiredeskError('registry-incomplete', `job registry: ${faults.filter(Boolean).join('; ')}`);
}

function defineJob<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}
