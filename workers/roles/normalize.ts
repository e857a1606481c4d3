import { gather } from '../../src/pipeline/gather.ts';
import { type NormalizeBatchesDeps, normalizeBatches } from '../../src/pipeline/normalize-batches.ts';
import { type RenormalizeDeps, renormalizeFeed } from '../../src/pipeline/renormalize-feed.ts';
import { startConsumers } from '../../src/queue/consumer.ts';
import type { Context } from '../context.ts';
import { followRules } from '../follow-rules.ts';
import type { Role } from './role.ts';

const runsAtOnce = 2;

/** Works off the queues of items and of articles to be made anew. Jobs of items that wait together are done together: a transaction costs as much as many items. */
export async function startNormalize(context: Context): Promise<Role> {
  const { settings, observer } = context;
  const rules = await followRules(context);
  const deps: NormalizeBatchesDeps = {
    pool: context.pool,
    rules: rules.current,
    observer,
    batchSize: settings.normalize.batchSize,
    storyWindowDays: settings.stories.windowDays,
    pages: settings.pages,
  };
  // While the articles of one run are written, the items of the next are normalized.
  const normalize = gather<string>((batches, signal) => normalizeBatches(deps, batches, signal), {
    together: Math.ceil(settings.normalize.concurrency / runsAtOnce),
    atOnce: runsAtOnce,
  });
  const anew: RenormalizeDeps = { ...deps, now: () => new Date(), anewDays: settings.normalize.anewDays };
  const consumers = startConsumers<'normalize' | 'renormalize'>(
    context.queue,
    ['normalize', 'renormalize'],
    {
      normalize: ({ batch }, signal) => normalize(batch, signal),
      renormalize: ({ feedId }, signal) => renormalizeFeed(anew, feedId, signal),
    },
    {
      // One feed at a time: what is new goes first.
      concurrency: { normalize: settings.normalize.concurrency, renormalize: 1 },
      lockMs: settings.queue.lockSeconds * 1000,
      onJobFailed: observer.jobFailed,
      onFault: (queue, error) => observer.faultMet(`queue ${queue}`, error),
    },
  );
  return {
    async close(handBack) {
      rules.close();
      await consumers.close(handBack);
    },
  };
}
