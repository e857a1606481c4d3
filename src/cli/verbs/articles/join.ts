import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { collectIds, readId } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `articles join`: makes one story of articles. */
export function addArticlesJoin(articles: Command, deps: CliDeps): void {
  articles
    .command('join')
    .description('make one story of articles, for good, whatever their texts are')
    .argument('<id>', 'the id of one', readId)
    .argument('<others...>', 'the ids of the others', collectIds)
    .action(async (id: string, others: string[], _options: object, command: Command) => {
      const { joinArticles, needDecided } = await import('../../../pipeline/decide-stories.ts');
      const ids = [...new Set([id, ...others])];
      if (ids.length === 1) command.error('name two articles at least');
      needDecided(await withStore(deps, (pool) => joinArticles(pool, ids, deps.now())), id);
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ joined: ids });
      else await output.line(`articles ${ids.join(', ')} are one story`);
    });
}
