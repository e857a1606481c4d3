import type { NamedHub } from '../domain/push.ts';
import type { Pushed } from '../schedule/poll.ts';
import type { Db } from '../store/db.ts';
import {
  endSubscription,
  findSubscription,
  type HubSubscription,
  notePoll,
  startSubscription,
} from '../store/hub-subscriptions.ts';
import { namedHub } from '../websub/named-hub.ts';
import { type PollBesidePushes, type Trust, trustAfterPoll } from '../websub/trust.ts';
import { answerOf, type FetchReading } from './settlement.ts';

/** What following hubs takes. */
export interface WebsubDeps {
  /** The public address under which the API's /websub is reached. */
  callbackUrl: string;
  /** 43 characters that nobody can guess. */
  randomToken: () => string;
}

/** A feed's subscription as a poll found it, and what the poll leaves of it. */
export interface PolledPush {
  subscription: HubSubscription;
  trust: Trust;
}

/** What a poll that succeeded says of the feed's hub; null where the feed has none. */
export async function pushBesidePoll(
  db: Db,
  feedId: string,
  poll: PollBesidePushes,
): Promise<PolledPush | null> {
  const subscription = await findSubscription(db, feedId);
  if (subscription === null) return null;
  return { subscription, trust: trustAfterPoll(subscription, subscription.confirmedAt, poll) };
}

/** Till when pushes take the place of most polls. */
export function pushedUntil(push: PolledPush | null): Date | null {
  return push?.trust.state === 'working' ? push.subscription.leaseUntil : null;
}

/** What was pushed since the poll before. */
export function pushedBefore(push: PolledPush | null): Pushed | null {
  const { itemsPushed = 0, pushedAt = null } = push?.subscription ?? {};
  return itemsPushed > 0 && pushedAt !== null ? { newItems: itemsPushed, at: pushedAt } : null;
}

/** After a poll that counted: subscribes where the feed names a hub, and keeps what the poll told of it. */
export async function followHub(
  db: Db,
  websub: WebsubDeps,
  feedId: string,
  { reading, push, now }: { reading: FetchReading; push: PolledPush | null; now: Date },
): Promise<void> {
  const answer = answerOf(reading.outcome);
  if (reading.feed !== null && answer?.kind === 'fetched') {
    const named = namedHub({ ...reading.feed, link: answer.link, url: answer.url });
    if (!isSame(named, push?.subscription ?? null)) return changeHub(db, websub, feedId, named, now);
  }
  if (push === null) return;
  const { subscription, trust } = push;
  const missedAt = trust.missedAt === subscription.missedAt ? null : trust.missedAt;
  if (missedAt !== null || subscription.itemsPushed > 0)
    await notePoll(db, feedId, missedAt, subscription.itemsPushed);
}

function isSame(named: NamedHub | null, known: NamedHub | null): boolean {
  return named?.hub === known?.hub && named?.topic === known?.topic;
}

async function changeHub(
  db: Db,
  { callbackUrl, randomToken }: WebsubDeps,
  feedId: string,
  named: NamedHub | null,
  now: Date,
): Promise<void> {
  if (named === null) return endSubscription(db, feedId);
  const secrets = { callbackUrl, token: randomToken(), secret: randomToken() };
  await startSubscription(db, { feedId, ...named, ...secrets }, now);
}
