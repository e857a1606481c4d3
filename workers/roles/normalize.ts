import { type NormalizeBatchDeps, normalizeBatch } from '../../src/pipeline/normalize-batch.ts';
import { startConsumers } from '../../src/queue/consumer.ts';
import type { Context } from '../context.ts';
import { readRules } from '../rules.ts';
import type { Role } from './role.ts';

/** Works off the normalize queue. */
export async function startNormalize(context: Context): Promise<Role> {
  const { settings, observer } = context;
  const deps: NormalizeBatchDeps = {
    pool: context.pool,
    rules: readRules(context.configFolder),
    observer,
    batchSize: settings.normalize.batchSize,
  };
  const consumers = startConsumers<'normalize'>(
    context.queue,
    ['normalize'],
    { normalize: ({ batch }, signal) => normalizeBatch(deps, batch, signal) },
    {
      concurrency: { normalize: settings.normalize.concurrency },
      lockMs: settings.queue.lockSeconds * 1000,
      onJobFailed: observer.jobFailed,
      onFault: (queue, error) => observer.faultMet(`queue ${queue}`, error),
    },
  );
  return { close: (handBack) => consumers.close(handBack) };
}
