import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { requireFeed, withStore } from '../../with-store.ts';

/** `feeds remove`: takes a feed out of polling; its articles stay. */
export function addFeedsRemove(feeds: Command, deps: CliDeps): void {
  feeds
    .command('remove')
    .description('remove a feed; its articles stay')
    .argument('<feed>', 'its id, key or address')
    .action(async (reference: string, _options: object, command: Command) => {
      const { removeFeed } = await import('../../../store/change-feeds.ts');
      const feed = await withStore(deps, async (pool) => {
        const found = await requireFeed(pool, reference);
        if (found.origin === 'file') throw new WiredeskError('conflict', filesOwn(found.key));
        await removeFeed(pool, found.id, deps.now());
        return found;
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ id: feed.id, key: feed.key, removed: true });
      else await output.line(`removed feed ${feed.id}: ${feed.url}`);
    });
}

/** The next apply would bring it back. */
function filesOwn(key: string): string {
  return `feed ${key} comes from the feeds file; delete it there and run: wiredesk feeds apply`;
}
