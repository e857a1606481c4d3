import { randomBytes } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import type { ApiScope } from '../../../store/api-keys.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

const scopes: readonly ApiScope[] = ['read', 'operate', 'admin'];
const maxNameLength = 200;

/** `keys create`: a new API key, printed this once. */
export function addKeysCreate(keys: Command, deps: CliDeps): void {
  keys
    .command('create')
    .description('create an API key and print it, this once')
    .argument('<name>', 'who or what it is for', readName)
    .requiredOption(
      '--scope <scopes>',
      `what it may do: ${scopes.join(', ')}, or several with commas`,
      collectScopes,
    )
    .action(async (name: string, { scope }: { scope: ApiScope[] }, command: Command) => {
      const { createKey, keyBytes } = await import('../../../store/api-keys.ts');
      const { key, secret } = await withStore(deps, (pool) =>
        createKey(pool, { name, scopes: scope }, randomBytes(keyBytes), deps.now()),
      );
      const output = outputOf(deps, command);
      if (output.machine) return output.json({ ...key, secret });
      deps.stderr.write(`key ${key.id} (${key.scopes.join(', ')}); it is not shown again:\n`);
      return output.line(secret);
    });
}

function readName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= maxNameLength && !/\p{Cc}/u.test(name)) return name;
  throw new InvalidArgumentError(`use a text of 1 to ${maxNameLength} characters.`);
}

function collectScopes(text: string, earlier: ApiScope[] = []): ApiScope[] {
  const named = text.split(',').map((name) => name.trim());
  const known = scopes.filter((scope) => named.includes(scope) || earlier.includes(scope));
  if (named.every((name) => scopes.some((scope) => scope === name))) return known;
  throw new InvalidArgumentError(`use ${scopes.join(', ')}, or several with commas.`);
}
