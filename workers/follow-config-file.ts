import { statSync } from 'node:fs';
import { join } from 'node:path';
import { WiredeskError } from '../src/domain/errors.ts';
import type { Context } from './context.ts';
import { followFiles } from './follow-files.ts';

const lookEveryMs = 1000;

export type ConfigFileContext = Pick<Context, 'pool' | 'logger' | 'observer' | 'configFolder'>;

/** A file of the config folder that says what the store is to hold. */
export interface ConfigFile {
  name: string;
  /** What the log calls it. */
  what: string;
  /** Brings the store in line with the file at `path`; what changed, in counts, null where there is nothing to say. */
  apply(path: string): Promise<Record<string, number> | null>;
}

/**
 * Applies the file now and whenever it changes. A faulty file at the start stops the process; a change that makes it
 * faulty is reported and leaves everything as it is.
 */
export async function followConfigFile(
  { logger, observer, configFolder }: ConfigFileContext,
  { name, what, apply }: ConfigFile,
): Promise<{ close(): void }> {
  const path = join(configFolder, name);
  const applyFile = async () => {
    const counts = await apply(path);
    if (counts) logger.info(counts, `${what} applied`);
  };
  // Whether this version is done with. A faulty file stays so until it changes; any other fault is tried again.
  const applyOrReport = async () => {
    try {
      await applyFile();
      return true;
    } catch (error) {
      observer.faultMet(what, error);
      return error instanceof WiredeskError;
    }
  };
  // Taken before the file is read, so that no change falls between.
  const applied = versionOf(path);
  await applyFile();
  const onFault = (error: unknown) => observer.faultMet(what, error);
  const versionNow = async () => versionOf(path);
  return followFiles({ versionOf: versionNow, apply: applyOrReport, onFault, lookEveryMs }, applied);
}

function versionOf(path: string): string {
  const file = statSync(path, { throwIfNoEntry: false });
  return file ? `${file.ino} ${file.mtimeMs} ${file.size}` : 'absent';
}
