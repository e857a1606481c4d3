import type { Observer } from '../observe/observer.ts';
import type { Producer } from '../queue/producer.ts';
import type { Db } from '../store/db.ts';
import {
  type CalledSubscription,
  confirmSubscription,
  denySubscription,
  dismissHub,
  findByToken,
} from '../store/hub-subscriptions.ts';
import { keepPush } from '../store/pushes.ts';
import { requestFetch } from '../store/request-fetch.ts';
import { askDeniedAgainAt, leaseFrom } from '../websub/lease.ts';
import { isSignedBy } from '../websub/signature.ts';

export interface AnswerHubDeps {
  db: Db;
  producer: Producer;
  observer: Observer;
  now: () => Date;
  /** The lease that hubs are asked for. */
  leaseSeconds: number;
}

/** What a hub asks or tells at a callback address (WebSub §5.2, §5.3). */
export interface HubQuery {
  mode: string;
  topic: string;
  challenge: string | null;
  leaseSeconds: number | null;
  reason: string | null;
}

/** What to answer: `confirmed` with the hub's challenge; `noted`; `unknown` where we want no such thing. */
export type HubAnswer = { kind: 'confirmed'; challenge: string } | { kind: 'noted' } | { kind: 'unknown' };

/**
 * Answers a hub that verifies that we want a subscription, or says that there will be none. What we did not ask for is
 * `unknown`: another topic, a feed that is not wanted, and the end of a subscription, which we never ask for.
 */
export async function answerHub(deps: AnswerHubDeps, token: string, query: HubQuery): Promise<HubAnswer> {
  const subscription = await findByToken(deps.db, token);
  if (subscription === null || subscription.askedAt === null || subscription.topic !== query.topic)
    return { kind: 'unknown' };
  if (query.mode === 'denied') return noteDenial(deps, subscription, query.reason);
  if (query.mode !== 'subscribe' || query.challenge === null || !subscription.isWanted)
    return { kind: 'unknown' };
  const lease = leaseFrom(deps.now(), query.leaseSeconds ?? deps.leaseSeconds);
  await confirmSubscription(deps.db, token, lease, deps.now());
  deps.observer.hubConfirmed(feedOf(subscription), subscription.hub, lease.until);
  return { kind: 'confirmed', challenge: query.challenge };
}

/** The feed is polled at once: what the hub would have pushed may be there already. */
async function noteDenial(
  { db, observer, now }: AnswerHubDeps,
  subscription: CalledSubscription,
  reason: string | null,
): Promise<HubAnswer> {
  await denySubscription(db, subscription.token, reason, askDeniedAgainAt(now()));
  await requestFetch(db, subscription.feedId, now());
  observer.hubDenied(feedOf(subscription), subscription.hub, reason);
  return { kind: 'noted' };
}

/** What a hub delivers. */
export interface Delivery {
  body: Uint8Array;
  contentType: string | null;
  /** X-Hub-Signature. */
  signature: string | undefined;
}

/** A hub sends one after another; what waits longer than this is better polled. */
const maxWaitingPushes = 20;

/** The subscription that a delivery is for, before its body is read; `unknown`: there is none; `unwanted`: the hub is to stop. */
export async function expectDelivery(
  { db, now }: AnswerHubDeps,
  token: string,
): Promise<CalledSubscription | 'unknown' | 'unwanted'> {
  const subscription = await findByToken(db, token);
  if (subscription === null) return 'unknown';
  if (subscription.isWanted) return subscription;
  await dismissHub(db, token, now());
  return 'unwanted';
}

/**
 * Keeps a delivery to be read like a fetched body. One without the right signature is dropped, and the sender is not
 * told so (WebSub §7.1).
 */
export async function takeDelivery(
  deps: AnswerHubDeps,
  subscription: CalledSubscription,
  { body, contentType, signature }: Delivery,
): Promise<void> {
  const { db, observer, now } = deps;
  const feed = feedOf(subscription);
  if (!isSignedBy(subscription.secret, body, signature)) {
    const fault = signature === undefined ? 'unsigned' : 'wrongly signed';
    return observer.pushDropped(feed, fault);
  }
  const push = { feedId: feed.id, receivedAt: now(), contentType, body };
  const id = await keepPush(db, push, maxWaitingPushes);
  if (id !== null) return haveItRead(deps, id);
  await requestFetch(db, feed.id, now());
  observer.pushDropped(feed, 'too many wait');
}

/** Not waited for: a queue that is away keeps no hub waiting, and the next tick enqueues what it did not take. */
function haveItRead({ producer, observer }: AnswerHubDeps, push: string): void {
  producer.enqueue('push', [{ push }]).catch((error: unknown) => observer.faultMet('queue push', error));
}

function feedOf({ feedId, key }: CalledSubscription): { id: string; key: string } {
  return { id: feedId, key };
}
