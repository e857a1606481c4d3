import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readId, readReason } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `articles restore`: takes the kill of an article back, for a reason. */
export function addArticlesRestore(articles: Command, deps: CliDeps): void {
  articles
    .command('restore')
    .description('take the kill of an article back: it is in lists and exports again')
    .argument('<id>', 'its id', readId)
    .requiredOption('--reason <text>', 'why, for everybody who follows the log', readReason)
    .action(async (id: string, { reason }: { reason: string }, command: Command) => {
      const { restore } = await import('../../../pipeline/kill-articles.ts');
      const isRestored = await withStore(deps, (pool) => restore(pool, id, reason, deps.now()));
      if (!isRestored) throw new WiredeskError('not-found', `there is no article ${id} that is killed`);
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ id, killed: false, reason });
      else await output.line(`restored article ${id}`);
    });
}
