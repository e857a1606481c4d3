import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addItemsList } from './items/list.ts';
import { addItemsRetry } from './items/retry.ts';

/** `items`: the verbs on items that were set aside. */
export function addItems(program: Command, deps: CliDeps): void {
  const items = program
    .command('items')
    .description('list and retry items that could not be made into articles');
  addItemsList(items, deps);
  addItemsRetry(items, deps);
}
