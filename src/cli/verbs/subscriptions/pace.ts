import type { Command } from 'commander';
import { definitionFault } from '../../../deliver/definition-fault.ts';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';
import { addPaceOptions, type PaceOptions, paceOf } from './pace-options.ts';

/** `subscriptions pace`: when notices may come, from now on. */
export function addSubscriptionsPace(subscriptions: Command, deps: CliDeps): void {
  const command = subscriptions
    .command('pace')
    .description('say anew when notices may come; without options at once')
    .argument('<subscription>', 'its id or name');
  addPaceOptions(command).action(async (reference: string, options: PaceOptions, called: Command) => {
    const { changeSubscription } = await import('../../../store/subscriptions.ts');
    const pace = paceOf(options);
    const changed = await withStore(deps, async (pool) => {
      const subscription = await requireSubscription(pool, reference);
      const fault = definitionFault({ ...subscription, pace });
      if (fault) throw new WiredeskError('invalid-input', fault);
      await changeSubscription(pool, subscription.id, { pace });
      return requireSubscription(pool, subscription.id);
    });
    const output = outputOf(deps, called);
    if (output.machine) await output.json(changed);
    else await output.line(`${changed.name} has a new pace; ${changed.waiting} deliveries wait`);
  });
}
