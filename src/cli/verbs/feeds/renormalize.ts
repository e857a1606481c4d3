import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { requireFeeds, withStore } from '../../with-store.ts';

/** `feeds renormalize`: has articles made anew of their items after rules for all feeds have changed. */
export function addFeedsRenormalize(feeds: Command, deps: CliDeps): void {
  feeds
    .command('renormalize')
    .description(
      'have the running program make the articles of feeds anew, as after an upgrade or a change of config/rules',
    )
    .argument('[feeds...]', 'ids, keys or addresses')
    .option('--all', 'every feed')
    .action(async (references: string[], { all = false }: { all?: boolean }, command: Command) => {
      if (all === references.length > 0) command.error('name feeds, or all with --all');
      const { requestRenormalizations } = await import('../../../store/renormalizations.ts');
      const requested = await withStore(deps, async (pool) => {
        const ids = (await requireFeeds(pool, references)).map(({ id }) => id);
        return requestRenormalizations(
          pool,
          all ? null : ids,
          'an operator had its feed normalized anew',
          deps.now(),
        );
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ requested });
      else await output.line(`the running program makes the articles of ${requested} feeds anew`);
    });
}
