import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { readId } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `articles split`: takes an article out of its story. */
export function addArticlesSplit(articles: Command, deps: CliDeps): void {
  articles
    .command('split')
    .description('take an article out of its story, for good')
    .argument('<id>', 'its id', readId)
    .action(async (id: string, _options: object, command: Command) => {
      const { splitArticle, needDecided } = await import('../../../pipeline/decide-stories.ts');
      needDecided(await withStore(deps, (pool) => splitArticle(pool, id, deps.now())), id);
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ id, split: true });
      else await output.line(`article ${id} stays apart from those it was one story with`);
    });
}
