import type { Command } from 'commander';
import { WiredeskError } from '../../domain/errors.ts';
import type { ParsedFeed } from '../../domain/parsed-feed.ts';
import type { CliDeps } from '../cli-deps.ts';
import { createInputReader, type InputReader } from '../input/input-reader.ts';
import { printEach } from '../input/print-each.ts';
import { readUrl } from '../option-values.ts';
import { type Output, outputOf } from '../output.ts';

interface ParseOptions {
  contentType?: string;
  baseUrl?: string;
}

/** What somebody asks for by hand is not cut short by the setting for polled feeds. */
const maxItems = 100_000;

/** `parse`: feeds as JSON. */
export function addParse(program: Command, deps: CliDeps): void {
  program
    .command('parse')
    .description('read feeds and print them as JSON')
    .argument('<inputs...>', 'files, addresses, or - for stdin')
    .option('--content-type <type>', 'the media type the feed was sent with')
    .option(
      '--base-url <url>',
      'the address the feed came from; relative addresses are resolved against it',
      readUrl,
    )
    .action(async (inputs: string[], options: ParseOptions, command: Command) => {
      const reader = createInputReader(deps);
      try {
        await printFeeds(
          inputs,
          (input) => parseInput(input, options, reader),
          outputOf(deps, command),
          deps,
        );
      } finally {
        await reader.close();
      }
    });
}

async function printFeeds(
  inputs: string[],
  parse: (input: string) => Promise<ParsedFeed>,
  output: Output,
  deps: CliDeps,
): Promise<void> {
  const [only, ...others] = inputs;
  if (only !== undefined && others.length === 0) return output.json({ ok: true, ...(await parse(only)) });
  const tasks = inputs.map((file) => ({ file, run: () => parse(file) }));
  return printEach(tasks, output, deps);
}

async function parseInput(name: string, options: ParseOptions, reader: InputReader): Promise<ParsedFeed> {
  const { parseFeed } = await import('../../parse/parse-feed.ts');
  const input = await reader.read(name);
  const outcome = await parseFeed(input.bytes, {
    contentType: options.contentType ?? input.contentType,
    baseUrl: options.baseUrl ?? input.url,
    maxItems,
  });
  if (outcome.kind === 'feed') return outcome.feed;
  throw new WiredeskError('unreadable-feed', `${name}: ${outcome.message}`);
}
