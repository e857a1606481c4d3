import type { Consumer, Lease } from '../domain/consumer.ts';
import type { EventType } from '../domain/event.ts';
import type { Call } from './connection.ts';
import type { Event } from './follow-log.ts';
import { ProblemError } from './problem-error.ts';
import { untilItWorks } from './until-it-works.ts';

export interface ConsumeOptions {
  /** Only events of these types. */
  types?: readonly EventType[];
  /** Only events of articles seen in the feed with this id. */
  feedId?: string;
  /** Only events that concern the topic with this id or name. */
  topic?: string;
  /** Adds each article as it is now. */
  include?: 'article';
  /** Events given to the handler at once, at most. */
  limit?: number;
  /** How long the handler may take, in seconds, before the events are given to another worker. */
  seconds?: number;
  signal?: AbortSignal;
}

interface LeaseAnswer {
  lease: Lease | null;
  events: Event[];
}

const waitSeconds = 20;
const spareMs = 15_000;

/**
 * Works off the log as one of the workers of the consumer `name`, which the server remembers the place of. Events are
 * done when the handler resolves; when it rejects, they are given back, to come again, and the error is passed on. Resolves
 * when `signal` aborts.
 */
export async function consume(
  call: Call,
  name: string,
  handle: (events: Event[]) => Promise<void>,
  options: ConsumeOptions = {},
): Promise<void> {
  const { types = null, feedId = null, topic = null, signal, ...terms } = options;
  const path = `v1/consumers/${encodeURIComponent(name)}`;
  const make = () => call<Consumer>(path, { method: 'PUT', body: { types, feedId, topic }, signal });
  const take = () =>
    call<LeaseAnswer>(`${path}/leases`, {
      method: 'POST',
      body: { ...terms, wait: waitSeconds },
      timeoutMs: waitSeconds * 1000 + spareMs,
      signal,
    });
  try {
    await untilItWorks(make, signal);
    for (;;) {
      const { lease, events } = await untilItWorks(take, signal);
      if (lease) await work(call, `${path}/leases/${lease.id}`, () => handle(events));
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

/** What is in hand is brought to its end, also when the consumer is to stop. */
async function work(call: Call, path: string, handle: () => Promise<void>): Promise<void> {
  try {
    await handle();
  } catch (error) {
    await call(`${path}/release`, { method: 'POST' }).catch(() => undefined);
    throw error;
  }
  await untilItWorks(() => call(`${path}/ack`, { method: 'POST' }), undefined).catch(ignoreLost);
}

/** The lease ran out while the handler was at it: another worker has the events, and does them again. */
function ignoreLost(error: unknown): void {
  if (!(error instanceof ProblemError && error.status === 409)) throw error;
}
