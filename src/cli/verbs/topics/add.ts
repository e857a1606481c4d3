import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { needStored, readTopicName, stemFlags, stemHelp } from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';

/** `topics add`: a new topic, which events match from now on. */
export function addTopicsAdd(topics: Command, deps: CliDeps): void {
  topics
    .command('add')
    .description('add a topic; articles that come from now on are matched against it')
    .argument('<name>', 'what to call it', readTopicName)
    .argument('<query>', 'e.g. \'storm "harbour wall" -sport\'; see docs/topics.md')
    .allowUnknownOption()
    .helpOption('--help')
    .option(stemFlags, stemHelp)
    .action(
      async (name: string, query: string, { stem = null }: { stem?: string | null }, command: Command) => {
        const { addTopic } = await import('../../../store/topics.ts');
        const { queryOfTopic } = await import('../../../pipeline/query-of-topic.ts');
        const definition = { name, query, stemming: stem, paused: false };
        queryOfTopic(definition);
        const outcome = await withStore(deps, (pool) => addTopic(pool, definition, deps.now()));
        const topic = needStored(outcome, name);
        const output = outputOf(deps, command);
        if (output.machine) await output.json(topic);
        else await output.line(`added topic ${topic.id}: ${topic.name}`);
      },
    );
}
