import type { Producer } from '../queue/producer.ts';
import { claimDuePages, type PageClaimLimits } from '../store/claim-pages.ts';
import type { Pool } from '../store/db.ts';
import { endLateWaits } from '../store/page-waits.ts';

export interface SchedulePagesDeps {
  pool: Pool;
  producer: Producer;
  now: () => Date;
  pages: PageClaimLimits;
}

const waitsPerTick = 2000;

/** One tick: items that have waited long enough are normalized as they are; pages whose turn it is are asked for. */
export async function schedulePages({ pool, producer, now, pages }: SchedulePagesDeps): Promise<void> {
  const batches = await endLateWaits(pool, now(), waitsPerTick);
  await producer.enqueue(
    'normalize',
    batches.map((batch) => ({ batch })),
  );
  await producer.enqueue('page', await claimDuePages(pool, now(), pages));
}
