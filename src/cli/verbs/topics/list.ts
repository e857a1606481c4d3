import type { Command } from 'commander';
import type { Topic } from '../../../domain/topic.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

const headings = ['ID', 'NAME', 'ORIGIN', 'STEMMING', 'PAUSED', 'CHANGED', 'QUERY'];

/** `topics list`: all topics by name. */
export function addTopicsList(topics: Command, deps: CliDeps): void {
  topics
    .command('list', { isDefault: true })
    .description('list the topics')
    .action(async (_options: object, command: Command) => {
      const { listTopics } = await import('../../../store/topics.ts');
      const all = await withStore(deps, listTopics);
      const output = outputOf(deps, command);
      if (output.machine) for (const topic of all) await output.ndjson(topic);
      else await output.text(formatTable(headings, all.map(toRow)));
    });
}

function toRow({ id, name, origin, stemming, paused, changedAt, query }: Topic): unknown[] {
  return [id, name, origin, stemming, paused ? 'paused' : null, changedAt, query];
}
