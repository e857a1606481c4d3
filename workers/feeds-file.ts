import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readFeedsFile } from '../src/config/feeds-file.ts';
import { WiredeskError } from '../src/domain/errors.ts';
import { applyFeeds } from '../src/store/change-feeds.ts';
import type { Context } from './context.ts';

const lookEveryMs = 1000;

/**
 * Applies config/feeds.yaml now and whenever it changes. A faulty file at the start stops the process; a change that
 * makes it faulty is reported and leaves the feeds as they are.
 */
export async function followFeedsFile(context: Context): Promise<{ close(): void }> {
  const path = join(context.configFolder, 'feeds.yaml');
  // Taken before the file is read, so that no change falls between.
  let applied = versionOf(path);
  await applyFile(context, path);

  let isBusy = false;
  const look = async () => {
    const found = versionOf(path);
    if (isBusy || found === applied) return;
    isBusy = true;
    try {
      await applyFile(context, path);
      applied = found;
    } catch (error) {
      context.observer.faultMet('feeds file', error);
      // A faulty file stays so until it changes; any other fault is tried again.
      if (error instanceof WiredeskError) applied = found;
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(look, lookEveryMs);
  return { close: () => clearInterval(timer) };
}

async function applyFile({ pool, logger }: Context, path: string): Promise<void> {
  const applied = await applyFeeds(pool, readFeedsFile(path), new Date());
  const { added, changed, removed, unchanged } = applied;
  logger.info({ added, changed, removed, unchanged }, 'feeds file applied');
}

function versionOf(path: string): string {
  const file = statSync(path, { throwIfNoEntry: false });
  return file ? `${file.ino} ${file.mtimeMs} ${file.size}` : 'absent';
}
