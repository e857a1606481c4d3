import type { Command } from 'commander';
import type { Subscription } from '../../../domain/subscription.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

const headings = [
  'ID',
  'NAME',
  'CHANNEL',
  'STATE',
  'NOTICES',
  'WAITING',
  'DEAD',
  'DELIVERED',
  'TARGET',
  'FAULT',
];
const most = 100_000;

/** `subscriptions list`: every subscription, and how it goes. */
export function addSubscriptionsList(subscriptions: Command, deps: CliDeps): void {
  subscriptions
    .command('list')
    .description('list the subscriptions, and how they go')
    .action(async (_options: object, command: Command) => {
      const { listSubscriptions } = await import('../../../store/subscriptions.ts');
      const all = await withStore(deps, (pool) => listSubscriptions(pool, '0', most));
      const output = outputOf(deps, command);
      if (output.machine) for (const subscription of all) await output.ndjson(subscription);
      else await output.text(formatTable(headings, all.map(toRow)));
    });
}

function toRow({
  id,
  name,
  channel,
  state,
  notices,
  waiting,
  dead,
  deliveredAt,
  url,
  fault,
}: Subscription): unknown[] {
  return [id, name, channel, state, notices, waiting, dead, deliveredAt, url, fault];
}
