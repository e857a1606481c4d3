import { randomBytes } from 'node:crypto';
import { hostTerms } from '../../src/config/host-terms.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { createIsolatedParser } from '../../src/parse/isolated/create-isolated-parser.ts';
import { type FetchFeedDeps, fetchFeed } from '../../src/pipeline/fetch-feed.ts';
import { startConsumers } from '../../src/queue/consumer.ts';
import type { Context } from '../context.ts';
import { fetchLimits } from '../fetch-limits.ts';
import type { Role } from './role.ts';

const tokenBytes = 32;

/** Works off the fetch queue. */
export async function startFetch(context: Context): Promise<Role> {
  const { settings, observer } = context;
  const fetcher = createFetcher(fetchLimits(settings));
  const parser = createIsolatedParser(settings.parse);
  const { callbackUrl } = settings.websub;
  const deps: FetchFeedDeps = {
    db: context.pool,
    fetcher,
    parse: parser.parse,
    producer: context.producer,
    observer,
    schedule: { ...settings.schedule, pushedSeconds: settings.websub.pollSeconds },
    websub:
      callbackUrl === null
        ? null
        : { callbackUrl, randomToken: () => randomBytes(tokenBytes).toString('base64url') },
    hosts: hostTerms(settings),
    now: () => new Date(),
    random: Math.random,
  };
  const consumers = startConsumers<'fetch'>(
    context.queue,
    ['fetch'],
    { fetch: (claim, signal) => fetchFeed(deps, claim, signal) },
    {
      concurrency: { fetch: settings.fetch.concurrency },
      lockMs: settings.queue.lockSeconds * 1000,
      onJobFailed: observer.jobFailed,
      onFault: (queue, error) => observer.faultMet(`queue ${queue}`, error),
    },
  );
  return {
    async close(handBack) {
      await consumers.close(handBack);
      await fetcher.close();
      await parser.close();
    },
  };
}
