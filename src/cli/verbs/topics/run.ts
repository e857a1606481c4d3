import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { startProgress } from '../../progress.ts';
import { daysOption, requireTopic } from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';

const usualDays = 30;

/** `topics run`: matches a topic against the past. */
export function addTopicsRun(topics: Command, deps: CliDeps): void {
  topics
    .command('run')
    .description('match a topic against the articles of the last days; nobody is notified of these')
    .argument('<topic>', 'its name or id')
    .addOption(daysOption(deps.now, usualDays))
    .action(async (reference: string, { days }: { days: Date }, command: Command) => {
      const { runTopic } = await import('../../../pipeline/run-topic.ts');
      const progress = await startProgress(deps, 'articles found', null);
      const found = await withStore(deps, async (pool) => {
        const topic = await requireTopic(pool, reference);
        return { name: topic.name, ...(await runTopic(pool, topic, days, progress.advance)) };
      }).finally(() => progress.stop());
      const output = outputOf(deps, command);
      if (output.machine) await output.json(found);
      else
        await output.line(
          `${found.name} matches ${found.matches} articles; ${found.added} of them are new to it`,
        );
    });
}
