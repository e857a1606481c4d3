import type { FullText } from './full-text.ts';

/**
 * When a feed is polled: every so many seconds, at the times of a cron expression (5 fields, or 6 with seconds), or at its
 * own pace between two bounds, of which at least one is given.
 */
export type FeedSchedule =
  | { kind: 'interval'; seconds: number }
  | { kind: 'cron'; expression: string; timezone: string }
  | { kind: 'paced'; minSeconds: number | null; maxSeconds: number | null };

/** A feed as an operator describes it, checked. Absent is null or {}. */
export interface FeedDefinition {
  /** Names the feed for good, whatever becomes of its address; the url where none is given. */
  key: string;
  /** http or https, as written. */
  url: string;
  outlet: string | null;
  section: string | null;
  /** Canonical BCP 47 tag, e.g. `en` or `pt-BR`. */
  language: string | null;
  /** null: the interval that the settings give every feed. */
  schedule: FeedSchedule | null;
  /** Sent with every request, by lower-case name. Values may be secrets. */
  headers: Record<string, string>;
  /** Rules of this feed alone, laid over those of config/rules. */
  rules: Record<string, unknown> | null;
  paused: boolean;
  /** Whether the pages of its items are fetched; null: as the settings say of every feed. */
  fullText: FullText | null;
}
