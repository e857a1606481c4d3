import { randomBytes } from 'node:crypto';
import { hostTerms } from '../../src/config/host-terms.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { createIsolatedParser } from '../../src/parse/isolated/create-isolated-parser.ts';
import { type FetchFeedDeps, fetchFeed } from '../../src/pipeline/fetch-feed.ts';
import { type FetchPageDeps, fetchPage } from '../../src/pipeline/fetch-page.ts';
import { createRobotsGate } from '../../src/pipeline/robots-gate.ts';
import { startConsumers } from '../../src/queue/consumer.ts';
import { robotsInStore } from '../../src/store/robots.ts';
import type { Context } from '../context.ts';
import { fetchLimits } from '../fetch-limits.ts';
import type { Role } from './role.ts';

const tokenBytes = 32;

/** Works off the queues of feeds and of pages. */
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
  const pageDeps: FetchPageDeps = {
    ...deps,
    admits: createRobotsGate({
      fetcher,
      robots: robotsInStore(context.pool),
      now: deps.now,
    }),
  };
  const consumers = startConsumers<'fetch' | 'page'>(
    context.queue,
    ['fetch', 'page'],
    {
      fetch: (claim, signal) => fetchFeed(deps, claim, signal),
      page: (claim, signal) => fetchPage(pageDeps, claim, signal),
    },
    {
      concurrency: { fetch: settings.fetch.concurrency, page: settings.pages.concurrency },
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
