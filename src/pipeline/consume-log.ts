import type { ConsumerFilter, Lease } from '../domain/consumer.ts';
import type { LogEvent } from '../domain/event.ts';
import { type ConsumerPlace, lockConsumer, moveConsumer } from '../store/consumers.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { everyEvent, listEvents, readLogPage } from '../store/events.ts';
import {
  deleteLease,
  expireLease,
  findArticlesInHand,
  insertLease,
  renewExpiredLease,
} from '../store/leases.ts';

export interface LeaseTerms {
  /** Events of a new lease at most. */
  limit: number;
  /** How long the worker may take before another one is given the same events. */
  seconds: number;
}

export type Leased =
  | { kind: 'leased'; lease: Lease; events: LogEvent[] }
  /** There is nothing after `next` yet, in the log or, where it is given, in what this topic matched of it. */
  | { kind: 'nothing'; next: string; topicId: string | null }
  /** The next event is of an article that another worker has in hand. */
  | { kind: 'in-other-hands' }
  | { kind: 'unknown-consumer' };

/**
 * Gives a worker of the consumer the next events that no other has in hand. What was not acknowledged in time comes
 * first. Events of one article are never in two hands, so each article's come in the order of the log.
 */
export async function leaseEvents(pool: Pool, name: string, terms: LeaseTerms, now: Date): Promise<Leased> {
  const expiresAt = new Date(now.getTime() + terms.seconds * 1000);
  return inTransaction(pool, async (db) => {
    const place = await lockConsumer(db, name, now);
    if (!place) return { kind: 'unknown-consumer' };
    const renewed = await renewExpiredLease(db, name, now, expiresAt);
    if (renewed) return { kind: 'leased', lease: renewed, events: await eventsOf(db, renewed, place) };

    const { events, until, isCut } = await nextPart(db, name, place, terms.limit);
    if (events.length === 0) {
      await moveConsumer(db, name, until);
      return isCut ? { kind: 'in-other-hands' } : { kind: 'nothing', next: until, topicId: place.topicId };
    }
    const lease = await insertLease(db, name, { after: place.leased, until }, expiresAt);
    await moveConsumer(db, name, until);
    return { kind: 'leased', lease, events };
  });
}

/** Says that the events of a lease are done. False when it expired and its events were given out anew. */
export function acknowledge(pool: Pool, name: string, leaseId: string, now: Date): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    await lockConsumer(db, name, now);
    const isDone = await deleteLease(db, name, leaseId);
    await moveConsumer(db, name, null);
    return isDone;
  });
}

/** Gives the events of a lease back, for another worker to have them at once. False as for acknowledge. */
export function release(pool: Pool, name: string, leaseId: string, now: Date): Promise<boolean> {
  return inTransaction(pool, (db) => expireLease(db, name, leaseId, now));
}

/** The events after what is given out, up to the first of an article that is in somebody's hands. */
async function nextPart(
  db: Db,
  name: string,
  { leased, ...filter }: ConsumerPlace,
  limit: number,
): Promise<{ events: LogEvent[]; until: string; isCut: boolean }> {
  const page = await readLogPage(db, { ...everyEvent, ...filter, after: leased, limit });
  const inHand = await findArticlesInHand(db, name, page.events);
  const cut = page.events.findIndex(({ articleId }) => inHand.has(articleId));
  if (cut === -1) return { events: page.events, until: page.next, isCut: false };
  const events = page.events.slice(0, cut);
  return { events, until: events.at(-1)?.cursor ?? leased, isCut: true };
}

function eventsOf(
  db: Db,
  { after, until }: Lease,
  { types, feedId, topicId }: ConsumerFilter,
): Promise<LogEvent[]> {
  const all = Number(BigInt(until) - BigInt(after));
  return listEvents(db, { ...everyEvent, after, until, limit: all, types, feedId, topicId });
}
