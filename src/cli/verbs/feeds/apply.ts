import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { appliedLines } from '../../applied-lines.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `feeds apply`: makes the store's feeds what the feeds file says. */
export function addFeedsApply(feeds: Command, deps: CliDeps): void {
  feeds
    .command('apply')
    .description('make the feeds what the feeds file says; feeds added by command or API are left alone')
    .argument('[file]', 'the feeds file (default: feeds.yaml in the config folder)')
    .action(async (file: string | undefined, _options: object, command: Command) => {
      const { configFolder } = await import('../../../config/environment.ts');
      const { readFeedsFile } = await import('../../../config/feeds-file.ts');
      const { feedRulesSchema } = await import('../../../normalize/rules.ts');
      const { applyFeeds } = await import('../../../store/change-feeds.ts');
      const path = resolve(deps.cwd, file ?? join(configFolder(deps.env), 'feeds.yaml'));
      const definitions = readFeedsFile(path, feedRulesSchema);
      const applied = await withStore(deps, (pool) => applyFeeds(pool, definitions, deps.now()));
      const output = outputOf(deps, command);
      if (output.machine) return output.json(applied);
      const { removed, renormalized } = applied;
      const lines = [
        ...appliedLines(applied, removed, 'removed'),
        ...(renormalized.length > 0
          ? [`${renormalized.length} with other rules: the running program makes their articles anew`]
          : []),
      ];
      return output.line(lines.join('\n'));
    });
}
