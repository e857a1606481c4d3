import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readId } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `articles show`: an article with its revisions, its sightings and what normalization took away. */
export function addArticlesShow(articles: Command, deps: CliDeps): void {
  articles
    .command('show')
    .description(
      'print an article with its revisions, its sightings and what normalization took away, as JSON',
    )
    .argument('<id>', 'its id', readId)
    .action(async (id: string, _options: object, command: Command) => {
      const { findArticleRecord } = await import('../../../store/articles.ts');
      const record = await withStore(deps, (pool) => findArticleRecord(pool, id));
      if (!record)
        throw new WiredeskError('not-found', `there is no article ${id}; wiredesk export lists them`);
      const { article, ...history } = record;
      await outputOf(deps, command).json({ ...article, ...history });
    });
}
