import { randomBytes } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import type { ApiScope } from '../../../store/api-keys.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readEnd } from '../../option-values.ts';
import { withStore } from '../../with-store.ts';
import { printSecret } from './print-secret.ts';

const scopes: readonly ApiScope[] = ['read', 'operate', 'admin'];
const maxNameLength = 200;
const maxRate = 1_000_000;

interface CreateOptions {
  scope: ApiScope[];
  rate?: number;
  expires?: Date;
}

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
    .option('--rate <number>', 'how many requests it may make in a minute', readRate)
    .option('--expires <time>', 'when it ends by itself, e.g. 2030-01-31 or 90d', readEnd(deps.now))
    .action(async (name: string, { scope, rate, expires }: CreateOptions, command: Command) => {
      const { createKey, keyBytes } = await import('../../../store/api-keys.ts');
      const wanted = { name, scopes: scope, ratePerMinute: rate ?? null, expiresAt: expires ?? null };
      const made = await withStore(deps, (pool) =>
        createKey(pool, wanted, randomBytes(keyBytes), deps.now()),
      );
      await printSecret(deps, command, made);
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

function readRate(text: string): number {
  const rate = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (rate >= 1 && rate <= maxRate) return rate;
  throw new InvalidArgumentError(`use a whole number from 1 to ${maxRate}.`);
}
