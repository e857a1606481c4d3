/** What a set of durations comes to, in milliseconds; NaN for none. */
export interface Percentiles {
  count: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  maxMs: number;
}

/** Nearest rank. */
export function percentiles(durationsMs: readonly number[]): Percentiles {
  const sorted = durationsMs.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { count: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
}

/** As cells of a table, rounded. */
export function percentileCells({ count, p50Ms, p95Ms, p99Ms, maxMs }: Percentiles): string[] {
  const ms = (value: number) => (Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en'));
  return [count.toLocaleString('en'), ms(p50Ms), ms(p95Ms), ms(p99Ms), ms(maxMs)];
}

export const percentileHead = ['seen', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'] as const;
