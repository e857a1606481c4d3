import type { TermSequence } from './shingles.ts';

/** The share of the terms of one text, each counted once, that another has; of the shorter one; 1 for none at all. */
export function shareOfTerms(one: TermSequence, other: TermSequence): number {
  const [fewer, more] = [new Set(one.terms), new Set(other.terms)].sort((a, b) => a.size - b.size);
  if (!fewer || !more || fewer.size === 0) return 1;
  return fewer.intersection(more).size / fewer.size;
}
