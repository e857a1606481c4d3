import { type Command, InvalidArgumentError } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `items retry`: lets items that were set aside be normalized again. */
export function addItemsRetry(items: Command, deps: CliDeps): void {
  items
    .command('retry')
    .description('try items that were set aside again; the scheduler enqueues them with its next sweep')
    .argument('[ids...]', 'their ids, as items list shows them', collectId)
    .option('--all', 'every item that was set aside')
    .action(async (ids: string[] = [], { all = false }: { all?: boolean }, command: Command) => {
      if (all && ids.length > 0) command.error('use either ids or --all, not both');
      if (!all && ids.length === 0) command.error('name the ids of items, or use --all');
      const { retrySetAsideItems } = await import('../../../store/set-aside-items.ts');
      const retried = await withStore(deps, (pool) => retrySetAsideItems(pool, all ? null : ids));
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ retried });
      else await output.line(`${retried.length} ${retried.length === 1 ? 'item waits' : 'items wait'} again`);
      assertAllKnown(ids.filter((id) => !retried.includes(id)));
    });
}

function collectId(text: string, earlier: string[] = []): string[] {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new InvalidArgumentError('use the id of an item, a number.');
  return [...earlier, text];
}

function assertAllKnown(unknown: string[]): void {
  if (unknown.length === 0) return;
  throw new WiredeskError(
    'not-found',
    `not set aside: ${unknown.join(', ')}; wiredesk items list shows those that are`,
  );
}
