import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';

/** `subscriptions ping`: whether a target takes a call. */
export function addSubscriptionsPing(subscriptions: Command, deps: CliDeps): void {
  subscriptions
    .command('ping')
    .description('send its target a message that says nothing, and print what it answers')
    .argument('<subscription>', 'its id or name')
    .action(async (reference: string, _options: object, command: Command) => {
      const { pingTarget } = await import('../../../pipeline/ping-target.ts');
      const ping = await withStore(deps, async (pool) => {
        const { id } = await requireSubscription(pool, reference);
        const { channels, close } = await deps.openChannels(pool);
        return pingTarget({ db: pool, channels, now: deps.now }, id).finally(close);
      });
      if (!ping) return;
      const output = outputOf(deps, command);
      if (output.machine) return output.json(ping);
      const how = ping.taken ? 'taken' : 'not taken';
      return output.line(`${how} after ${ping.durationMs} ms${ping.message && `: ${ping.message}`}`);
    });
}
