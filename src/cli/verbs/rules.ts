import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { addRulesImport } from './rules/import.ts';
import { addRulesList } from './rules/list.ts';

/** `rules`: the verbs on what operators say of sites, outlets and feeds. */
export function addRules(program: Command, deps: CliDeps): void {
  const rules = program
    .command('rules')
    .description('list the rules of sites, outlets and feeds, and import some');
  addRulesList(rules, deps);
  addRulesImport(rules, deps);
}
