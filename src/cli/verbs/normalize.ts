import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { ArticleFormat } from '../../deliver/formats/write-article.ts';
import type { CliDeps } from '../cli-deps.ts';
import { formatOption } from '../format-option.ts';
import type { ArticleType } from '../input/article-type.ts';
import { createInputReader } from '../input/input-reader.ts';
import { printEach, type Task } from '../input/print-each.ts';
import { type ArticleMaker, makeArticle, readArticle } from '../make-article.ts';
import { readUrl } from '../option-values.ts';
import { outputOf } from '../output.ts';
import { requireFeed, withStore } from '../with-store.ts';

interface NormalizeOptions {
  type?: ArticleType;
  url?: string;
  feed?: string;
  rules?: string;
  manifest?: string;
  explain?: boolean;
  margins?: boolean;
  format: ArticleFormat;
}

/** `normalize`: articles as JSON. */
export function addNormalize(program: Command, deps: CliDeps): void {
  program
    .command('normalize')
    .description('make articles of texts, HTML or web pages and print them as JSON')
    .argument('[inputs...]', 'files, addresses, or - for stdin')
    .addOption(
      new Option('--type <type>', 'what the inputs are (default: told by how they begin)').choices([
        'text',
        'html',
        'page',
      ]),
    )
    .option('--url <url>', 'the address of the article', readUrl)
    .option('--feed <feed>', 'take section, outlet, language and rules from this feed (id, key or address)')
    .option(
      '--rules <file>',
      'try the rules in this file, as in rules of a feed or in config/sites, over all others',
    )
    .option(
      '--manifest <file>',
      'read the inputs from lines of {file, url?, type?}, paths relative to the manifest',
    )
    .option(
      '--explain',
      'add what was removed, with the rule that removed it, and which source won a field; on a terminal as --margins',
    )
    .option('--margins', 'print the article for a person, and beside each line which step did what with it')
    .addOption(formatOption())
    .action(async (inputs: string[], options: NormalizeOptions, command: Command) => {
      assertUsage(inputs, options, deps, command);
      const maker = await openMaker(options, deps);
      try {
        await run(inputs, options, maker, deps, command);
      } finally {
        await maker.reader.close();
      }
    });
}

function assertUsage(
  inputs: string[],
  { manifest, url, explain, margins, format }: NormalizeOptions,
  deps: CliDeps,
  command: Command,
): void {
  if (explain && format !== 'wiredesk') command.error('use either --explain or --format, not both');
  if (manifest === undefined && inputs.length === 0) command.error('name a file, an address, or - for stdin');
  if (manifest !== undefined && inputs.length > 0) command.error('use either inputs or --manifest, not both');
  const isOne = manifest === undefined && inputs.length === 1;
  if (url !== undefined && !isOne) command.error('use --url with one input only');
  if (margins && !isOne) command.error('use --margins with one input only');
  if (margins && (format !== 'wiredesk' || outputOf(deps, command).machine))
    command.error('use either --margins or a format for programs, not both');
}

async function openMaker(
  { feed, rules, explain = false, format }: NormalizeOptions,
  deps: CliDeps,
): Promise<ArticleMaker> {
  const known = feed === undefined ? null : await withStore(deps, (pool) => requireFeed(pool, feed));
  const { layOver } = await import('../../normalize/lay-over.ts');
  const { readRuleLayer } = await import('../read-rule-layer.ts');
  const tried = rules === undefined ? [] : [readRuleLayer(resolve(deps.cwd, rules))];
  const book = await deps.loadRules();
  return {
    reader: createInputReader(deps),
    rulesFor: (url) => layOver(book.rulesFor(known, url), tried),
    feed: known,
    explain,
    format,
  };
}

async function run(
  inputs: string[],
  options: NormalizeOptions,
  maker: ArticleMaker,
  deps: CliDeps,
  command: Command,
): Promise<void> {
  const { manifest, type = null, url = null, explain, margins } = options;
  const output = outputOf(deps, command);
  const [only, ...others] = inputs;
  if (manifest !== undefined) return printEach(await manifestTasks(manifest, maker, deps), output, deps);
  if (only !== undefined && others.length === 0) {
    const input = { source: only, type, url };
    const isForPerson = margins || (explain && deps.stdout.isTTY && !output.machine);
    if (!isForPerson) return output.json(await makeArticle(input, maker));
    const { showMargins } = await import('../show-margins.ts');
    return output.text(showMargins(await readArticle(input, maker), deps.stdout.columns));
  }
  const tasks = inputs.map((file) => ({ file, run: () => makeArticle({ source: file, type, url }, maker) }));
  return printEach(tasks, output, deps);
}

async function manifestTasks(manifest: string, maker: ArticleMaker, deps: CliDeps): Promise<Task[]> {
  const { readManifest } = await import('../input/read-manifest.ts');
  const lines = await readManifest(manifest, deps);
  return lines.map((line) => ({
    file: line.file,
    run: async () => {
      if (line.kind === 'bad') throw line.fault;
      return makeArticle({ source: line.path, type: line.type, url: line.url }, maker);
    },
  }));
}
