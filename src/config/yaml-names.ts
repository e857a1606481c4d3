import { readdirSync } from 'node:fs';
import { faultsError } from './faults.ts';

/** The names of the *.yaml in a folder, sorted. Throws WiredeskError `invalid-settings` where it cannot be read or has too many. */
export function yamlNames(folder: string, maxFiles: number): string[] {
  const names = namesIn(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  if (names.length <= maxFiles) return names;
  const message = `there are ${names.length} rule files; the limit is ${maxFiles}`;
  throw faultsError('invalid-settings', [{ place: folder, line: null, message }]);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    const message =
      'the folder of the rules cannot be read; see that it is there and that this user may read it';
    throw faultsError('invalid-settings', [{ place: folder, line: null, message }]);
  }
}
