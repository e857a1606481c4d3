import type { PollingHistory } from '../domain/polling-history.ts';

const dayMs = 86_400_000;

/** What decides where a feed is asked. */
export interface Addressed {
  url: string;
  /** The operator's own, which another origin must not see. */
  headers: Record<string, string>;
}

/**
 * Where to ask: the feed's address, or the one that permanent redirects (301, 308) have led to for `adoptDays`. The
 * operator's address stays as it is; once the new one fails, it is asked again.
 */
export function addressToAsk(feed: Addressed, history: PollingHistory, now: Date, adoptDays: number): string {
  const { move } = history;
  if (move === null || now.getTime() - Date.parse(move.since) < adoptDays * dayMs) return feed.url;
  const isForeign = URL.parse(move.to)?.origin !== URL.parse(feed.url)?.origin;
  const hasSecrets = Object.keys(feed.headers).length > 0 || URL.parse(feed.url)?.username !== '';
  return isForeign && hasSecrets ? feed.url : move.to;
}

/** The move after a poll of `asked`: begun, kept, led elsewhere, or over. */
export function advanceMove(
  move: PollingHistory['move'],
  asked: { isAdopted: boolean; succeeded: boolean; movedTo: string | null },
  now: Date,
): PollingHistory['move'] {
  if (asked.movedTo !== null) {
    return asked.movedTo === move?.to ? move : { to: asked.movedTo, since: now.toISOString() };
  }
  if (asked.isAdopted) return asked.succeeded ? move : null;
  return asked.succeeded ? null : move;
}
