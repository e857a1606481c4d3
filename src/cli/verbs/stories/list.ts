import { type Command, InvalidArgumentError } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

const headings = ['ID', 'ARTICLES', 'LEAD', 'CHANGED', 'HEADLINE'];
const maxListed = 10_000;

/** `stories list`: the newest stories that several articles tell. */
export function addStoriesList(stories: Command, deps: CliDeps): void {
  stories
    .command('list', { isDefault: true })
    .description('list the newest stories that several articles tell')
    .option('--limit <n>', 'how many', readLimit, 50)
    .option('--killed', 'those of which no article stands any more, too')
    .action(async ({ limit, killed = false }: { limit: number; killed?: boolean }, command: Command) => {
      const { listStories } = await import('../../../store/story-list.ts');
      const found = await withStore(deps, (pool) => listStories(pool, null, limit, killed));
      const output = outputOf(deps, command);
      if (!output.machine) {
        const rows = found.map(({ id, size, leadId, changedAt, title }) => [
          id,
          size,
          leadId,
          changedAt,
          title,
        ]);
        return output.text(formatTable(headings, rows));
      }
      for (const story of found) await output.ndjson(story);
    });
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (/^\d{1,5}$/.test(text) && limit >= 1 && limit <= maxListed) return limit;
  throw new InvalidArgumentError(`use a whole number from 1 to ${maxListed}.`);
}
