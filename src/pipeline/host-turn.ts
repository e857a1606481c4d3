import { setTimeout as delay } from 'node:timers/promises';
import type { FetchOutcome } from '../domain/fetch-outcome.ts';
import type { HostTerms } from '../domain/host-terms.ts';
import type { Db } from '../store/db.ts';
import { restHost } from '../store/hosts.ts';

/** One feed's Retry-After may keep the other feeds of its host waiting for so long. */
const longestRestSeconds = 3600;

/** Waits for the time that the claim gave the feed: it was taken a moment ahead, so this is short. */
export async function awaitTurn(startsAt: Date, now: Date, signal: AbortSignal): Promise<void> {
  const waitMs = startsAt.getTime() - now.getTime();
  if (waitMs > 0) await delay(waitMs, undefined, { signal });
}

/** Where a server asks to wait (Retry-After), its host's other feeds wait, too, unless it serves many publishers. */
export async function restHostIfAsked(
  db: Db,
  outcome: FetchOutcome,
  hosts: readonly HostTerms[],
  now: Date,
): Promise<void> {
  if (outcome.kind !== 'rate-limited') return;
  const { host } = new URL(outcome.url);
  const seconds = Math.min(outcome.hints.retryAfterSeconds ?? 0, longestRestSeconds);
  const isShared = hosts.some((terms) => terms.host === host && terms.isShared);
  if (seconds > 0 && !isShared) await restHost(db, host, new Date(now.getTime() + seconds * 1000));
}
