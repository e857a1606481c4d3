import { createApi } from '../../src/api/create-api.ts';
import type { FeedTestDeps } from '../../src/api/feed-test-routes.ts';
import { decideListening } from '../../src/api/listening.ts';
import type { WebsubRouteDeps } from '../../src/api/websub-routes.ts';
import { WiredeskError } from '../../src/domain/errors.ts';
import { feedStates } from '../../src/domain/feed-state.ts';
import { pushStates } from '../../src/domain/push.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { RuleBook } from '../../src/normalize/rule-book.ts';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { measureBacklog } from '../../src/pipeline/measure-backlog.ts';
import { hasKeys } from '../../src/store/api-keys.ts';
import { matchedHead } from '../../src/store/log-signal.ts';
import { countUnmatchedRules } from '../../src/store/rule-matches.ts';
import { openChannels } from '../channels.ts';
import type { Context } from '../context.ts';
import { fetchLimits } from '../fetch-limits.ts';
import { openLogSignal } from '../log-signal.ts';
import { readRules } from '../rules.ts';
import type { Role } from './role.ts';

/** Answers HTTP. Without an API key in the store it listens on this machine's loopback address only. */
export async function startApi(context: Context): Promise<Role> {
  const { pool, queue, metrics, logger, settings, version } = context;
  const { maxPageSize, rateLimitPerMinute, heartbeatSeconds } = settings.api;
  const { host, requireKey, notice } = decideListening({
    host: settings.api.host,
    hasKeys: await hasKeys(pool),
  });
  if (notice) logger.warn(notice);
  const fetcher = createFetcher(fetchLimits(settings));
  const signals = { grown: openLogSignal(context), matched: openLogSignal(context, matchedHead) };
  const { channels, close: closeChannels } = openChannels(context);
  const app = await createApi({
    pool,
    signals,
    queuePing: () => queue.ping(),
    metrics: { contentType: metrics.registry.contentType, render: () => renderMetrics(context) },
    discovery: {
      fetcher,
      parse: (body, about) => parseFeed(body, { ...about, maxItems: settings.parse.maxItems }),
    },
    channels,
    feedTests: feedTestDeps(context),
    websub: websubDeps(context),
    outputs: settings.outputs,
    now: () => new Date(),
    logger,
    settings: { maxPageSize, heartbeatSeconds, rateLimitPerMinute, requireKey, accessCheckSeconds, version },
  });
  const { port } = settings.api;
  const url = await app.listen({ host, port }).catch((error: unknown) => {
    throw explainListening(error, `${host}:${port}`);
  });
  logger.info({ url }, 'API listening');
  return {
    async close() {
      await app.close();
      signals.grown.close();
      signals.matched.close();
      await fetcher.close();
      await closeChannels();
    },
  };
}

/** The rules are read when somebody tries some for the first time. */
function feedTestDeps({ configFolder, settings }: Context): FeedTestDeps {
  let rules: RuleBook | null = null;
  return {
    rules: () => {
      rules ??= readRules(configFolder);
      return rules;
    },
    anewDays: settings.normalize.anewDays,
    storyWindowDays: settings.stories.windowDays,
  };
}

/** A stream under a key that was revoked ends within this time. */
const accessCheckSeconds = 20;
/** A hub has a rate of its own: it pushes many feeds from one address. */
const hubRateFactor = 10;

function websubDeps({ pool, observer, settings }: Context): WebsubRouteDeps | null {
  const { callbackUrl, leaseSeconds } = settings.websub;
  if (callbackUrl === null) return null;
  return {
    db: pool,
    observer,
    now: () => new Date(),
    leaseSeconds,
    maxBodyBytes: settings.fetch.maxBodyBytes,
    rateLimitPerMinute: settings.api.rateLimitPerMinute * hubRateFactor,
  };
}

/** The backlog and what rules find are measured when somebody asks; while the store does not answer, they are NaN. */
async function renderMetrics(context: Context): Promise<string> {
  const { pool, metrics, observer } = context;
  const backlog = await measureBacklog(pool, new Date()).catch((error: unknown) => {
    observer.faultMet('metrics', error);
    return null;
  });
  metrics.rulesUnmatched.set(await unmatchedRules(context));
  metrics.itemsWaiting.set(backlog?.waitingItems ?? Number.NaN);
  metrics.itemsAwaitingPage.set(backlog?.awaitingPages ?? Number.NaN);
  metrics.itemsNowSetAside.set(backlog?.setAsideItems ?? Number.NaN);
  metrics.feedsOverdue.set(backlog?.overdueFeeds ?? Number.NaN);
  metrics.oldestOverdueSeconds.set(backlog?.oldestOverdueSeconds ?? Number.NaN);
  for (const state of feedStates) {
    metrics.feedsByState.set(
      { state },
      backlog === null ? Number.NaN : (backlog.feedsByState.get(state) ?? 0),
    );
  }
  for (const state of pushStates) {
    metrics.hubSubscriptions.set(
      { state },
      backlog === null ? Number.NaN : (backlog.subscriptionsByState.get(state) ?? 0),
    );
  }
  return metrics.registry.metrics();
}

const dayMs = 86_400_000;

async function unmatchedRules({ pool, observer, settings }: Context): Promise<number> {
  const since = new Date(Date.now() - settings.normalize.unmatchedRuleDays * dayMs);
  return countUnmatchedRules(pool, since).catch((error: unknown) => {
    observer.faultMet('metrics', error);
    return Number.NaN;
  });
}

function explainListening(error: unknown, address: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const faults: Record<string, string> = {
    EADDRINUSE: 'another program listens there',
    EADDRNOTAVAIL: 'this machine has no such address',
    EACCES: 'the system does not allow it',
    ENOTFOUND: 'no such host is known',
  };
  const fault = faults[code ?? ''];
  if (!fault) return error;
  const message = `the API cannot listen on ${address}: ${fault} (${code}); change api.host or api.port`;
  return new WiredeskError('invalid-settings', message, { cause: error });
}
