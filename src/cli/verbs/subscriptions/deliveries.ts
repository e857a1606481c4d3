import { type Command, Option } from 'commander';
import { type Delivery, type DeliveryState, deliveryStates } from '../../../domain/subscription.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';

const headings = ['ID', 'STATE', 'CURSOR', 'ARTICLE', 'TRIES', 'NEXT', 'CREATED', 'LAST TRY'];
const shown = 100;

/** `subscriptions deliveries`: the newest, with how the last try of each went. */
export function addSubscriptionsDeliveries(subscriptions: Command, deps: CliDeps): void {
  subscriptions
    .command('deliveries')
    .description(`list the newest ${shown} deliveries of a subscription, and how the last try of each went`)
    .argument('<subscription>', 'its id or name')
    .addOption(new Option('--state <state>', 'only those in this state').choices(deliveryStates))
    .action(async (reference: string, { state }: { state?: DeliveryState }, command: Command) => {
      const { findDelivery, listDeliveries } = await import('../../../store/deliveries.ts');
      const tried = await withStore(deps, async (pool) => {
        const { id: subscriptionId } = await requireSubscription(pool, reference);
        const filter = { subscriptionId, state: state ?? null, after: null };
        const found = await listDeliveries(pool, filter, shown);
        return Promise.all(
          found.map(async (one) => ({
            ...one,
            tries: (await findDelivery(pool, subscriptionId, one.id))?.tries ?? [],
          })),
        );
      });
      const output = outputOf(deps, command);
      if (output.machine) for (const delivery of tried) await output.ndjson(delivery);
      else await output.text(formatTable(headings, tried.map(toRow)));
    });
}

function toRow({
  id,
  state,
  cursor,
  articleId,
  attempts,
  dueAt,
  createdAt,
  tries,
}: Delivery & Tried): unknown[] {
  const last = tries.at(-1);
  const went = last ? (last.fault ?? `${last.status} in ${last.durationMs} ms`) : null;
  return [id, state, cursor, articleId, attempts, state === 'waiting' ? dueAt : null, createdAt, went];
}

type Tried = { tries: { status: number | null; durationMs: number; fault: string | null }[] };
