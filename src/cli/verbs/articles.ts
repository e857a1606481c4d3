import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addArticlesJoin } from './articles/join.ts';
import { addArticlesShow } from './articles/show.ts';
import { addArticlesSplit } from './articles/split.ts';

/** `articles`: the verbs on stored articles. */
export function addArticles(program: Command, deps: CliDeps): void {
  const articles = program
    .command('articles')
    .description('show stored articles, and decide on their stories');
  addArticlesShow(articles, deps);
  addArticlesSplit(articles, deps);
  addArticlesJoin(articles, deps);
}
