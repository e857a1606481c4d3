import type { Fetched, FetchOutcome } from '../../src/domain/fetch-outcome.ts';
import type { Observer } from '../../src/observe/observer.ts';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import type { FetchFeedDeps } from '../../src/pipeline/fetch-feed.ts';
import type { Pool } from '../../src/store/db.ts';

/** An answer of a server that has the feed. */
export function fetched(body: string): Fetched {
  return {
    kind: 'fetched',
    status: 200,
    url: 'https://courier.example/feed.xml',
    body: Buffer.from(body),
    contentType: null,
    link: null,
    validators: { etag: '"1"', lastModified: null },
    hints: { maxAgeSeconds: null, retryAfterSeconds: null },
  };
}

/** What it takes to fetch feeds at `now` from a server that always gives this answer; new batches go to `batches`. */
export function fetchDeps(db: Pool, answer: FetchOutcome, batches: string[], now: Date): FetchFeedDeps {
  return {
    db,
    fetcher: { userAgent: 'Wiredesk/test', fetch: async () => answer, close: async () => undefined },
    parse: parseFeed,
    producer: {
      enqueue: async (_name, payloads) => {
        batches.push(...payloads.map((payload) => ('batch' in payload ? payload.batch : '')));
      },
      countJobs: () => Promise.reject(new Error('nobody asked for counts')),
      close: async () => undefined,
    },
    observer: {
      feedFetched: () => undefined,
      feedStateChanged: () => undefined,
      fetchSuperseded: () => undefined,
    } as unknown as Observer,
    schedule: {
      intervalSeconds: 900,
      pushedSeconds: 14_400,
      minIntervalSeconds: 60,
      slowestSeconds: 3600,
      fullFetchHours: 24,
      moveAdoptDays: 7,
      maxIntervalSeconds: 86_400,
      jitterRatio: 0,
      backoffCeilingSeconds: 43_200,
    },
    hosts: [],
    websub: null,
    now: () => now,
    random: () => 0.5,
  };
}
