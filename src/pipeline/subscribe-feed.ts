import type { PostedMessage, Poster } from '../fetch/poster.ts';
import type { Observer } from '../observe/observer.ts';
import type { Db } from '../store/db.ts';
import { type AskedSubscription, type Attempt, markAsked, noteAsked } from '../store/hub-subscriptions.ts';
import { askAgainAt } from '../websub/lease.ts';

export interface SubscribeFeedDeps {
  db: Db;
  poster: Poster;
  observer: Observer;
  now: () => Date;
  /** The lease that hubs are asked for. */
  leaseSeconds: number;
}

/** Asks a feed's hub to push, or to go on pushing. Safe to run twice: the hub keeps one subscription a callback. */
export async function subscribeFeed(
  deps: SubscribeFeedDeps,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<void> {
  const now = deps.now();
  const subscription = await markAsked(deps.db, attempt, now);
  if (subscription === null) return;
  const form = subscriptionForm(subscription, deps.leaseSeconds);
  const outcome = await deps.poster.post(subscription.hub, form, signal);
  signal.throwIfAborted();
  const fault = outcome.kind === 'accepted' ? null : outcome.message;
  const wish = outcome.kind === 'refused' ? (outcome.retryAfterSeconds ?? 0) : 0;
  const dueAt = askAgainAt(now, subscription.unconfirmed, subscription.leaseUntil);
  const wished = new Date(now.getTime() + Math.min(wish, longestWishSeconds) * 1000);
  await noteAsked(deps.db, attempt, dueAt > wished ? dueAt : wished, fault);
  deps.observer.hubAsked({ id: subscription.feedId, key: subscription.key }, subscription.hub, fault);
}

/** A wild Retry-After must not keep us from a hub for years. */
const longestWishSeconds = 86_400;

/** A subscription request (WebSub §5.1). The secret is sent over plain http too: better signed than not. */
function subscriptionForm(
  { callbackUrl, token, topic, secret }: AskedSubscription,
  leaseSeconds: number,
): PostedMessage {
  const form = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.callback': `${callbackUrl}/${token}`,
    'hub.topic': topic,
    'hub.secret': secret,
    'hub.lease_seconds': String(leaseSeconds),
  });
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}
