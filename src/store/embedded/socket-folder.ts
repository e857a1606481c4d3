import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { WiredeskError } from '../../domain/errors.ts';
import type { EmbeddedStoreLayout } from './layout.ts';

const openToOthers = 0o077;

/**
 * Makes the folder of the socket where it is not the data folder, and checks one that is there: in the system's
 * temporary folder anybody can have made it, and would read and write what we store.
 * @throws WiredeskError store-unavailable when it is another user's, open to others, or no folder.
 */
export function prepareSocketFolder({ folder, socketFolder }: EmbeddedStoreLayout): void {
  if (socketFolder === folder) return;
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
  const fault = faultOf(socketFolder, folder);
  if (fault === null) return;
  const wayOut = 'remove it, or give data.folder a shorter path';
  throw new WiredeskError('store-unavailable', `the socket's folder ${socketFolder} ${fault}; ${wayOut}`);
}

function faultOf(socketFolder: string, folder: string): string | null {
  const found = lstatSync(socketFolder);
  if (!found.isDirectory()) return 'is no folder';
  // Windows knows neither.
  if (!process.getuid) return null;
  if (![process.getuid(), statSync(folder).uid].includes(found.uid)) return `is user ${found.uid}'s`;
  return (found.mode & openToOthers) === 0 ? null : 'is open to other users';
}
