import type { Command } from 'commander';
import type { Pool } from '../../../store/db.ts';
import type { SetAsideItem } from '../../../store/set-aside-items.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

const headings = ['ID', 'FEED', 'KEY', 'REASON', 'SINCE'];
const pageSize = 1000;

/** `items list`: every item that was set aside, and why. */
export function addItemsList(items: Command, deps: CliDeps): void {
  items
    .command('list')
    .description('list the items that were set aside, and why')
    .action(async (_options: object, command: Command) => {
      const output = outputOf(deps, command);
      await withStore(deps, async (pool) => {
        const rows: string[][] = [];
        for await (const item of eachSetAsideItem(pool)) {
          deps.signal.throwIfAborted();
          if (output.machine) await output.ndjson(item);
          else rows.push(toRow(item));
        }
        if (!output.machine) await output.text(formatTable(headings, rows));
      });
    });
}

async function* eachSetAsideItem(pool: Pool): AsyncGenerator<SetAsideItem> {
  const { listSetAsideItems } = await import('../../../store/set-aside-items.ts');
  let after = '0';
  for (;;) {
    const page = await listSetAsideItems(pool, { after, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}

function toRow({ id, feedId, key, reason, since }: SetAsideItem): string[] {
  return [id, feedId, key, reason, since];
}
