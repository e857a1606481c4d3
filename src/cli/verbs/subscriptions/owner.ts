import type { Command } from 'commander';
import { definitionFault } from '../../../deliver/definition-fault.ts';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';
import { readOwner } from './read-target.ts';

/** `subscriptions owner`: who is told when a subscription is given up. */
export function addSubscriptionsOwner(subscriptions: Command, deps: CliDeps): void {
  subscriptions
    .command('owner')
    .description('say who is told when its target keeps failing; without a target nobody is')
    .argument('<subscription>', 'its id or name')
    .argument('[target]', 'an address of e-mail, or that of an incoming webhook of a chat', readOwner)
    .action(async (reference: string, owner: string | undefined, _options: object, called: Command) => {
      const { changeSubscription } = await import('../../../store/subscriptions.ts');
      const changed = await withStore(deps, async (pool) => {
        const subscription = await requireSubscription(pool, reference);
        const fault = definitionFault({ ...subscription, owner: owner ?? null });
        if (fault) throw new WiredeskError('invalid-input', fault);
        await changeSubscription(pool, subscription.id, { owner: owner ?? null });
        return requireSubscription(pool, subscription.id);
      });
      const output = outputOf(deps, called);
      if (output.machine) await output.json(changed);
      else await output.line(`${changed.name}: ${changed.owner ?? 'nobody'} is told when it is given up`);
    });
}
