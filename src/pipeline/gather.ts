/** How much is done together. */
export interface GatherLimits {
  /** Keys in one run. */
  together: number;
  /** Runs at once. */
  atOnce: number;
}

interface Waiting<Key> {
  key: Key;
  signal: AbortSignal;
  done: PromiseWithResolvers<void>;
}

type Work<Key> = (keys: Key[], signal: AbortSignal) => Promise<void>;

/**
 * Does work for one key at a time when there is little to do, and for all that came meanwhile when there is much:
 * what waits while runs are under way goes into the next run. Where a run for several fails, each is done alone, so
 * that one bad key fails no other. A run is interrupted when one of its signals aborts.
 */
export function gather<Key>(work: Work<Key>, { together, atOnce }: GatherLimits) {
  const waiting: Waiting<Key>[] = [];
  let runs = 0;

  const runOn = async () => {
    runs += 1;
    while (waiting.length > 0) await runTogether(work, waiting.splice(0, together));
    runs -= 1;
  };
  return (key: Key, signal: AbortSignal): Promise<void> => {
    const done = Promise.withResolvers<void>();
    waiting.push({ key, signal, done });
    if (runs < atOnce) void runOn();
    return done.promise;
  };
}

async function runTogether<Key>(work: Work<Key>, members: Waiting<Key>[]): Promise<void> {
  try {
    const signal = AbortSignal.any(members.map((member) => member.signal));
    await work(
      members.map(({ key }) => key),
      signal,
    );
    for (const { done } of members) done.resolve();
  } catch (error) {
    const [only, ...others] = members;
    if (only && others.length === 0) only.done.reject(error);
    else for (const member of members) await runTogether(work, [member]);
  }
}
