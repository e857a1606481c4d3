import { createHash } from 'node:crypto';

/** Gives the next number in [0, 1). */
export type Random = () => number;

/**
 * A stream of numbers that is always the same for the same labels (sfc32, seeded by SHA-256). Its state has 128 bits, so
 * that no two of many streams ever run into each other: with 32 bits, invented texts came to share whole passages.
 */
export function randomFor(...labels: readonly (string | number)[]): Random {
  const seed = createHash('sha256').update(labels.join('/')).digest();
  let a = seed.readInt32LE(0);
  let b = seed.readInt32LE(4);
  let c = seed.readInt32LE(8);
  let counter = seed.readInt32LE(12);
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}

/** A whole number from `least` to `most`, both included. */
export function integerBetween(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** A copy in random order (Fisher–Yates). */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const deck = [...list];
  for (let last = deck.length - 1; last > 0; last--) {
    const other = integerBetween(random, 0, last);
    [deck[last], deck[other]] = [deck[other] as T, deck[last] as T];
  }
  return deck;
}
