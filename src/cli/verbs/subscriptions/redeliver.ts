import { type Command, InvalidArgumentError } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readId, readTime } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';

interface RedeliverOptions {
  since?: Date;
  until?: Date;
}

/** `subscriptions redeliver`: these deliveries, or those of a time, are made again. */
export function addSubscriptionsRedeliver(subscriptions: Command, deps: CliDeps): void {
  subscriptions
    .command('redeliver')
    .description('make deliveries again: those with these ids, or all of a time')
    .argument('<subscription>', 'its id or name')
    .argument('[ids...]', 'ids as deliveries shows them')
    .option(
      '--since <time>',
      'those created since this time, e.g. 2030-01-31T06:00Z or 24h',
      readTime(deps.now),
    )
    .option('--until <time>', 'those created before this time', readTime(deps.now))
    .action(
      async (reference: string, ids: string[], { since, until }: RedeliverOptions, command: Command) => {
        const which = ids.length > 0 ? { ids: ids.map(readDeliveryId) } : ofTime(since, until ?? deps.now());
        const { redeliver } = await import('../../../store/deliveries.ts');
        const deliveries = await withStore(deps, async (pool) => {
          const { id } = await requireSubscription(pool, reference);
          return redeliver(pool, id, which, deps.now());
        });
        const output = outputOf(deps, command);
        if (output.machine) await output.json({ deliveries });
        else await output.line(`${deliveries} deliveries are made again`);
      },
    );
}

function readDeliveryId(text: string): string {
  try {
    return readId(text);
  } catch (error) {
    const reason = error instanceof InvalidArgumentError ? error.message : '';
    throw new WiredeskError('invalid-input', `${JSON.stringify(text)} is no id of a delivery; ${reason}`);
  }
}

function ofTime(since: Date | undefined, until: Date): { since: Date; until: Date } {
  if (since) return { since, until };
  throw new WiredeskError('invalid-input', 'say which deliveries: ids, or --since a time');
}
