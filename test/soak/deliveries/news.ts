import type { LogEvent, NewEvent } from '../../../src/domain/event.ts';
import { inTransaction, type Pool } from '../../../src/store/db.ts';
import { appendEvents, everyEvent, listEvents } from '../../../src/store/events.ts';

/** Appends events to the log: articles come, are updated and corrected, and some are killed. */
export interface Newsroom {
  publish(events: number): Promise<void>;
}

type Happening = Pick<NewEvent, 'type' | 'class'>;

/** What happens to an article after it came. */
const happenings: readonly Happening[] = [
  { type: 'updated', class: 'update' },
  { type: 'updated', class: 'correction' },
  { type: 'updated', class: 'update' },
  { type: 'killed' },
];
const firstShare = 0.5;

export function openNewsroom(pool: Pool, articleIds: readonly string[]): Newsroom {
  const happened = new Map<string, number>();
  let fresh = 0;
  const next = (): NewEvent | null => {
    const open = [...happened].filter(([, steps]) => steps < happenings.length).map(([id]) => id);
    const isNew = fresh < articleIds.length && (open.length === 0 || Math.random() < firstShare);
    const articleId = isNew ? articleIds[fresh] : open[Math.floor(Math.random() * open.length)];
    if (articleId === undefined) return null;
    if (isNew) fresh += 1;
    const steps = happened.get(articleId) ?? -1;
    happened.set(articleId, steps + 1);
    const happening = isNew ? { type: 'created' as const } : happenings[steps];
    const at = new Date().toISOString();
    return { type: 'created', articleId, revision: steps + 2, changed: [], at, ...happening };
  };
  return {
    async publish(count) {
      const events = Array.from({ length: count }, next).filter((event) => event !== null);
      await inTransaction(pool, (db) => appendEvents(db, events));
    },
  };
}

/** The whole log. */
export async function readWholeLog(pool: Pool): Promise<LogEvent[]> {
  return listEvents(pool, { ...everyEvent, after: '0', limit: 1_000_000 });
}
