import type { FeedDefinition } from './feed-definition.ts';
import type { FeedState } from './feed-state.ts';
import type { KeyFallback } from './item-keys.ts';
import type { Origin } from './origin.ts';
import type { FeedPages } from './page.ts';
import type { FeedPush } from './push.ts';

/** A feed as stored: what operators say about it and where its polling stands. Times are ISO 8601 UTC. */
export interface Feed extends FeedDefinition {
  id: string;
  /** Of `file`: config/feeds.yaml. */
  origin: Origin;
  /** As the feed calls itself. */
  title: string | null;
  siteUrl: string | null;
  dueAt: string;
  fetchedAt: string | null;
  succeededAt: string | null;
  outcome: string | null;
  failures: number;
  failingSince: string | null;
  /** Why the last fetch failed; null where it did not. */
  fault: string | null;
  state: FeedState;
  stateSince: string | null;
  /** Where permanent redirects lead. */
  movedTo: string | null;
  /** When a poll brought something new last. */
  lastNewAt: string | null;
  /** How many new items an hour brings, estimated; null before the first reading. */
  newPerHour: number | null;
  /** Why and since when the ids of its items are not believed; null where they are. */
  keyFallback: KeyFallback | null;
  /** The hub that pushes it; null where it is polled alone. */
  push: FeedPush | null;
  /** What became of the last page that one of its items asked for; null where none did. */
  pages: FeedPages | null;
}

/** One line of a feed's fetch log. */
export interface FetchRecord {
  startedAt: string;
  durationMs: number;
  /** The outcome's kind, or `unreadable` where the body was no feed. */
  outcome: string;
  code: string | null;
  status: number | null;
  url: string;
  bytes: number;
  items: number;
  itemsNew: number;
  itemsChanged: number;
  message: string | null;
}

/** What normalization needs to know of the feed an item came from. */
export interface FeedContext {
  id: string;
  title: string | null;
  outlet: string | null;
  section: string | null;
  language: string | null;
  /** Rules of this feed alone. */
  rules: FeedDefinition['rules'];
  fullText: FeedDefinition['fullText'];
  /** As the feed itself says. */
  statedLanguage: string | null;
  statedRights: string | null;
}
