import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import { appliedLines } from '../../applied-lines.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `topics apply`: makes the store's topics what the topics file says. */
export function addTopicsApply(topics: Command, deps: CliDeps): void {
  topics
    .command('apply')
    .description('make the topics what the topics file says; topics added by command or API are left alone')
    .argument('[file]', 'the topics file (default: topics.yaml in the config folder)')
    .action(async (file: string | undefined, _options: object, command: Command) => {
      const { configFolder } = await import('../../../config/environment.ts');
      const { readTopicsFile } = await import('../../../config/topics-file.ts');
      const { writtenTopicSchema } = await import('../../../topics/written-topic.ts');
      const { applyTopics } = await import('../../../store/apply-topics.ts');
      const path = resolve(deps.cwd, file ?? join(configFolder(deps.env), 'topics.yaml'));
      const definitions = readTopicsFile(path, writtenTopicSchema);
      if (!definitions) throw new WiredeskError('invalid-topics-file', `${path}: there is no such file`);
      const applied = await withStore(deps, (pool) => applyTopics(pool, definitions, deps.now()));
      const output = outputOf(deps, command);
      if (output.machine) await output.json(applied);
      else await output.line(appliedLines(applied, applied.paused, 'paused').join('\n'));
    });
}
