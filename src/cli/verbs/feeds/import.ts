import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { Pool } from '../../../store/db.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { decodeText } from '../../input/decode-text.ts';
import { readBytes } from '../../input/read-bytes.ts';
import type { CheckedEntry, LeftOut } from '../../opml/check-entries.ts';
import { type Output, outputOf } from '../../output.ts';
import { startProgress } from '../../progress.ts';
import { withStore } from '../../with-store.ts';

/** Feeds added in one transaction. */
const setSize = 1000;

/** `feeds import`: adds the feeds of an OPML file; bad entries are reported and left out. */
export function addFeedsImport(feeds: Command, deps: CliDeps): void {
  feeds
    .command('import')
    .description('add the feeds of an OPML file; folders become sections')
    .argument('<file>', 'the OPML file, or - for stdin')
    .action(async (file: string, _options: object, command: Command) => {
      const { readOpml } = await import('../../opml/read-opml.ts');
      const { checkEntries } = await import('../../opml/check-entries.ts');
      const text = decodeText(await readBytes(file, deps), null);
      if (text === null) throw new WiredeskError('invalid-opml', `${file}: this is binary data, not OPML`);
      const { feeds: found, leftOut } = checkEntries(namingFile(file, () => readOpml(text)));
      const known = await withStore(deps, (pool) => addInSets(pool, found, deps));
      await printReport(outputOf(deps, command), { added: found.length - known.length, known, leftOut });
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

/** Those that the store knew already are returned. */
async function addInSets(
  pool: Pool,
  feeds: readonly CheckedEntry[],
  deps: CliDeps,
): Promise<readonly CheckedEntry[]> {
  const { addFeeds } = await import('../../../store/change-feeds.ts');
  const progress = await startProgress(deps, 'adding feeds', feeds.length);
  const known: CheckedEntry[] = [];
  try {
    for (let start = 0; start < feeds.length; start += setSize) {
      deps.signal.throwIfAborted();
      const set = feeds.slice(start, start + setSize);
      const { present } = await addFeeds(
        pool,
        set.map(({ definition }) => definition),
        deps.now(),
      );
      const keys = new Set(present.map(({ key }) => key));
      known.push(...set.filter(({ definition }) => keys.has(definition.key)));
      progress.advance(set.length);
    }
  } finally {
    progress.stop();
  }
  return known;
}

interface Report {
  added: number;
  known: readonly CheckedEntry[];
  leftOut: readonly LeftOut[];
}

async function printReport(output: Output, { added, known, leftOut }: Report): Promise<void> {
  const duplicates = leftOut.filter(({ code }) => code === 'duplicate');
  const rejected = leftOut.filter(({ code }) => code !== 'duplicate');
  if (output.machine) {
    const places = known.map(({ number, line, url }) => ({ number, line, url }));
    return output.json({ added, present: known.length, rejected, duplicates, known: places });
  }
  const lines = leftOut.map(
    ({ number, line, reason }) => `feed ${number} (line ${line}) left out: ${reason}`,
  );
  const twice = duplicates.length > 0 ? `, ${duplicates.length} twice in the file` : '';
  lines.push(`${added} added, ${known.length} there already${twice}, ${rejected.length} left out`);
  return output.line(lines.join('\n'));
}
