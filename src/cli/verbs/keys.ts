import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addKeysCreate } from './keys/create.ts';
import { addKeysList } from './keys/list.ts';
import { addKeysRevoke } from './keys/revoke.ts';
import { addKeysRotate } from './keys/rotate.ts';

/** `keys`: the verbs on API keys. */
export function addKeys(program: Command, deps: CliDeps): void {
  const keys = program.command('keys').description('create, list, rotate and revoke API keys');
  addKeysCreate(keys, deps);
  addKeysList(keys, deps);
  addKeysRotate(keys, deps);
  addKeysRevoke(keys, deps);
}
