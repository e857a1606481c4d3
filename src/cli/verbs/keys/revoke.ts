import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readId } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

/** `keys revoke`: ends a key for good. */
export function addKeysRevoke(keys: Command, deps: CliDeps): void {
  keys
    .command('revoke')
    .description('revoke an API key for good')
    .argument('<id>', 'its id, as keys list shows it', readId)
    .action(async (id: string, _options: object, command: Command) => {
      const { revokeKey } = await import('../../../store/api-keys.ts');
      const revoked = await withStore(deps, (pool) => revokeKey(pool, id, deps.now()));
      if (!revoked)
        throw new WiredeskError('not-found', `there is no key ${id} in force; wiredesk keys list shows them`);
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ id, revoked });
      else await output.line(`revoked key ${id}`);
    });
}
