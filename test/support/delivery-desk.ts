import { expect } from 'vitest';
import type { LogEvent } from '../../src/domain/event.ts';
import { atOnce, type Subscription, type SubscriptionDefinition } from '../../src/domain/subscription.ts';
import type { Channels } from '../../src/pipeline/channels.ts';
import { type DeliverDeps, deliverToTarget } from '../../src/pipeline/deliver-to-target.ts';
import { dispatchLog } from '../../src/pipeline/dispatch-log.ts';
import { scheduleDeliveries } from '../../src/pipeline/schedule-deliveries.ts';
import type { Producer } from '../../src/queue/producer.ts';
import { inTransaction, type Pool } from '../../src/store/db.ts';
import { appendEvents, findLogHead } from '../../src/store/events.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { createSilentObserver } from './silent-observer.ts';

const never = new AbortController().signal;
const hourMs = 3_600_000;

/** What calls of webhooks are signed with. */
export const deskSecret = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;

export interface DeliveryDeskSetup {
  pool: Pool;
  channels: Channels;
  now: () => Date;
  /** Whom a subscription calls where a test does not say. */
  standard: Pick<SubscriptionDefinition, 'channel' | 'url'>;
  pausesSeconds?: readonly number[];
}

/** From the log to targets, step by step as a test says. */
export function createDeliveryDesk({
  pool,
  channels,
  now,
  standard,
  pausesSeconds = [5, 60],
}: DeliveryDeskSetup) {
  const woken: string[] = [];
  const producer: Producer = {
    enqueue: async (_queue, payloads) => {
      woken.push(...payloads.map((payload) => (payload as { subscriptionId: string }).subscriptionId));
    },
    countJobs: () => expect.fail('nobody asked for counts'),
    close: async () => undefined,
  };
  const deps: DeliverDeps = {
    pool,
    channels,
    observer: createSilentObserver(now),
    now,
    random: () => 0,
    callsAtOnce: 4,
    claimSeconds: 60,
    pauseAfterMs: 72 * hourMs,
    pausesSeconds,
  };
  const dispatch = () => dispatchLog({ pool, producer, now }, never);
  const deliver = (subscriptionId: string) => deliverToTarget(deps, subscriptionId, never);

  return {
    deps,
    producer,
    dispatch,
    deliver,
    async subscribe(changes: Partial<SubscriptionDefinition> = {}, key = deskSecret): Promise<Subscription> {
      const usual = { name: 'desk', topicId: null, notices: 'articles', batchSize: 1, owner: null } as const;
      const definition = { ...usual, pace: atOnce, ...standard, ...changes };
      return (await addSubscription(pool, definition, key, now())) ?? expect.fail('the name is taken');
    },
    /** Writes an event of each of these articles; their cursors. */
    async append(articleIds: string[], changes: Partial<LogEvent> = {}): Promise<number[]> {
      const usual = { type: 'created' as const, revision: 1, changed: [], at: now().toISOString() };
      const events = articleIds.map((articleId) => ({ ...usual, articleId, ...changes }));
      await inTransaction(pool, (db) => appendEvents(db, events));
      const first = Number(await findLogHead(pool)) - articleIds.length + 1;
      return articleIds.map((_, index) => first + index);
    },
    /** Plans what happened, and lets the tick and the workers do their work. */
    async work(): Promise<void> {
      await dispatch();
      await scheduleDeliveries({ db: pool, producer, now });
      for (const id of new Set(woken.splice(0))) await deliver(id);
    },
  };
}

export type DeliveryDesk = ReturnType<typeof createDeliveryDesk>;
