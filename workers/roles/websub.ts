import { createPoster } from '../../src/fetch/poster.ts';
import { createIsolatedParser } from '../../src/parse/isolated/create-isolated-parser.ts';
import { readPush } from '../../src/pipeline/read-push.ts';
import { subscribeFeed } from '../../src/pipeline/subscribe-feed.ts';
import { startConsumers } from '../../src/queue/consumer.ts';
import type { Context } from '../context.ts';
import { fetchLimits } from '../fetch-limits.ts';
import type { Role } from './role.ts';

/** Thousands of feeds can have one hub. */
const hubsAtOnce = 4;
const pushesAtOnce = 8;

/** Asks hubs to push, and reads what they pushed; idle without a callback address. */
export async function startWebsub(context: Context): Promise<Role> {
  const { settings, observer, producer, pool: db } = context;
  if (settings.websub.callbackUrl === null) return { close: async () => undefined };
  const poster = createPoster(fetchLimits(settings));
  const now = () => new Date();
  const parser = createIsolatedParser(settings.parse);
  const { leaseSeconds } = settings.websub;
  const consumers = startConsumers<'subscribe' | 'push'>(
    context.queue,
    ['subscribe', 'push'],
    {
      subscribe: (attempt, signal) =>
        subscribeFeed({ db, poster, observer, now, leaseSeconds }, attempt, signal),
      push: ({ push }) => readPush({ db, parse: parser.parse, producer, observer, now }, push),
    },
    {
      concurrency: { subscribe: hubsAtOnce, push: pushesAtOnce },
      lockMs: settings.queue.lockSeconds * 1000,
      onJobFailed: observer.jobFailed,
      onFault: (queue, error) => observer.faultMet(`queue ${queue}`, error),
    },
  );
  return {
    async close(handBack) {
      await consumers.close(handBack);
      await poster.close();
      await parser.close();
    },
  };
}
