/**
 * What a change of an article is: `typo`, some letters; `correction`, with a new note that says so; `update`, more text and
 * hardly a word less; `rewrite`, most of it is new; `substance`, other words or numbers and no note of it; `details`, only
 * what stands around the text; `rules`, what other rules make of the same item: its publisher changed nothing.
 */
export const revisionClasses = [
  'typo',
  'correction',
  'update',
  'rewrite',
  'substance',
  'details',
  'rules',
] as const;
export type RevisionClass = (typeof revisionClasses)[number];

/** A stretch of a text that two revisions share, or that one of them has. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}
