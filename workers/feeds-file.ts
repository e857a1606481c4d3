import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readFeedsFile } from '../src/config/feeds-file.ts';
import { WiredeskError } from '../src/domain/errors.ts';
import { feedRulesSchema } from '../src/normalize/rules.ts';
import { applyFeeds } from '../src/store/change-feeds.ts';
import type { Context } from './context.ts';
import { followFiles } from './follow-files.ts';

const lookEveryMs = 1000;

type FeedsFileContext = Pick<Context, 'pool' | 'logger' | 'observer' | 'configFolder'>;

/**
 * Applies config/feeds.yaml now and whenever it changes. A faulty file at the start stops the process; a change that
 * makes it faulty is reported and leaves the feeds as they are.
 */
export async function followFeedsFile(context: FeedsFileContext): Promise<{ close(): void }> {
  const path = join(context.configFolder, 'feeds.yaml');
  // Taken before the file is read, so that no change falls between.
  const applied = versionOf(path);
  await applyFile(context, path);
  return followFiles(
    {
      versionOf: async () => versionOf(path),
      apply: () => applyOrReport(context, path),
      onFault: (error) => context.observer.faultMet('feeds file', error),
      lookEveryMs,
    },
    applied,
  );
}

/** Whether this version is done with. A faulty file stays so until it changes; any other fault is tried again. */
async function applyOrReport(context: FeedsFileContext, path: string): Promise<boolean> {
  try {
    await applyFile(context, path);
    return true;
  } catch (error) {
    context.observer.faultMet('feeds file', error);
    return error instanceof WiredeskError;
  }
}

async function applyFile({ pool, logger }: FeedsFileContext, path: string): Promise<void> {
  const applied = await applyFeeds(pool, readFeedsFile(path, feedRulesSchema), new Date());
  const { added, changed, removed, unchanged, renormalized } = applied;
  // Counts: a file of 3,000 feeds would make a line that log collectors cut.
  const counts = {
    added: added.length,
    changed: changed.length,
    removed: removed.length,
    unchanged,
    renormalized: renormalized.length,
  };
  logger.info(counts, 'feeds file applied');
}

function versionOf(path: string): string {
  const file = statSync(path, { throwIfNoEntry: false });
  return file ? `${file.ino} ${file.mtimeMs} ${file.size}` : 'absent';
}
