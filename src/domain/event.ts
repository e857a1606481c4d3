import type { RevisionClass } from './revision.ts';

/** What happened to an article; `story`: it joined or left one, or leads it now. */
export const eventTypes = ['created', 'updated', 'killed', 'story'] as const;
export type EventType = (typeof eventTypes)[number];

/**
 * One row of the log. `cursor` is a decimal string, to be compared only by the server: it grows by one per event,
 * in the order in which events became visible, and never changes.
 */
export interface LogEvent {
  cursor: string;
  type: EventType;
  articleId: string;
  revision: number;
  /**
   * Names of the article's fields that changed, `killed` where it was restored; of `story`, what did: `joined`, `left`,
   * `lead`, or `killed` where a copy was killed or restored.
   */
  changed: string[];
  /** Of `story`; null for the others. */
  storyId: string | null;
  /** Of `updated`: what the change is; null for the others. */
  class: RevisionClass | null;
  /** Why, in words; null where the type says all. */
  reason: string | null;
  /** ISO 8601 UTC. */
  at: string;
}

/** An event that has no cursor yet: it gets one when it is written. */
export type NewEvent = Omit<LogEvent, 'cursor' | 'storyId' | 'class' | 'reason'> &
  Partial<Pick<LogEvent, 'storyId' | 'class' | 'reason'>>;
