import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { ExampleFault } from '../../../normalize/check-examples.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readPosition } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { showFault } from '../../show-backtest.ts';
import { testExamples } from '../../test-examples.ts';
import { testFeeds } from '../../test-feeds.ts';
import { withStore } from '../../with-store.ts';

interface TestOptions {
  all?: boolean;
  rules?: string;
  limit: number;
  days?: number;
  format: 'text' | 'json';
}

const standardLimit = 1000;

/** `feeds test`: what rules would change in the articles of feeds, and whether their examples hold; writes nothing. */
export function addFeedsTest(feeds: Command, deps: CliDeps): void {
  feeds
    .command('test')
    .description(
      'show what rules would change in the articles of feeds and check their examples; nothing is stored',
    )
    .argument(
      '[feeds...]',
      'ids, keys or addresses; with none, --rules checks the examples in its file alone',
    )
    .option('--all', 'every feed')
    .option(
      '--rules <file>',
      'the rules to try, as under rules of a feed (default: what the feeds file says)',
    )
    .option('--limit <n>', 'of each feed the newest so many articles', readPosition, standardLimit)
    .option('--days <n>', 'articles of so many days (default: the setting normalize.anewDays)', readPosition)
    .addOption(new Option('--format <format>', 'for whom').choices(['text', 'json']).default('text'))
    .action(async (references: string[], options: TestOptions, command: Command) => {
      assertUsage(references, options, command);
      const { limit, days, format, all = false } = options;
      const output = outputOf(deps, command);
      const shown = { ...output, machine: output.machine || format === 'json' };
      const tried = options.rules === undefined ? null : await readTried(deps, options.rules);
      const faults =
        references.length === 0 && !all
          ? await testExamples(deps, tried, shown)
          : await withStore(deps, (pool) => testFeeds(deps, pool, { references, tried, limit, days }, shown));
      if (faults.length > 0) throw failure(faults);
    });
}

function assertUsage(references: string[], { all, rules }: TestOptions, command: Command): void {
  if (references.length === 0 && !all && rules === undefined) command.error('name feeds, --all or --rules');
  if (references.length > 0 && all) command.error('use either feeds or --all, not both');
}

async function readTried(deps: CliDeps, file: string): Promise<Record<string, unknown>> {
  const { readRuleFile } = await import('../../../config/site-files.ts');
  const { ruleFileSchema } = await import('../../../normalize/rules.ts');
  const { hosts: _, outlets: __, ...rules } = readRuleFile(resolve(deps.cwd, file), ruleFileSchema).rules;
  return rules;
}

function failure(faults: ExampleFault[]): WiredeskError {
  const lines = faults.map(showFault).join('; ');
  return new WiredeskError(
    'invalid-input',
    `the rules do not make of their examples what these expect: ${lines}`,
  );
}
