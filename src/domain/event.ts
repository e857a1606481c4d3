/** What happened to an article. */
export type EventType = 'created' | 'updated' | 'killed';

/**
 * One row of the log. `cursor` is a decimal string, to be compared only by the server: it grows by one per event,
 * in the order in which events became visible, and never changes.
 */
export interface LogEvent {
  cursor: string;
  type: EventType;
  articleId: string;
  revision: number;
  /** Names of the article's fields that changed; empty for `created`. */
  changed: string[];
  /** ISO 8601 UTC. */
  at: string;
}
