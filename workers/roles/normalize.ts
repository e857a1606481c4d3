import { gather } from '../../src/pipeline/gather.ts';
import { type NormalizeBatchesDeps, normalizeBatches } from '../../src/pipeline/normalize-batches.ts';
import { startConsumers } from '../../src/queue/consumer.ts';
import type { Context } from '../context.ts';
import { readRules } from '../rules.ts';
import type { Role } from './role.ts';

const runsAtOnce = 2;

/** Works off the normalize queue. Jobs that wait together are done together: a transaction costs as much as many items. */
export async function startNormalize(context: Context): Promise<Role> {
  const { settings, observer } = context;
  const deps: NormalizeBatchesDeps = {
    pool: context.pool,
    rules: readRules(context.configFolder),
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
  const consumers = startConsumers<'normalize'>(
    context.queue,
    ['normalize'],
    { normalize: ({ batch }, signal) => normalize(batch, signal) },
    {
      concurrency: { normalize: settings.normalize.concurrency },
      lockMs: settings.queue.lockSeconds * 1000,
      onJobFailed: observer.jobFailed,
      onFault: (queue, error) => observer.faultMet(`queue ${queue}`, error),
    },
  );
  return { close: (handBack) => consumers.close(handBack) };
}
