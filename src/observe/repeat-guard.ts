/** Holds back what was let through a moment ago. */
export interface RepeatGuard {
  /** How many of the same were held back since the last one let through; null when this one is to be held back too. */
  admit(key: string): number | null;
}

interface Seen {
  admittedAt: number;
  heldBack: number;
}

const windowMs = 30_000;
/** Messages that name a port or an id differ every time; the oldest make room. */
const maxKeys = 200;

/** Lets the same key through once in 30 seconds. `now` is in milliseconds. */
export function createRepeatGuard(now: () => number): RepeatGuard {
  const keys = new Map<string, Seen>();
  return {
    admit(key) {
      const admittedAt = now();
      const last = keys.get(key);
      if (last && admittedAt - last.admittedAt < windowMs) {
        last.heldBack += 1;
        return null;
      }
      keys.delete(key);
      keys.set(key, { admittedAt, heldBack: 0 });
      const [oldest] = keys.keys();
      if (keys.size > maxKeys && oldest !== undefined) keys.delete(oldest);
      return last?.heldBack ?? 0;
    },
  };
}
