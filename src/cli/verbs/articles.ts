import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addArticlesDiff } from './articles/diff.ts';
import { addArticlesJoin } from './articles/join.ts';
import { addArticlesKill } from './articles/kill.ts';
import { addArticlesRestore } from './articles/restore.ts';
import { addArticlesShow } from './articles/show.ts';
import { addArticlesSplit } from './articles/split.ts';

/** `articles`: the verbs on stored articles. */
export function addArticles(program: Command, deps: CliDeps): void {
  const articles = program
    .command('articles')
    .description('show stored articles and their changes, decide on their stories, kill and restore them');
  addArticlesShow(articles, deps);
  addArticlesDiff(articles, deps);
  addArticlesSplit(articles, deps);
  addArticlesJoin(articles, deps);
  addArticlesKill(articles, deps);
  addArticlesRestore(articles, deps);
}
