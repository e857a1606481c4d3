import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';

/** `subscriptions remove`: ends one, with all that waits for it. */
export function addSubscriptionsRemove(subscriptions: Command, deps: CliDeps): void {
  subscriptions
    .command('remove')
    .description('end a subscription, with all that waits for it')
    .argument('<subscription>', 'its id or name')
    .action(async (reference: string, _options: object, command: Command) => {
      const { removeSubscription } = await import('../../../store/subscriptions.ts');
      const removed = await withStore(deps, async (pool) => {
        const subscription = await requireSubscription(pool, reference);
        await removeSubscription(pool, subscription.id);
        return subscription;
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json(removed);
      else await output.line(`removed ${removed.name}`);
    });
}
