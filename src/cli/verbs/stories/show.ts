import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readId } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

const headings = ['ARTICLE', 'OUTLET', 'PUBLISHED', 'HEADLINE', 'REASON'];

/** `stories show`: the articles of a story, and why each belongs to it. */
export function addStoriesShow(stories: Command, deps: CliDeps): void {
  stories
    .command('show')
    .description('show the articles of a story, the lead first, and why each belongs to it')
    .argument('<id>', 'its id, also that of one that was merged into it', readId)
    .action(async (id: string, _options: object, command: Command) => {
      const { describeStory } = await import('../../../pipeline/describe-story.ts');
      const story = await withStore(deps, (pool) => describeStory(pool, id));
      if (!story)
        throw new WiredeskError('not-found', `there is no story ${id}; wiredesk stories shows them`);
      const output = outputOf(deps, command);
      if (output.machine) return output.json(story);
      const rows = story.members.map(({ articleId, outlet, feed, publishedAt, title, reason, killed }) => [
        articleId,
        outlet ?? feed,
        publishedAt,
        title,
        killed ? `killed: ${killed.reason}; ${reason}` : reason,
      ]);
      return output.text(formatTable(headings, rows));
    });
}
