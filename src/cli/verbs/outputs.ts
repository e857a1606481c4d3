import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addOutputsAdd } from './outputs/add.ts';
import { addOutputsChange } from './outputs/change.ts';
import { addOutputsList } from './outputs/list.ts';
import { addOutputsRemove } from './outputs/remove.ts';
import { addOutputsRotate } from './outputs/rotate.ts';

/** `outputs`: the verbs on feeds that are given out. */
export function addOutputs(program: Command, deps: CliDeps): void {
  const outputs = program.command('outputs').description('give out feeds of topics, for feed readers');
  addOutputsAdd(outputs, deps);
  addOutputsList(outputs, deps);
  addOutputsChange(outputs, deps);
  addOutputsRotate(outputs, deps);
  addOutputsRemove(outputs, deps);
}
