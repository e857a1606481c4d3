import type { UsageMeter } from '../measure/usage-meter.ts';

export type StoreName = 'embedded' | 'services';

/** A fresh store, and queue, for one run of the program. */
export interface BenchStore {
  name: StoreName;
  databaseUrl: string;
  /** The files in workers/, without .ts, that make up the program on this store. */
  workers: readonly string[];
  /** Environment variables that lead the program to it. */
  env: Record<string, string>;
  /** Has the meter watch the processes of store and queue, as far as they run on this machine. */
  watchServers(meter: UsageMeter): Promise<void>;
  /** To be called when the program has ended. */
  close(): Promise<void>;
}
