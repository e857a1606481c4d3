import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { outputOf } from '../output.ts';
import { readQuery } from '../query-argument.ts';
import { stemFlags, stemHelp } from '../topic-options.ts';

/** `match`: which articles of a file a topic's query matches; no store takes part. */
export function addMatch(program: Command, deps: CliDeps): void {
  program
    .command('match')
    .description('print the ids of the articles in a file that a query matches, one a line, in their order')
    .argument('<query>', 'as topics have it, e.g. \'storm "harbour wall" -sport\'; see docs/topics.md')
    .argument('<file>', 'lines of {id, …any article fields}, or - for stdin')
    // A query may begin with a minus.
    .allowUnknownOption()
    .helpOption('--help')
    .option(stemFlags, stemHelp)
    .action(async (source: string, file: string, { stem }: { stem?: string }, command: Command) => {
      const query = await readQuery(source, stem);
      const { readMatchInput } = await import('../input/read-match-input.ts');
      const { matchesQuery } = await import('../../topics/match-query.ts');
      const { searchedArticle } = await import('../../topics/searched-article.ts');
      const output = outputOf(deps, command);
      for (const { id, article } of await readMatchInput(file, deps)) {
        deps.signal.throwIfAborted();
        if (matchesQuery(query, searchedArticle(article))) await output.line(String(id));
      }
    });
}
