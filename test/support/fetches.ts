import { createHash } from 'node:crypto';
import { noHistory } from '../../src/domain/polling-history.ts';
import type { SettledFetch } from '../../src/store/fetches.ts';
import type { IncomingItem } from '../../src/store/store-items.ts';

const hash = (text: string) => createHash('sha256').update(text).digest().subarray(0, 16);

/** An item on its way into the store whose content is `content`. */
export function incomingItem(key: string, content: string): IncomingItem {
  return { key, keyHash: hash(key), contentHash: hash(content), body: Buffer.from(content) };
}

interface Changes extends Partial<Omit<SettledFetch, 'record'>> {
  startedAt?: Date;
  outcome?: string;
  message?: string;
}

/** A successful fetch without items; `changes` over it. */
export function settledFetch({
  startedAt = new Date(),
  outcome = 'fetched',
  message,
  ...changes
}: Changes = {}): SettledFetch {
  return {
    record: {
      startedAt: startedAt.toISOString(),
      durationMs: 12,
      outcome,
      code: null,
      status: 200,
      url: 'https://courier.example/feed.xml',
      bytes: 1000,
      items: 0,
      message: message ?? null,
    },
    dueAt: new Date(startedAt.getTime() + 900_000),
    host: 'courier.example',
    validators: null,
    failures: 0,
    history: noHistory,
    state: 'healthy',
    seen: null,
    items: [],
    ...changes,
  };
}
