import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readId } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { showDiff } from '../../show-diff.ts';
import { withStore } from '../../with-store.ts';

interface DiffOptions {
  from?: string;
  to?: string;
}

/** `articles diff`: what changed between two revisions, by words. */
export function addArticlesDiff(articles: Command, deps: CliDeps): void {
  articles
    .command('diff')
    .description('show what changed between two revisions, by words: [-taken away-] {+come+}')
    .argument('<id>', 'its id', readId)
    .option('--from <revision>', 'the older revision (default: the one before)', readId)
    .option('--to <revision>', 'the newer revision (default: the newest)', readId)
    .action(async (id: string, { from, to }: DiffOptions, command: Command) => {
      const { describeDiff } = await import('../../../pipeline/describe-diff.ts');
      const range = {
        from: from === undefined ? null : Number(from),
        to: to === undefined ? null : Number(to),
      };
      const diff = await withStore(deps, (pool) => describeDiff(pool, id, range));
      if (!diff) throw new WiredeskError('not-found', `there are no such revisions of an article ${id}`);
      const output = outputOf(deps, command);
      if (output.machine) return output.json(diff);
      await output.line(
        `revision ${diff.from} to ${diff.to}: ${diff.class}; changed: ${diff.changed.join(', ')}`,
      );
      await output.line(`\n${showDiff(diff.title)}\n\n${showDiff(diff.bodyText)}`);
    });
}
