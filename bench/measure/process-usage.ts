import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process has used since it began. */
export interface ProcessUsage {
  /** The kernel's name of it, at most 15 characters. */
  name: string;
  /** User and system time. */
  cpuSeconds: number;
  /** The most memory it ever had resident (VmHWM). */
  peakRssBytes: number;
  /** What it has resident now (VmRSS). */
  rssBytes: number;
}

/** Kernel ticks a second, in which /proc counts CPU time. */
export function readTicksPerSecond(): number {
  return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
}

/** What /proc says of a process of this machine; null when there is none or it cannot be read. */
export function readProcessUsage(pid: number, ticksPerSecond: number): ProcessUsage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return parseProcessUsage(stat, status, ticksPerSecond);
  } catch {
    return null;
  }
}

/** Reads `stat` and `status` as proc(5) describes them. The name may itself hold spaces and brackets. */
export function parseProcessUsage(stat: string, status: string, ticksPerSecond: number): ProcessUsage {
  const nameEnd = stat.lastIndexOf(')');
  const fields = stat.slice(nameEnd + 2).split(' ');
  const bytesOf = (field: string) =>
    1024 * Number(new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
  return {
    name: stat.slice(stat.indexOf('(') + 1, nameEnd),
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    peakRssBytes: bytesOf('VmHWM'),
    rssBytes: bytesOf('VmRSS'),
  };
}

/** What a process was started as; empty where it has ended. */
export function readCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The process ids of a process's children. */
export function listChildren(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}
