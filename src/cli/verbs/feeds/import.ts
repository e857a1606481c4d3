import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { FeedDefinition } from '../../../domain/feed-definition.ts';
import type { Pool } from '../../../store/db.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { decodeText } from '../../input/decode-text.ts';
import { readBytes } from '../../input/read-bytes.ts';
import type { OpmlEntry } from '../../opml/read-opml.ts';
import { type Output, outputOf } from '../../output.ts';
import { startProgress } from '../../progress.ts';
import { withStore } from '../../with-store.ts';

/** An entry of the file that is no feed we can poll. */
interface Rejected {
  number: number;
  line: number;
  url: string;
  reason: string;
}

/** Feeds added in one transaction. */
const setSize = 1000;
const maxNameLength = 300;

/** `feeds import`: adds the feeds of an OPML file; bad entries are reported and left out. */
export function addFeedsImport(feeds: Command, deps: CliDeps): void {
  feeds
    .command('import')
    .description('add the feeds of an OPML file; folders become sections')
    .argument('<file>', 'the OPML file, or - for stdin')
    .action(async (file: string, _options: object, command: Command) => {
      const { readOpml } = await import('../../opml/read-opml.ts');
      const text = decodeText(await readBytes(file, deps), null);
      if (text === null) throw new WiredeskError('invalid-opml', `${file}: this is binary data, not OPML`);
      const { definitions, rejected } = await checkEntries(namingFile(file, () => readOpml(text)));
      const added = await withStore(deps, (pool) => addInSets(pool, definitions, deps));
      await printReport(outputOf(deps, command), added, definitions.length - added, rejected);
    });
}

/** What `read` finds wrong is told with the file it is wrong in. */
function namingFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WiredeskError)) throw error;
    throw new WiredeskError(error.code, `${file}: ${error.message}`, { cause: error });
  }
}

/** A feed that stands in several folders counts once, in the first. */
async function checkEntries(
  entries: OpmlEntry[],
): Promise<{ definitions: FeedDefinition[]; rejected: Rejected[] }> {
  const { parseFeedDefinition } = await import('../../../config/feeds-file.ts');
  const definitions = new Map<string, FeedDefinition>();
  const rejected: Rejected[] = [];
  for (const { number, line, url, outlet, section, language } of entries) {
    try {
      const names = { outlet: outlet?.slice(0, maxNameLength), section: section?.slice(0, maxNameLength) };
      const definition = parseFeedDefinition({ url, ...names, language });
      if (!definitions.has(definition.key)) definitions.set(definition.key, definition);
    } catch (error) {
      if (!(error instanceof WiredeskError)) throw error;
      rejected.push({ number, line, url, reason: error.message });
    }
  }
  return { definitions: [...definitions.values()], rejected };
}

async function addInSets(pool: Pool, definitions: FeedDefinition[], deps: CliDeps): Promise<number> {
  const { addFeeds } = await import('../../../store/change-feeds.ts');
  const progress = await startProgress(deps, 'adding feeds', definitions.length);
  let added = 0;
  try {
    for (let start = 0; start < definitions.length; start += setSize) {
      deps.signal.throwIfAborted();
      const set = definitions.slice(start, start + setSize);
      added += (await addFeeds(pool, set, deps.now())).added.length;
      progress.advance(set.length);
    }
  } finally {
    progress.stop();
  }
  return added;
}

async function printReport(
  output: Output,
  added: number,
  present: number,
  rejected: Rejected[],
): Promise<void> {
  if (output.machine) return output.json({ added, present, rejected });
  const lines = rejected.map(
    ({ number, line, reason }) => `feed ${number} (line ${line}) left out: ${reason}`,
  );
  lines.push(`${added} added, ${present} there already, ${rejected.length} left out`);
  return output.line(lines.join('\n'));
}
