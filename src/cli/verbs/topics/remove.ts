import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { requireTopic } from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';

/** `topics remove`: a topic and what it matched. */
export function addTopicsRemove(topics: Command, deps: CliDeps): void {
  topics
    .command('remove')
    .description('remove a topic, and the record of what it matched')
    .argument('<topic>', 'its name or id')
    .action(async (reference: string, _options: object, command: Command) => {
      const { removeTopic } = await import('../../../store/topics.ts');
      const topic = await withStore(deps, async (pool) => {
        const known = await requireTopic(pool, reference);
        if ((await removeTopic(pool, known.id)) !== 'in-use') return known;
        const message = `subscriptions, outputs or consumers are of ${known.name}; end them first`;
        throw new WiredeskError('conflict', message);
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ id: topic.id, name: topic.name, removed: true });
      else await output.line(`removed topic ${topic.id}: ${topic.name}`);
    });
}
