/**
 * How a WebSub hub serves a feed, in an operator's words.
 * `pending`: asked for, not confirmed yet. `confirmed`: the hub agreed, nothing has come yet. `working`: pushes come, so
 * the feed is polled rarely. `unreliable`: polls found what no push had brought. `denied`: the hub refused. `lapsed`: the
 * lease ended before it was renewed. In all but `working` the feed is polled as if there were no hub.
 */
export const pushStates = ['pending', 'confirmed', 'working', 'unreliable', 'denied', 'lapsed'] as const;

export type PushState = (typeof pushStates)[number];

/** The hub of a feed and how it serves. Times are ISO 8601 UTC. */
export interface FeedPush {
  state: PushState;
  hub: string;
  /** Till when the hub promised to push. */
  leaseUntil: string | null;
  /** When the last push came that brought items. */
  pushedAt: string | null;
  /** Why the hub does not serve, as far as it is known. */
  fault: string | null;
}

/** Where a feed says that its changes are pushed (WebSub §4). */
export interface NamedHub {
  hub: string;
  /** The address that the hub knows the feed by: its own `self`. */
  topic: string;
}
