import { type Command, InvalidArgumentError } from 'commander';
import type { PreviewHit } from '../../../pipeline/preview-topic.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { toOneLine } from '../../exit-code.ts';
import { type Output, outputOf } from '../../output.ts';
import { readQuery } from '../../query-argument.ts';
import { daysOption, stemFlags, stemHelp } from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';

const usualDays = 7;
const usualHits = 20;
const maxHits = 10_000;

interface TestOptions {
  days: Date;
  stem?: string;
  limit: number;
}

/** `topics test`: what a query would have caught, before it is saved, and why. */
export function addTopicsTest(topics: Command, deps: CliDeps): void {
  topics
    .command('test')
    .description('show what a query would have caught in the last days, and why each article matches')
    .argument('<query>', 'e.g. \'storm "harbour wall" -sport\'; see docs/topics.md')
    .allowUnknownOption()
    .helpOption('--help')
    .addOption(daysOption(deps.now, usualDays))
    .option(stemFlags, stemHelp)
    .option('--limit <n>', 'how many articles to show', readLimit, usualHits)
    .action(async (source: string, { days, stem, limit }: TestOptions, command: Command) => {
      const query = await readQuery(source, stem);
      const { previewTopic } = await import('../../../pipeline/preview-topic.ts');
      const { matches, hits } = await withStore(deps, (pool) => previewTopic(pool, query, days, limit));
      const output = outputOf(deps, command);
      if (output.machine) return output.json({ matches, hits });
      for (const hit of hits) await printHit(hit, output);
      const rest = matches > hits.length ? `, the newest ${hits.length} shown` : '';
      await output.line(
        `${matches} ${matches === 1 ? 'article' : 'articles'} since ${days.toISOString()}${rest}`,
      );
    });
}

async function printHit(hit: PreviewHit, output: Output): Promise<void> {
  const { articleId, title, outlet, publishedAt, firstSeenAt, reasons } = hit;
  await output.line(
    toOneLine(`${articleId}  ${publishedAt ?? firstSeenAt}  ${outlet ?? '-'}  ${title ?? '-'}`),
  );
  for (const { clause, field, excerpt } of reasons) {
    const shown = excerpt === null ? clause : `${clause} in ${field}: ${excerpt}`;
    await output.line(`    ${toOneLine(shown)}`);
  }
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (/^\d{1,5}$/.test(text) && limit >= 1 && limit <= maxHits) return limit;
  throw new InvalidArgumentError(`use a whole number from 1 to ${maxHits}.`);
}
