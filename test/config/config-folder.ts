import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WiredeskError } from '../../src/domain/errors.ts';

/** A folder with these files, gone when the test is over. */
export function configFolderWith(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The faults that `act` throws, a line each, without the folder in front. */
export function faultsOf(act: () => unknown, folder = ''): { code: string; lines: string[] } {
  try {
    act();
  } catch (error) {
    if (!(error instanceof WiredeskError)) throw error;
    return { code: error.code, lines: error.message.replaceAll(`${folder}/`, '').split('\n') };
  }
  return { code: 'none', lines: [] };
}
