import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readId, readReason } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `articles kill`: takes an article out of all lists, for a reason. */
export function addArticlesKill(articles: Command, deps: CliDeps): void {
  articles
    .command('kill')
    .description('take an article out of lists and exports; nothing is deleted, and its copies are flagged')
    .argument('<id>', 'its id', readId)
    .requiredOption('--reason <text>', 'why, for everybody who follows the log', readReason)
    .action(async (id: string, { reason }: { reason: string }, command: Command) => {
      const { kill } = await import('../../../pipeline/kill-articles.ts');
      const killed = await withStore(deps, (pool) =>
        kill(pool, [{ articleId: id, cause: 'operator', reason }], deps.now()),
      );
      if (killed === 0) throw new WiredeskError('not-found', `there is no article ${id} that is not killed`);
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ id, killed: true, reason });
      else await output.line(`killed article ${id}`);
    });
}
