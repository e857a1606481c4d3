import type { FetchLimits } from '../../src/fetch/fetch-limits.ts';
import { createPoster, type Poster } from '../../src/fetch/poster.ts';

/** A poster that reaches this machine alone, and does not wait for long. */
export function openLoopbackPoster(changes: Partial<FetchLimits> = {}): Poster {
  const limits = {
    userAgent: 'Wiredesk/test',
    timeoutMs: 2000,
    connectTimeoutMs: 2000,
    headersTimeoutMs: 2000,
    maxBodyBytes: 1000,
    maxHeaderBytes: 4096,
    maxRedirects: 0,
    connectionsPerHost: 8,
    ports: [80, 443],
    allowHosts: ['127.0.0.1'],
    ...changes,
  };
  return createPoster(limits, { timeoutSetting: 'deliver.timeoutMs' });
}
