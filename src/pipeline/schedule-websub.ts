import type { Producer } from '../queue/producer.ts';
import type { Db } from '../store/db.ts';
import { claimDueSubscriptions } from '../store/hub-subscriptions.ts';
import { claimDuePushes } from '../store/pushes.ts';

export interface ScheduleWebsubDeps {
  db: Db;
  producer: Producer;
  now: () => Date;
}

/** Hubs are asked in small sets: a thousand feeds can have the same one. */
const subscriptionClaim = { limit: 20, claimSeconds: 300 };
const pushClaim = { limit: 500, claimSeconds: 60 };

/** One tick: enqueues the hubs that are to be asked and the pushes that wait to be read; lost jobs come back by it. */
export async function scheduleWebsub({ db, producer, now }: ScheduleWebsubDeps): Promise<void> {
  await producer.enqueue('subscribe', await claimDueSubscriptions(db, now(), subscriptionClaim));
  const pushes = await claimDuePushes(db, now(), pushClaim);
  await producer.enqueue(
    'push',
    pushes.map((push) => ({ push })),
  );
}
