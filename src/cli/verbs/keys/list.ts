import type { Command } from 'commander';
import type { ApiKey } from '../../../store/api-keys.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

const headings = ['ID', 'NAME', 'BEGINS', 'SCOPES', 'RATE', 'CREATED', 'EXPIRES', 'LAST USED', 'REVOKED'];

/** `keys list`: every API key, revoked ones included; never their secrets. */
export function addKeysList(keys: Command, deps: CliDeps): void {
  keys
    .command('list')
    .description('list the API keys')
    .action(async (_options: object, command: Command) => {
      const { listKeys } = await import('../../../store/api-keys.ts');
      const all = await withStore(deps, listKeys);
      const output = outputOf(deps, command);
      if (output.machine) for (const key of all) await output.ndjson(key);
      else await output.text(formatTable(headings, all.map(toRow)));
    });
}

function toRow({ id, name, prefix, scopes, ...key }: ApiKey): unknown[] {
  return [
    id,
    name,
    prefix,
    scopes.join(','),
    key.ratePerMinute,
    key.createdAt,
    key.expiresAt,
    key.lastUsedAt,
    key.revokedAt,
  ];
}
