import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addFeedsAdd } from './feeds/add.ts';
import { addFeedsApply } from './feeds/apply.ts';
import { addFeedsCheck } from './feeds/check.ts';
import { addFeedsExport } from './feeds/export.ts';
import { addFeedsImport } from './feeds/import.ts';
import { addFeedsList } from './feeds/list.ts';
import { addFeedsRemove } from './feeds/remove.ts';
import { addFeedsRenormalize } from './feeds/renormalize.ts';
import { addFeedsTest } from './feeds/test.ts';

/** `feeds`: the verbs on feeds. */
export function addFeeds(program: Command, deps: CliDeps): void {
  const feeds = program
    .command('feeds')
    .description('add, list, check, import, export, test, apply, renormalize and remove feeds');
  addFeedsAdd(feeds, deps);
  addFeedsList(feeds, deps);
  addFeedsCheck(feeds, deps);
  addFeedsImport(feeds, deps);
  addFeedsExport(feeds, deps);
  addFeedsTest(feeds, deps);
  addFeedsApply(feeds, deps);
  addFeedsRenormalize(feeds, deps);
  addFeedsRemove(feeds, deps);
}
