import type { PlannedDelivery } from '../deliver/plan-deliveries.ts';
import type { Producer } from '../queue/producer.ts';
import { inTransaction, type Pool } from '../store/db.ts';
import { deliveriesFollower } from '../store/followers.ts';
import { findMuted } from '../store/muted-stories.ts';
import { findTellings, insertDeliveries, listListeners } from '../store/plan-deliveries.ts';
import { type Teller, tellPage } from './tell-listeners.ts';

export interface DispatchDeps {
  pool: Pool;
  producer: Producer;
  now: () => Date;
}

/** How far the log is worked off; `behind-topics`: what follows is still to be matched; `elsewhere`: another process does this. */
export type Dispatched =
  | { kind: 'caught-up'; cursor: string }
  | { kind: 'behind-topics' }
  | { kind: 'elsewhere' };

/**
 * Works the log off into deliveries, a page in a transaction, and wakes whoever makes them. The place in the log moves in
 * that transaction, so each event is planned once, whatever stops in between. Events come after they were matched.
 */
export async function dispatchLog(deps: DispatchDeps, signal: AbortSignal): Promise<Dispatched> {
  for (;;) {
    const page = await inTransaction(deps.pool, (db) => tellPage(db, subscribers(deps.now())));
    if (page === null) return { kind: 'elsewhere' };
    const cause = `event-${page.next}`;
    const payloads = woken(page.planned).map((subscriptionId) => ({ subscriptionId, cause }));
    await deps.producer.enqueue('deliver', payloads);
    if (page.isFull && !signal.aborted) continue;
    return page.isBehind ? { kind: 'behind-topics' } : { kind: 'caught-up', cursor: page.next };
  }
}

function subscribers(now: Date): Teller {
  return {
    follower: deliveriesFollower,
    listListeners,
    findTellings,
    findMuted,
    write: (db, { planned }) => insertDeliveries(db, planned, now),
  };
}

function woken(planned: PlannedDelivery[]): string[] {
  return [...new Set(planned.map(({ listenerId }) => listenerId))];
}
