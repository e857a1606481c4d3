/** By what the items of a feed are told apart: their ids (else links, else content), their links, or their content. */
export type KeyedBy = 'id' | 'url' | 'content';

/** That the ids of a feed are not believed: what counts instead, why, and since when (ISO 8601 UTC). It stays so. */
export interface KeyFallback {
  by: Exclude<KeyedBy, 'id'>;
  why: 'repeating' | 'changing';
  since: string;
}

/** What an operator is told of it. */
export function describeKeyFallback({ by, why }: KeyFallback): string {
  const fault = why === 'repeating' ? 'ids repeat' : 'ids change at every poll';
  return `${fault}; items are told apart by ${by === 'url' ? 'link' : 'content'}`;
}
