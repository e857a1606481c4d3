import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { CliDeps } from './cli-deps.ts';
import { addArticles } from './verbs/articles.ts';
import { addCluster } from './verbs/cluster.ts';
import { addEvents } from './verbs/events.ts';
import { addExport } from './verbs/export.ts';
import { addFeeds } from './verbs/feeds.ts';
import { addItems } from './verbs/items.ts';
import { addKeys } from './verbs/keys.ts';
import { addMatch } from './verbs/match.ts';
import { addMcp } from './verbs/mcp.ts';
import { addMigrate } from './verbs/migrate.ts';
import { addNormalize } from './verbs/normalize.ts';
import { addOutputs } from './verbs/outputs.ts';
import { addParse } from './verbs/parse.ts';
import { addRules } from './verbs/rules.ts';
import { addStories } from './verbs/stories.ts';
import { addSubscriptions } from './verbs/subscriptions.ts';
import { addTopics } from './verbs/topics.ts';

/**
 * The command line, ready to parse arguments. It exits nowhere: usage errors, --help and --version end in a
 * CommanderError, and what commander says of an error is left to runCli.
 */
export function createProgram(deps: CliDeps): Command {
  const program = new Command('wiredesk')
    .description('News aggregation: feeds go in; normalized, de-duplicated articles come out.')
    .version(packageJson.version)
    .option('--json', 'print for programs: JSON without indentation, one value a line')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => deps.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => 100,
    });
  addParse(program, deps);
  addNormalize(program, deps);
  addCluster(program, deps);
  addMatch(program, deps);
  addFeeds(program, deps);
  addItems(program, deps);
  addKeys(program, deps);
  addSubscriptions(program, deps);
  addOutputs(program, deps);
  addArticles(program, deps);
  addRules(program, deps);
  addStories(program, deps);
  addTopics(program, deps);
  addExport(program, deps);
  addEvents(program, deps);
  addMcp(program, deps);
  addMigrate(program, deps);
  return program;
}
