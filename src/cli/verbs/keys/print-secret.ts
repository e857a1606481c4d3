import type { Command } from 'commander';
import type { ApiKey } from '../../../store/api-keys.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';

/** Shows a new key, this once: its secret alone on stdout, so that it can be piped. */
export async function printSecret(
  deps: CliDeps,
  command: Command,
  { key, secret }: { key: ApiKey; secret: string },
): Promise<void> {
  const output = outputOf(deps, command);
  if (output.machine) return output.json({ ...key, secret });
  deps.stderr.write(`key ${key.id} (${key.scopes.join(', ')}); it is not shown again:\n`);
  return output.line(secret);
}
