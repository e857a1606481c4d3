import { ownerChat, ownerMail } from '../deliver/owner-message.ts';
import { countTries, type RetryTerms, retryAt } from '../deliver/retry-at.ts';
import type { PostOutcome } from '../domain/post-outcome.ts';
import type { Observer } from '../observe/observer.ts';
import type { Pool } from '../store/db.ts';
import { claimOwnerNotice, type OwnerNotice, settleOwnerNotice } from '../store/owner-notices.ts';
import { type ChannelDeps, noMail } from './channels.ts';

/** Tells an owner once, by mail or chat. */
export type OwnerChannel = (notice: OwnerNotice, signal: AbortSignal) => Promise<PostOutcome>;

export interface TellOwnerDeps extends RetryTerms {
  pool: Pool;
  ownerChannel: OwnerChannel;
  observer: Observer;
  now: () => Date;
  claimSeconds: number;
}

export function createOwnerChannel({ poster, mail }: Pick<ChannelDeps, 'poster' | 'mail'>): OwnerChannel {
  return async (notice, signal) => {
    if (!/^mailto:/i.test(notice.owner)) return poster.post(notice.owner, ownerChat(notice), signal);
    if (!mail) return noMail;
    const id = `owner_${notice.id}_${notice.failingSince?.getTime() ?? 0}`;
    return mail.mailer.send({ id, url: notice.owner, unsubscribeUrl: null, ...ownerMail(notice) }, signal);
  };
}

/**
 * Tells the owner of a subscription that it was given up, if that is due. A try that fails is made again after the pauses
 * of deliveries, as often as theirs. Safe to run twice: one worker at a time has the notice.
 */
export async function tellOwner(
  deps: TellOwnerDeps,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<void> {
  const { pool, ownerChannel, observer, now, claimSeconds } = deps;
  const notice = await claimOwnerNotice(pool, subscriptionId, now(), claimSeconds);
  if (!notice) return;
  const outcome = await ownerChannel(notice, signal);
  signal.throwIfAborted();
  const isOver = outcome.kind === 'accepted' || notice.tries >= countTries(deps);
  await settleOwnerNotice(pool, notice, isOver ? null : retryAt(now(), notice.tries, null, deps));
  observer.ownerTold(notice, outcome.kind === 'accepted' ? null : outcome.message);
}
