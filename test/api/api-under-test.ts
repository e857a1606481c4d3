import { randomBytes } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import type { App } from '../../src/api/app.ts';
import { type ApiDeps, type ApiSettings, createApi } from '../../src/api/create-api.ts';
import type { FetchLimits } from '../../src/fetch/fetch-limits.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { createPoster } from '../../src/fetch/poster.ts';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { createChannels } from '../../src/pipeline/channels.ts';
import { type ApiScope, createKey, keyBytes } from '../../src/store/api-keys.ts';
import type { Pool } from '../../src/store/db.ts';
import { createLogSignal, logHead, matchedHead } from '../../src/store/log-signal.ts';
import { shippedRules } from '../support/ruled-feeds.ts';

/** Reaches this machine alone. */
const limits: FetchLimits = {
  userAgent: 'Wiredesk/test',
  timeoutMs: 5000,
  connectTimeoutMs: 2000,
  headersTimeoutMs: 2000,
  maxBodyBytes: 100_000,
  maxHeaderBytes: 16_384,
  maxRedirects: 2,
  connectionsPerHost: 4,
  ports: [80, 443],
  allowHosts: ['127.0.0.1'],
};
const fetcher = createFetcher(limits);
const poster = createPoster({ ...limits, maxRedirects: 0 });

const settings: ApiSettings = {
  maxPageSize: 50,
  heartbeatSeconds: 1,
  rateLimitPerMinute: 100_000,
  requireKey: false,
  accessCheckSeconds: 1,
  version: '0.0.0',
};

/** The API over a store, with a clock that stands still unless the test brings its own. */
export function openApi(
  pool: Pool,
  changes: Partial<Omit<ApiDeps, 'settings'>> & { settings?: Partial<ApiSettings> } = {},
): Promise<App> {
  const asking = { notifies: false, pollMs: 50, onFault: () => undefined };
  return createApi({
    pool,
    signals: {
      grown: createLogSignal(pool, logHead, asking),
      matched: createLogSignal(pool, matchedHead, asking),
    },
    queuePing: async () => undefined,
    metrics: { contentType: 'text/plain; version=0.0.4', render: async () => 'wiredesk_up 1\n' },
    discovery: { fetcher, parse: parseFeed },
    channels: createChannels({ db: pool, poster, mail: null }),
    feedTests: { rules: shippedRules, anewDays: 30, storyWindowDays: 14 },
    websub: null,
    outputs: { publicUrl: null, hubUrl: null },
    now: () => new Date('2026-03-02T12:00:00.000Z'),
    ...changes,
    settings: { ...settings, ...changes.settings },
  });
}

/** A new key's secret. */
export async function newKey(pool: Pool, scopes: ApiScope[], name = 'test'): Promise<string> {
  const { secret } = await createKey(pool, { name, scopes }, randomBytes(keyBytes), new Date());
  return secret;
}

/** Answers one request: status, headers and the body as JSON (null where there is none). */
export async function call(app: App, request: InjectOptions | string, secret?: string) {
  const options = typeof request === 'string' ? { url: request } : request;
  const headers = { ...options.headers, ...(secret && { authorization: `Bearer ${secret}` }) };
  const answer = await app.inject({ ...options, headers });
  return { status: answer.statusCode, headers: answer.headers, body: answer.payload ? answer.json() : null };
}
