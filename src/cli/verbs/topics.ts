import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addTopicsAdd } from './topics/add.ts';
import { addTopicsApply } from './topics/apply.ts';
import { addTopicsChange } from './topics/change.ts';
import { addTopicsList } from './topics/list.ts';
import { addTopicsRemove } from './topics/remove.ts';
import { addTopicsRun } from './topics/run.ts';
import { addTopicsShow } from './topics/show.ts';
import { addTopicsTest } from './topics/test.ts';

/** `topics`: named queries that new events are matched against. */
export function addTopics(program: Command, deps: CliDeps): void {
  const topics = program
    .command('topics')
    .description('add, try, change and remove topics: queries that new articles are matched against');
  addTopicsList(topics, deps);
  addTopicsAdd(topics, deps);
  addTopicsShow(topics, deps);
  addTopicsChange(topics, deps);
  addTopicsApply(topics, deps);
  addTopicsRemove(topics, deps);
  addTopicsTest(topics, deps);
  addTopicsRun(topics, deps);
}
