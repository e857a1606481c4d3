/** What an operator says of a topic. */
export interface TopicDefinition {
  /** Unique. */
  name: string;
  /** As docs/topics.md has it. */
  query: string;
  /** The language in which single words match in all their forms; null: only as they are written. */
  stemming: string | null;
  /** Events that come while a topic is paused are not matched, also later; what it matched before is still followed. */
  paused: boolean;
}

/** A named query that new events are matched against. Times are ISO 8601 UTC. */
export interface Topic extends TopicDefinition {
  id: string;
  createdAt: string;
  changedAt: string;
}

/** That an event of the log concerns a topic. */
export interface TopicMatch {
  topicId: string;
  /** The event's. */
  cursor: string;
  articleId: string;
  /** Whether the query matches; false where the event is told because an earlier one of the article did. */
  holds: boolean;
}
