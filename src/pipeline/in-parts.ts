/** How much is done by one call. */
export interface PartLimits {
  /** Rows in one part, each of which is a transaction. */
  size: number;
  /** What is left after so many waits for the next call. */
  parts: number;
}

/**
 * Does work a part at a time until a part is not full, and returns how much was done. What is ended at any moment goes on
 * where it was with the next call, and nobody waits for a long transaction.
 */
export async function inParts(
  work: (size: number) => Promise<number>,
  { size, parts }: PartLimits,
): Promise<number> {
  let done = 0;
  for (let part = 0; part < parts; part += 1) {
    const worked = await work(size);
    done += worked;
    if (worked < size) break;
  }
  return done;
}
