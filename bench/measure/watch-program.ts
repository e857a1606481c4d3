import type { BenchStore } from '../program/bench-store.ts';
import type { Program } from '../program/start-program.ts';
import { listChildren, readCommandLine } from './process-usage.ts';
import type { UsageMeter } from './usage-meter.ts';

/** Processes that workers start, by the file they run. */
const roles: readonly (readonly [file: string, role: string])[] = [
  ['/parse-process.ts', 'parse'],
  ['/store.ts', 'store'],
];

/** Watches what the workers have started by now, what reads feeds and an embedded store, and the servers they use. */
export async function watchProgram(
  meter: UsageMeter,
  { workers }: Program,
  store: BenchStore,
): Promise<void> {
  for (const pid of workers.flatMap((worker) => listChildren(worker.pid))) {
    const command = readCommandLine(pid);
    const role = roles.find(([file]) => command.includes(file))?.[1];
    if (role !== undefined) meter.watch(role, [pid]);
  }
  await store.watchServers(meter);
}
