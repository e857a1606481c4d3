import { once } from 'node:events';
import { schedule } from 'node-cron';
import { hostTerms } from '../../src/config/host-terms.ts';
import { keepToRetention } from '../../src/pipeline/keep-to-retention.ts';
import { pruneFetchLog } from '../../src/pipeline/prune-fetch-log.ts';
import { pruneRobots } from '../../src/pipeline/prune-robots.ts';
import { pruneStorySamples } from '../../src/pipeline/prune-story-samples.ts';
import { repairStories } from '../../src/pipeline/repair-stories.ts';
import { scheduleDeliveries } from '../../src/pipeline/schedule-deliveries.ts';
import { type ScheduleDeps, scheduleDueFeeds, sweepLostWork } from '../../src/pipeline/schedule-feeds.ts';
import { type SchedulePagesDeps, schedulePages } from '../../src/pipeline/schedule-pages.ts';
import { scheduleRenormalizations } from '../../src/pipeline/schedule-renormalizations.ts';
import { scheduleWebsub } from '../../src/pipeline/schedule-websub.ts';
import { freeStrandedFeeds } from '../../src/store/hosts.ts';
import { adoptCallbackUrl } from '../../src/store/hub-subscriptions.ts';
import { pruneRuleMatches } from '../../src/store/rule-matches.ts';
import type { Context } from '../context.ts';
import { cronLog } from '../cron-log.ts';
import { followFeedsFile } from '../feeds-file.ts';
import { followTopicsFile } from '../topics-file.ts';
import type { Role } from './role.ts';

const tidyEveryHour = '17 * * * *';
/** Longer than a rule may find nothing until it is told of. */
const ruleMatchDays = 180;
const dayMs = 86_400_000;
const repairEveryFiveMinutes = '*/5 * * * *';

/**
 * Keeps feeds and topics what config/feeds.yaml and topics.yaml say, with every tick enqueues what is due and what was lost, prunes what is not
 * kept any longer, and looks after feeds that got lost and articles that nobody compared.
 */
export async function startScheduler(context: Context): Promise<Role> {
  const { settings, observer } = context;
  const files = [await followFeedsFile(context), await followTopicsFile(context)];
  const deps: ScheduleDeps & SchedulePagesDeps = {
    pool: context.pool,
    producer: context.producer,
    observer,
    now: () => new Date(),
    limits: {
      limit: settings.schedule.batchSize,
      perHost: settings.schedule.perHost,
      spacingMs: settings.schedule.spacingMs,
      roundSeconds: settings.schedule.intervalSeconds / 2,
      hosts: hostTerms(settings),
      maxInFlight: settings.schedule.maxInFlight,
      claimSeconds: settings.schedule.claimSeconds,
    },
    sweepSeconds: settings.schedule.sweepSeconds,
    pages: {
      maxInFlight: settings.pages.maxInFlight,
      perHost: settings.pages.perHost,
      spacingMs: settings.schedule.spacingMs,
      hosts: hostTerms(settings),
      claimSeconds: settings.schedule.claimSeconds,
    },
  };
  const { callbackUrl } = settings.websub;
  if (callbackUrl !== null) await adoptCallbackUrl(context.pool, callbackUrl, deps.now());
  let tick = Promise.resolve();
  const runTick = async () => {
    tick = sweepLostWork(deps)
      .then(() => scheduleDueFeeds(deps))
      .then(() => scheduleDeliveries({ ...deps, db: deps.pool }))
      .then(() => scheduleRenormalizations(deps))
      .then(() => schedulePages(deps))
      .then(() => (callbackUrl === null ? undefined : scheduleWebsub({ ...deps, db: deps.pool })))
      .catch((error: unknown) => observer.faultMet('scheduler', error));
    await tick;
  };
  const cronOptions = { noOverlap: true, logger: cronLog(context.logger, observer) };
  const task = schedule(settings.schedule.tick, runTick, cronOptions);
  const tidy = async () => {
    await freeStrandedFeeds(context.pool)
      .then(() => pruneFetchLog(context.pool, new Date(), settings.store.fetchLogDays))
      .then(() => pruneRobots(context.pool, new Date()))
      .then(() => pruneStorySamples(context.pool, new Date(), settings.stories.windowDays))
      .then(() => pruneRuleMatches(context.pool, new Date(Date.now() - ruleMatchDays * dayMs)))
      .then(() => keepToRetention(context, settings.retention, new Date()))
      .catch((error: unknown) => observer.faultMet('tidying', error));
  };
  const tidying = schedule(tidyEveryHour, tidy, cronOptions);
  const repair = async () => {
    await repairStories(context.pool, new Date(), settings.stories.windowDays).catch((error: unknown) =>
      observer.faultMet('stories', error),
    );
  };
  const repairing = schedule(repairEveryFiveMinutes, repair, cronOptions);
  return {
    async close(handBack) {
      for (const file of files) file.close();
      // A tick waits as long as Redis is away.
      await Promise.race([
        Promise.all([task, tidying, repairing].map((job) => job.destroy())),
        aborted(handBack),
      ]);
      await Promise.race([tick, aborted(handBack)]);
    },
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
