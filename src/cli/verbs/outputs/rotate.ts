import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { makeToken, tokenBytes } from '../../../deliver/output/make-token.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { addressesOf, requireOutput } from './find.ts';

/** `outputs rotate`: other addresses for an output. */
export function addOutputsRotate(outputs: Command, deps: CliDeps): void {
  outputs
    .command('rotate')
    .description('give an output other addresses and print them; those before lead nowhere from now on')
    .argument('<output>', 'its id or name')
    .action(async (reference: string, _options: object, command: Command) => {
      const { changeToken } = await import('../../../store/outputs.ts');
      const changed = await withStore(deps, async (pool) => {
        const known = await requireOutput(pool, reference);
        return (await changeToken(pool, known.id, makeToken(randomBytes(tokenBytes)))) ?? known;
      });
      const output = outputOf(deps, command);
      if (output.machine) return output.json(changed);
      for (const address of await addressesOf(deps, changed)) await output.line(address);
    });
}
