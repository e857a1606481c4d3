import { heldUntil } from '../deliver/held-until.ts';
import { holdSubscription, type SubscriptionClaim } from '../store/claim-subscription.ts';
import type { Db } from '../store/db.ts';
import {
  buryExpiredDeliveries,
  type DueDelivery,
  findDueDeliveries,
  type NamedMessage,
} from '../store/due-deliveries.ts';
import { bringEvents, composeMessages, type OutgoingMessage } from './compose-messages.ts';

export interface NextMessagesDeps {
  pool: Db;
  now: () => Date;
  /** Calls to one target at the same time. */
  callsAtOnce: number;
}

/** Events in a notice, at most; what is beyond comes in the next one. */
const noticeSize = 200;

/** What goes to the target at once: some calls of a webhook, or one notice. Nothing where nothing is due, or its pace holds it. */
export async function nextMessages(
  deps: NextMessagesDeps,
  claim: SubscriptionClaim,
): Promise<OutgoingMessage[]> {
  await buryExpiredDeliveries(deps.pool, claim.id, deps.now());
  const named = claim.channel === 'webhook' ? await nextCalls(deps, claim) : await nextNotice(deps, claim);
  return bringEvents(deps.pool, named);
}

async function nextCalls(
  { pool, now, callsAtOnce }: NextMessagesDeps,
  { id, batchSize }: SubscriptionClaim,
): Promise<NamedMessage[]> {
  const limit = callsAtOnce * batchSize;
  const due = await findDueDeliveries(pool, id, now(), { limit, together: false });
  return composeMessages(pool, due, { id, size: batchSize });
}

async function nextNotice(
  { pool, now }: NextMessagesDeps,
  claim: SubscriptionClaim,
): Promise<NamedMessage[]> {
  const due = await findDueDeliveries(pool, claim.id, now(), { limit: noticeSize, together: true });
  const [oldest] = due;
  if (!oldest) return [];
  const { pace, noticedAt } = claim;
  const until = heldUntil(pace, { since: oldest.createdAt, noticedAt }, now());
  if (until === null) return composeMessages(pool, ofOneNotice(due), { id: claim.id, size: noticeSize });
  await holdSubscription(pool, claim, until);
  return [];
}

/** What went together before and was not taken; else all. */
function ofOneNotice(due: DueDelivery[]): DueDelivery[] {
  const known = due.find(({ messageId }) => messageId !== null)?.messageId ?? null;
  return due.filter(({ messageId }) => messageId === known);
}
