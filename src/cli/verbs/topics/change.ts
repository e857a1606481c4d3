import type { Command } from 'commander';
import type { Topic, TopicDefinition } from '../../../domain/topic.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import {
  needStored,
  readTopicName,
  requireOperatorsTopic,
  stemFlags,
  stemHelp,
} from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';

interface ChangeOptions {
  name?: string;
  query?: string;
  stem?: string | false;
  pause?: boolean;
  resume?: boolean;
}

/** `topics change`: another name, query or option. */
export function addTopicsChange(topics: Command, deps: CliDeps): void {
  topics
    .command('change')
    .description('change a topic; what it matched stays')
    .argument('<topic>', 'its name or id')
    .option('--name <name>', 'another name', readTopicName)
    .option('--query <query>', 'another query')
    .option(stemFlags, stemHelp)
    .option('--no-stem', 'match words only as they are written')
    .option('--pause', 'match nothing for now')
    .option('--resume', 'match again')
    .action(async (reference: string, options: ChangeOptions, command: Command) => {
      const { changeTopic } = await import('../../../store/topics.ts');
      const { queryOfTopic } = await import('../../../pipeline/query-of-topic.ts');
      const topic = await withStore(deps, async (pool) => {
        const known = await requireOperatorsTopic(pool, reference);
        const definition = changed(known, options);
        queryOfTopic(definition);
        return needStored(await changeTopic(pool, known.id, definition, deps.now()), definition.name);
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json(topic);
      else await output.line(`changed topic ${topic.id}: ${topic.name}`);
    });
}

function changed(known: Topic, { name, query, stem, pause, resume }: ChangeOptions): TopicDefinition {
  return {
    name: name ?? known.name,
    query: query ?? known.query,
    stemming: stem === undefined ? known.stemming : stem || null,
    paused: pause ? true : resume ? false : known.paused,
  };
}
