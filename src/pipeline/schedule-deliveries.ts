import type { Producer } from '../queue/producer.ts';
import { findDueSubscriptions } from '../store/claim-subscription.ts';
import type { Db } from '../store/db.ts';

export interface ScheduleDeliveriesDeps {
  db: Db;
  producer: Producer;
  now: () => Date;
}

const mostAtOnce = 1000;

/** One tick: enqueues the subscriptions whose deliveries are due again; what was lost with the queue comes back by it. */
export async function scheduleDeliveries({ db, producer, now }: ScheduleDeliveriesDeps): Promise<void> {
  const at = now();
  const due = await findDueSubscriptions(db, at, mostAtOnce);
  // One job a claim waits at a time, however many ticks pass; one that a killed worker still holds has an older claim.
  await producer.enqueue(
    'deliver',
    due.map(({ id, claim }) => ({ subscriptionId: id, cause: `claim-${claim}` })),
  );
}
