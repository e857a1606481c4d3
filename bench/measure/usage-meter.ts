import { readProcessUsage, readTicksPerSecond } from './process-usage.ts';

/** What the processes of one role used. */
export interface RoleUsage {
  /** Of all its processes together, since the last mark. */
  cpuSeconds: number;
  /** Of its largest process, since it began. */
  peakRssBytes: number;
}

/** Watches processes by role. A process that ends keeps what it was last seen to have used. */
export interface UsageMeter {
  /** Counts a process from now on; `name`, where given, must be the kernel's name of it, else it is left alone. */
  watch(role: string, pids: readonly number[], name?: string): void;
  /** Starts to count CPU time anew. */
  mark(): void;
  sample(): void;
  read(): Map<string, RoleUsage>;
}

interface Watched {
  role: string;
  cpuAtMark: number;
  cpuSeconds: number;
  peakRssBytes: number;
}

export function createUsageMeter(): UsageMeter {
  const ticksPerSecond = readTicksPerSecond();
  const watched = new Map<number, Watched>();

  const sample = () => {
    for (const [pid, process] of watched) Object.assign(process, readProcessUsage(pid, ticksPerSecond));
  };
  return {
    watch(role, pids, name) {
      for (const pid of pids) {
        const usage = watched.has(pid) ? null : readProcessUsage(pid, ticksPerSecond);
        if (usage && (name === undefined || usage.name === name))
          watched.set(pid, { role, cpuAtMark: 0, ...usage });
      }
    },
    mark() {
      sample();
      for (const process of watched.values()) process.cpuAtMark = process.cpuSeconds;
    },
    sample,
    read() {
      const byRole = new Map<string, RoleUsage>();
      for (const { role, cpuAtMark, cpuSeconds, peakRssBytes } of watched.values()) {
        const sum = byRole.get(role) ?? { cpuSeconds: 0, peakRssBytes: 0 };
        byRole.set(role, {
          cpuSeconds: sum.cpuSeconds + cpuSeconds - cpuAtMark,
          peakRssBytes: Math.max(sum.peakRssBytes, peakRssBytes),
        });
      }
      return byRole;
    },
  };
}
