import type { Command } from 'commander';
import { type ArticleFormat, writeArticle } from '../../deliver/formats/write-article.ts';
import type { Article } from '../../domain/article.ts';
import type { WantedArticles } from '../../pipeline/read-articles.ts';
import type { Pool } from '../../store/db.ts';
import type { CliDeps } from '../cli-deps.ts';
import { formatOption } from '../format-option.ts';
import { readTime } from '../option-values.ts';
import { type Output, outputOf } from '../output.ts';
import { startProgressBeside } from '../progress.ts';
import { requireFeed, withStore } from '../with-store.ts';

interface ExportOptions {
  since?: Date;
  feed?: string;
  killed?: boolean;
  format: ArticleFormat;
}

const pageSize = 500;

/** `export`: the store's articles as NDJSON, newest first. */
export function addExport(program: Command, deps: CliDeps): void {
  program
    .command('export')
    .description('print the stored articles as NDJSON, newest first')
    .option(
      '--since <time>',
      'only articles first seen since this time, e.g. 2030-01-31 or 24h',
      readTime(deps.now),
    )
    .option('--feed <feed>', 'only articles seen in this feed (id, key or address)')
    .option('--killed', 'killed articles, too')
    .addOption(formatOption())
    .action(async ({ since, feed, killed = false, format }: ExportOptions, command: Command) => {
      const output = outputOf(deps, command);
      await withStore(deps, async (pool) => {
        const { everyArticle } = await import('../../store/articles.ts');
        const feedId = feed === undefined ? null : (await requireFeed(pool, feed)).id;
        const filter = { ...everyArticle, since: since ?? null, feedId };
        const write = (article: Article) => JSON.stringify(writeArticle(article, format));
        await printArticles(pool, { filter, source: null, withKilled: killed }, write, output, deps);
      });
    });
}

/** A page is in memory at a time; the reader's pace is ours. */
async function printArticles(
  pool: Pool,
  wanted: WantedArticles,
  write: (article: Article) => string,
  output: Output,
  deps: CliDeps,
): Promise<void> {
  const { readArticles } = await import('../../pipeline/read-articles.ts');
  const progress = await startProgressBeside(deps, 'articles', null);
  try {
    for await (const page of readArticles(pool, wanted, pageSize)) {
      deps.signal.throwIfAborted();
      await output.text(page.map((article) => `${write(article)}\n`).join(''));
      progress.advance(page.length);
    }
  } finally {
    progress.stop();
  }
}
