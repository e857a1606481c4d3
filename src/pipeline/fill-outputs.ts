import { placeEntries } from '../deliver/output/place-entries.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { outputsFollower } from '../store/followers.ts';
import { findOutputTellings, listOutputListeners, tellEntries } from '../store/output-entries.ts';
import type { Dispatched } from './dispatch-log.ts';
import { type Plan, type Teller, tellPage } from './tell-listeners.ts';

/** Works the log off into entries of outputs, a page in a transaction, as dispatchLog does into deliveries. */
export async function fillOutputs(pool: Pool, now: () => Date, signal: AbortSignal): Promise<Dispatched> {
  for (;;) {
    const page = await inTransaction(pool, (db) => tellPage(db, outputs(now())));
    if (page === null) return { kind: 'elsewhere' };
    if (page.isFull && !signal.aborted) continue;
    return page.isBehind ? { kind: 'behind-topics' } : { kind: 'caught-up', cursor: page.next };
  }
}

function outputs(now: Date): Teller {
  return {
    follower: outputsFollower,
    listListeners: listOutputListeners,
    findTellings: findOutputTellings,
    findMuted: async () => [],
    write: (db, plan) => writeEntries(db, plan, now),
  };
}

async function writeEntries(
  db: Db,
  { planned, events, listeners, tellings, stories }: Plan,
  now: Date,
): Promise<void> {
  const held = tellings.map(({ listenerId: outputId, ...entry }) => ({ outputId, ...entry }));
  const policies = new Map(listeners.map(({ id, notices }) => [id, notices]));
  const times = new Map(events.map(({ cursor, at }) => [cursor, at]));
  const placed = placeEntries(planned, { held, policies, stories });
  await tellEntries(
    db,
    placed.map(({ cursor, ...entry }) => ({ ...entry, toldAt: times.get(cursor) ?? '' })),
    now,
  );
}
