/** How an operator's rule fared: on how many articles it was tried, and on how many it found something. Days are ISO 8601, UTC. */
export interface RuleMatches {
  /** Where the rule is from, and what it says: `sites/example.com.yaml remove .ad`. */
  rule: string;
  tried: number;
  matched: number;
  /** null: never. */
  lastMatchedOn: string | null;
  /** The first day that it was tried after it found something last; null where it found something when it was tried last. */
  unmatchedSince: string | null;
}
