import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';

/** `subscriptions pause` and `subscriptions resume`. */
export function addSubscriptionsPause(subscriptions: Command, deps: CliDeps): void {
  addStateVerb(
    subscriptions,
    deps,
    'pause',
    'paused',
    'stop calling its target; what it is to be told waits',
  );
  addStateVerb(subscriptions, deps, 'resume', 'active', 'call its target again, first with what waits');
}

function addStateVerb(
  subscriptions: Command,
  deps: CliDeps,
  verb: string,
  state: 'active' | 'paused',
  description: string,
): void {
  subscriptions
    .command(verb)
    .description(description)
    .argument('<subscription>', 'its id or name')
    .action(async (reference: string, _options: object, command: Command) => {
      const { changeSubscription } = await import('../../../store/subscriptions.ts');
      const changed = await withStore(deps, async (pool) => {
        const { id } = await requireSubscription(pool, reference);
        await changeSubscription(pool, id, { state });
        return requireSubscription(pool, id);
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json(changed);
      else await output.line(`${changed.name} is ${changed.state}; ${changed.waiting} deliveries wait`);
    });
}
