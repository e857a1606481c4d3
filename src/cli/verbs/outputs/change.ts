import { type Command, Option } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import { type OutputContent, outputContents } from '../../../domain/output.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readName } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireOutput } from './find.ts';

interface ChangeOptions {
  name?: string;
  content?: OutputContent;
}

/** `outputs change`: another title, or other content of the entries. */
export function addOutputsChange(outputs: Command, deps: CliDeps): void {
  outputs
    .command('change')
    .description(
      'change a feed that is given out; its topic and notices stay: with others it is another output',
    )
    .argument('<output>', 'its id or name')
    .option('--name <name>', 'another title', readName)
    .addOption(
      new Option('--content <content>', 'what entries hold: the whole body, or the summary').choices(
        outputContents,
      ),
    )
    .action(async (reference: string, options: ChangeOptions, command: Command) => {
      const { changeOutput } = await import('../../../store/outputs.ts');
      const changed = await withStore(deps, async (pool) => {
        const { id } = await requireOutput(pool, reference);
        const outcome = await changeOutput(pool, id, options, deps.now());
        if (outcome !== 'name-taken') return outcome ?? requireOutput(pool, reference);
        throw new WiredeskError('conflict', `an output has the name ${options.name} already`);
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json(changed);
      else await output.line(`changed ${changed.name}`);
    });
}
