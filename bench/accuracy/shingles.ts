const shingleWords = 4;

/** F1 of two texts over their 4-grams of words, counted with repeats: 1 for the same words in the same order. */
export function shingleF1(found: string, gold: string): number {
  const [ours, theirs] = [shingles(found), shingles(gold)];
  if (ours.total === 0 || theirs.total === 0) return ours.total === theirs.total ? 1 : 0;
  let shared = 0;
  for (const [shingle, count] of ours.counts) shared += Math.min(count, theirs.counts.get(shingle) ?? 0);
  return (2 * shared) / (ours.total + theirs.total);
}

function shingles(text: string): { counts: Map<string, number>; total: number } {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  const total = Math.max(Math.min(words.length, 1), words.length - shingleWords + 1);
  for (let start = 0; start < total; start += 1) {
    const shingle = words.slice(start, start + shingleWords).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return { counts, total };
}
