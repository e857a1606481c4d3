/**
 * Who took an article back: an operator; a headline of its outlet; its feed, which names the entry as deleted (RFC 6721)
 * or says that it is not to be used; its page, which is gone (410).
 */
export type KillCause = 'operator' | 'headline' | 'deleted' | 'status' | 'gone';

/** What a feed says of the use of an item (IPTC ninjs `pubStatus`): `withheld` until further notice, `canceled` for good. */
export const publishStatuses = ['usable', 'withheld', 'canceled'] as const;
export type PublishStatus = (typeof publishStatuses)[number];

/** An article to be killed, and why. */
export interface Kill {
  articleId: string;
  cause: KillCause;
  reason: string;
}

/** An article to be restored, and why. */
export interface Restoration {
  articleId: string;
  /** Only if this is why it was killed; null restores whatever was. */
  cause: KillCause | null;
  reason: string;
}

/** When and why an article was killed. */
export interface Killed {
  /** ISO 8601 UTC. */
  at: string;
  /** As it was given. */
  reason: string;
}
