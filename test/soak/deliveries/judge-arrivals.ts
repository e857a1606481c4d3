import type { Arrival } from './receivers.ts';

/** What one subscription got, counted. */
export interface Verdict {
  faults: string[];
  taken: number;
  /** Events that were taken more than once. */
  duplicates: number;
  missing: number;
}

/** Holds what arrived against what had to: everything, in order per article, and again only under the same id. */
export function judgeArrivals(name: string, due: readonly string[], arrivals: readonly Arrival[]): Verdict {
  const taken = arrivals.filter(({ isTaken }) => isTaken).map(({ cursor }) => cursor);
  const distinct = new Set(taken);
  const dueSet = new Set(due);
  const missing = due.filter((cursor) => !distinct.has(cursor));
  const faults = [
    ...missing.map((cursor) => `${name} never got event ${cursor}`),
    ...[...distinct].filter((cursor) => !dueSet.has(cursor)).map((cursor) => `${name} got event ${cursor}`),
    ...disorders(arrivals).map((cursor) => `${name} got event ${cursor} after a newer one of its article`),
    ...renamed(arrivals).map((cursor) => `${name} got event ${cursor} under two ids`),
  ];
  return { faults, taken: distinct.size, duplicates: taken.length - distinct.size, missing: missing.length };
}

function disorders(arrivals: readonly Arrival[]): string[] {
  const newest = new Map<string, bigint>();
  return arrivals.flatMap(({ cursor, articleId }) => {
    const before = newest.get(articleId) ?? 0n;
    if (BigInt(cursor) < before) return [cursor];
    newest.set(articleId, BigInt(cursor));
    return [];
  });
}

function renamed(arrivals: readonly Arrival[]): string[] {
  const byCursor = Map.groupBy(arrivals, ({ cursor }) => cursor);
  return [...byCursor]
    .filter(([, same]) => new Set(same.map(({ messageId }) => messageId)).size > 1)
    .map(([cursor]) => cursor);
}
