import { setTimeout as delay } from 'node:timers/promises';
import { type DeliverDeps, deliverToTarget } from '../../src/pipeline/deliver-to-target.ts';
import { dispatchLog } from '../../src/pipeline/dispatch-log.ts';
import { startConsumers } from '../../src/queue/consumer.ts';
import { openChannels } from '../channels.ts';
import type { Context } from '../context.ts';
import { openLogSignal } from '../log-signal.ts';
import type { Role } from './role.ts';

/** A round of calls ends when the last of them does; then its claim is renewed. */
const spareSeconds = 5;
const waitMs = 30_000;
/** How often it is seen whether the process that plans deliveries has gone. */
const standByMs = 2000;
/** Matching takes less than this. */
const behindTopicsMs = 25;

/** Works the log off into deliveries, and makes them. */
export async function startDeliver(context: Context): Promise<Role> {
  const { settings, observer, pool, producer } = context;
  const { concurrency, callsAtOnce, timeoutMs, pauseHours, retrySeconds } = settings.deliver;
  const { channels, close: closeChannels } = openChannels(context);
  const now = () => new Date();
  const deps: DeliverDeps = {
    pool,
    channels,
    observer,
    now,
    random: Math.random,
    callsAtOnce,
    claimSeconds: timeoutMs / 1000 + spareSeconds,
    pauseAfterMs: pauseHours * 3_600_000,
    pausesSeconds: retrySeconds,
  };
  const consumers = startConsumers<'deliver'>(
    context.queue,
    ['deliver'],
    { deliver: ({ subscriptionId }, signal) => deliverToTarget(deps, subscriptionId, signal) },
    {
      concurrency: { deliver: concurrency },
      lockMs: settings.queue.lockSeconds * 1000,
      onJobFailed: observer.jobFailed,
      onFault: (queue, error) => observer.faultMet(`queue ${queue}`, error),
    },
  );
  const grown = openLogSignal(context);
  const closing = new AbortController();
  const follow = async () => {
    while (!closing.signal.aborted) {
      const done = await dispatchLog({ pool, producer, now }, closing.signal).catch((error: unknown) => {
        observer.faultMet('deliveries', error);
        return { kind: 'elsewhere' as const };
      });
      if (done.kind === 'caught-up') await grown.beyond(done.cursor, waitMs, closing.signal);
      else await pause(done.kind === 'elsewhere' ? standByMs : behindTopicsMs, closing.signal);
    }
  };
  const following = follow();
  return {
    async close(handBack) {
      closing.abort();
      await following;
      grown.close();
      await consumers.close(handBack);
      await closeChannels();
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
