import type { Observer } from '../observe/observer.ts';
import type { Pool } from '../store/db.ts';
import { pruneOutputEntries } from '../store/output-entries.ts';
import { pruneDeliveries } from '../store/prune-deliveries.ts';
import { pruneEvents } from '../store/prune-events.ts';
import { sweepItems } from '../store/prune-items.ts';
import { prunePushes } from '../store/prune-pushes.ts';
import { pruneRevisions } from '../store/prune-revisions.ts';
import { pruneTombstones, summarizeIdentities } from '../store/prune-tombstones.ts';
import { inParts } from './in-parts.ts';
import { pruneArticles } from './prune-articles.ts';

/** How many days each is kept; 0 is for ever. */
export interface Retention {
  articleDays: number;
  revisionDays: number;
  itemDays: number;
  eventDays: number;
  deliveryDays: number;
  deadDeliveryDays: number;
  pushDays: number;
  tombstoneDays: number;
}

const dayMs = 86_400_000;

/** For one call, which is every hour. An article takes the most; nobody is to wait long for the lock of stories. */
const limits = {
  articles: { size: 50, parts: 2000 },
  revisions: { size: 500, parts: 400 },
  items: { size: 2000, parts: 200 },
  events: { size: 1000, parts: 500 },
  deliveries: { size: 2000, parts: 500 },
  pushes: { size: 50, parts: 100 },
  // What identities are looked for in grows with the store: seldom, and many at once.
  tombstones: { size: 5000, parts: 20 },
};

/**
 * Deletes what is older than it is to be kept. Articles go with all that hangs on them; the raw item of a current content
 * stays as long as its article, and what waits stays until it is done.
 */
export async function keepToRetention(
  { pool, observer }: { pool: Pool; observer: Pick<Observer, 'eventsMissed'> },
  retention: Retention,
  now: Date,
): Promise<void> {
  const before = (days: number) => (days === 0 ? null : new Date(now.getTime() - days * dayMs));
  const prune = async (
    days: number,
    what: keyof typeof limits,
    work: (before: Date, size: number) => Promise<number>,
  ) => {
    const until = before(days);
    if (until) await inParts((size) => work(until, size), limits[what]);
  };
  const pruneLog = async (until: Date, size: number) => {
    const { pruned, overtaken } = await pruneEvents(pool, until, size);
    for (const { name, from, to } of overtaken) observer.eventsMissed(name, from, to);
    return pruned;
  };
  const { articleDays, revisionDays, itemDays, eventDays, deliveryDays, deadDeliveryDays } = retention;
  await prune(articleDays, 'articles', (until, size) => pruneArticles(pool, now, until, size));
  await pruneOutputEntries(pool);
  await prune(revisionDays, 'revisions', (until, size) => pruneRevisions(pool, until, size));
  await prune(itemDays, 'items', (until, size) => sweepItems(pool, until, size));
  await prune(eventDays, 'events', pruneLog);
  await prune(deliveryDays, 'deliveries', (until, size) => pruneDeliveries(pool, 'made', until, size));
  await prune(deadDeliveryDays, 'deliveries', (until, size) =>
    pruneDeliveries(pool, 'given-up', until, size),
  );
  await prune(retention.pushDays, 'pushes', (until, size) => prunePushes(pool, until, size));
  await summarizeIdentities(pool);
  await prune(retention.tombstoneDays, 'tombstones', (until, size) => pruneTombstones(pool, until, size));
}
