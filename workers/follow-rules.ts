import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { WiredeskError } from '../src/domain/errors.ts';
import type { RuleBook } from '../src/normalize/rule-book.ts';
import type { Context } from './context.ts';
import { followFiles } from './follow-files.ts';
import { readRules } from './rules.ts';

/** Thousands of files of sites take some 50 ms to look at. */
const lookEveryMs = 5000;

/** The rules as they are now. */
export interface FollowedRules {
  current(): RuleBook;
  close(): void;
}

/**
 * Reads config/rules and config/sites now and whenever they change. A faulty file at the start stops the process; a change
 * that makes one faulty is reported and leaves all rules as they are.
 */
export async function followRules({
  configFolder,
  observer,
  logger,
}: Pick<Context, 'configFolder' | 'observer' | 'logger'>): Promise<FollowedRules> {
  const versionOf = () => versionOfFolders([join(configFolder, 'rules'), join(configFolder, 'sites')]);
  // Taken before the files are read, so that no change falls between.
  const applied = await versionOf();
  let book = readRules(configFolder);
  const apply = async () => {
    try {
      book = readRules(configFolder);
      logger.info('rules changed');
      return true;
    } catch (error) {
      observer.faultMet('rules', error);
      return error instanceof WiredeskError;
    }
  };
  const following = followFiles(
    { versionOf, apply, onFault: (error) => observer.faultMet('rules', error), lookEveryMs },
    applied,
  );
  return { current: () => book, close: following.close };
}

async function versionOfFolders(folders: readonly string[]): Promise<string> {
  const versions: string[] = [];
  for (const folder of folders.filter(existsSync)) {
    for (const name of (await readdir(folder)).sort()) {
      // A file that is renamed while it is looked at is looked at again.
      const file = await stat(join(folder, name)).catch(() => null);
      versions.push(`${name} ${file?.ino} ${file?.mtimeMs} ${file?.size}`);
    }
  }
  return versions.join('\n');
}
