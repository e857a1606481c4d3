import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { outputOf } from '../output.ts';
import { withStore } from '../with-store.ts';

/** `migrate`: brings the store to the newest schema. */
export function addMigrate(program: Command, deps: CliDeps): void {
  program
    .command('migrate')
    .description('bring the store to the newest schema')
    .action(async (_options: object, command: Command) => {
      const { migrateStore } = await import('../../store/migrate.ts');
      const ran = await withStore(deps, migrateStore, 'migrate');
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ ran });
      else await output.line(ran.length > 0 ? `ran ${ran.join(', ')}` : 'the store is up to date');
    });
}
