import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readDurationMs, readId } from '../../option-values.ts';
import { withStore } from '../../with-store.ts';
import { printSecret } from './print-secret.ts';

const standardOverlapMs = 86_400_000;

/** `keys rotate`: a new key in the place of another, which ends by itself. */
export function addKeysRotate(keys: Command, deps: CliDeps): void {
  keys
    .command('rotate')
    .description('replace an API key: print a new one, this once, and let the old one end')
    .argument('<id>', 'its id, as keys list shows it', readId)
    .option('--overlap <time>', 'how long both hold (24h)', readDurationMs, standardOverlapMs)
    .action(async (id: string, { overlap }: { overlap: number }, command: Command) => {
      const { keyBytes, rotateKey } = await import('../../../store/api-keys.ts');
      const now = deps.now();
      const times = { now, endsAt: new Date(now.getTime() + overlap) };
      const made = await withStore(deps, (pool) => rotateKey(pool, id, randomBytes(keyBytes), times));
      if (!made) {
        const message = `there is no key ${id} in force that was not replaced yet; wiredesk keys list shows them`;
        throw new WiredeskError('not-found', message);
      }
      await printSecret(deps, command, made);
    });
}
