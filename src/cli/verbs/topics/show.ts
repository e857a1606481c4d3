import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { requireTopic } from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';

/** `topics show`: one topic as JSON. */
export function addTopicsShow(topics: Command, deps: CliDeps): void {
  topics
    .command('show')
    .description('print a topic as JSON')
    .argument('<topic>', 'its name or id')
    .action(async (reference: string, _options: object, command: Command) => {
      const topic = await withStore(deps, (pool) => requireTopic(pool, reference));
      await outputOf(deps, command).json(topic);
    });
}
