import { setTimeout as delay } from 'node:timers/promises';
import type { Poster } from '../../src/fetch/poster.ts';
import { announceOutputs } from '../../src/pipeline/announce-outputs.ts';
import { type DeliverDeps, deliverToTarget } from '../../src/pipeline/deliver-to-target.ts';
import { type Dispatched, dispatchLog } from '../../src/pipeline/dispatch-log.ts';
import { fillOutputs } from '../../src/pipeline/fill-outputs.ts';
import { type TellOwnerDeps, tellOwner } from '../../src/pipeline/tell-owner.ts';
import { startConsumers } from '../../src/queue/consumer.ts';
import type { LogSignal } from '../../src/store/log-signal.ts';
import { openChannels, openPoster } from '../channels.ts';
import type { Context } from '../context.ts';
import { openLogSignal } from '../log-signal.ts';
import { createSingleFlight } from '../single-flight.ts';
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
  const { channels, ownerChannel, close: closeChannels } = openChannels(context);
  const hubPoster = openPoster(settings);
  const now = () => new Date();
  const deps: DeliverDeps & TellOwnerDeps = {
    pool,
    channels,
    ownerChannel,
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
    {
      async deliver({ subscriptionId }, signal) {
        await deliverToTarget(deps, subscriptionId, signal);
        await tellOwner(deps, subscriptionId, signal);
      },
    },
    {
      concurrency: { deliver: concurrency },
      lockMs: settings.queue.lockSeconds * 1000,
      onJobFailed: observer.jobFailed,
      onFault: (queue, error) => observer.faultMet(`queue ${queue}`, error),
    },
  );
  const grown = openLogSignal(context);
  const closing = new AbortController();
  // Beside the filling: a hub that hangs keeps no entry from those who poll.
  const announcing = createSingleFlight(() => announce(context, hubPoster, closing.signal));
  const following = Promise.all([
    followLog(context, grown, 'deliveries', closing.signal, () =>
      dispatchLog({ pool, producer, now }, closing.signal),
    ),
    followLog(context, grown, 'outputs', closing.signal, async () => {
      const done = await fillOutputs(pool, now, closing.signal);
      announcing.ask();
      return done;
    }),
  ]);
  return {
    async close(handBack) {
      closing.abort();
      await following;
      await announcing.ended();
      grown.close();
      await consumers.close(handBack);
      await closeChannels();
      await hubPoster.close();
    },
  };
}

/** Does a step whenever the log has grown. */
async function followLog(
  { observer }: Context,
  grown: LogSignal,
  what: string,
  closing: AbortSignal,
  step: () => Promise<Dispatched>,
): Promise<void> {
  while (!closing.aborted) {
    const done = await step().catch((error: unknown) => {
      observer.faultMet(what, error);
      return { kind: 'elsewhere' as const };
    });
    if (done.kind === 'caught-up') await grown.beyond(done.cursor, waitMs, closing);
    else await pause(done.kind === 'elsewhere' ? standByMs : behindTopicsMs, closing);
  }
}

async function announce(
  { settings, pool, observer }: Context,
  poster: Poster,
  signal: AbortSignal,
): Promise<void> {
  const { publicUrl, hubUrl } = settings.outputs;
  if (publicUrl === null || hubUrl === null) return;
  const deps = { db: pool, poster, observer, now: () => new Date(), publicUrl, hubUrl };
  await announceOutputs(deps, signal).catch((error: unknown) => observer.faultMet('outputs', error));
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
