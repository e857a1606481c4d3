import { readdirSync, readFileSync } from 'node:fs';

/** Finding and measuring other processes takes Linux' /proc. */
export const hasProc = process.platform === 'linux';

/** The process that serves the embedded store of `dataFolder`; null when none does. */
export function findStoreProcess(dataFolder: string): number | null {
  const pid = readdirSync('/proc').find(
    (name) => /^\d+$/.test(name) && commandLine(name).endsWith(`serve ${dataFolder}`),
  );
  return pid ? Number(pid) : null;
}

/** Memory a process holds now, in bytes. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
