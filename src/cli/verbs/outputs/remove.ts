import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireOutput } from './find.ts';

/** `outputs remove`: ends a feed that is given out. */
export function addOutputsRemove(outputs: Command, deps: CliDeps): void {
  outputs
    .command('remove')
    .description('end a feed that is given out')
    .argument('<output>', 'its id or name')
    .action(async (reference: string, _options: object, command: Command) => {
      const { removeOutput } = await import('../../../store/outputs.ts');
      const removed = await withStore(deps, async (pool) => {
        const known = await requireOutput(pool, reference);
        await removeOutput(pool, known.id);
        return known;
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json(removed);
      else await output.line(`removed ${removed.name}`);
    });
}
