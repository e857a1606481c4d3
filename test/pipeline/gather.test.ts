import { expect, test } from 'vitest';
import { gather } from '../../src/pipeline/gather.ts';

const { signal } = new AbortController();

/** Work that waits until it is let go, and notes what came together. */
function heldWork() {
  const runs: number[][] = [];
  const gate = Promise.withResolvers<void>();
  const work = async (keys: number[]) => {
    runs.push(keys);
    await gate.promise;
    const bad = keys.find((key) => key < 0);
    if (bad !== undefined) throw new Error(`bad ${bad}`);
  };
  return { runs, work, letGo: gate.resolve };
}

test('does at once what comes alone, and together what comes meanwhile', async () => {
  const { runs, work, letGo } = heldWork();
  const doWork = gather(work, { together: 3, atOnce: 1 });
  const all = [1, 2, 3, 4, 5].map((key) => doWork(key, signal));
  expect(runs).toEqual([[1]]);
  letGo();
  await Promise.all(all);
  expect(runs).toEqual([[1], [2, 3, 4], [5]]);
});

test('has no more runs at once than it may', async () => {
  const { runs, work, letGo } = heldWork();
  const doWork = gather(work, { together: 10, atOnce: 2 });
  const all = [1, 2, 3, 4].map((key) => doWork(key, signal));
  expect(runs).toEqual([[1], [2]]);
  letGo();
  await Promise.all(all);
  expect(runs).toEqual([[1], [2], [3, 4]]);
});

test('lets one bad key fail alone, and goes on', async () => {
  const { work, letGo } = heldWork();
  const doWork = gather(work, { together: 10, atOnce: 1 });
  const all = [1, 2, -3, 4].map((key) => doWork(key, signal));
  letGo();
  const ends = await Promise.allSettled(all);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  await expect(doWork(-5, signal)).rejects.toThrow('bad -5');
  await expect(doWork(6, signal)).resolves.toBeUndefined();
});

test('interrupts a run when one of its signals aborts', async () => {
  const interrupt = new AbortController();
  const doWork = gather<number>(
    (_keys, given) =>
      new Promise((_resolve, reject) => {
        given.addEventListener('abort', () => reject(given.reason as Error));
      }),
    { together: 2, atOnce: 1 },
  );
  const work = doWork(1, interrupt.signal);
  interrupt.abort(new Error('too late'));
  await expect(work).rejects.toThrow('too late');
});
