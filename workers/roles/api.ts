import { createApi } from '../../src/api/create-api.ts';
import { decideListening } from '../../src/api/listening.ts';
import { WiredeskError } from '../../src/domain/errors.ts';
import { hasKeys } from '../../src/store/api-keys.ts';
import type { Context } from '../context.ts';
import type { Role } from './role.ts';

/** Answers HTTP. Without an API key in the store it listens on this machine's loopback address only. */
export async function startApi(context: Context): Promise<Role> {
  const { pool, queue, metrics, logger, settings, version } = context;
  const { maxPageSize, rateLimitPerMinute } = settings.api;
  const { host, requireKey, notice } = decideListening({
    host: settings.api.host,
    hasKeys: await hasKeys(pool),
  });
  if (notice) logger.warn(notice);
  const app = await createApi({
    pool,
    queuePing: () => queue.ping(),
    metrics: { contentType: metrics.registry.contentType, render: () => metrics.registry.metrics() },
    now: () => new Date(),
    logger,
    settings: { maxPageSize, rateLimitPerMinute, requireKey, version },
  });
  const { port } = settings.api;
  const url = await app.listen({ host, port }).catch((error: unknown) => {
    throw explainListening(error, `${host}:${port}`);
  });
  logger.info({ url }, 'API listening');
  return { close: () => app.close() };
}

function explainListening(error: unknown, address: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const faults: Record<string, string> = {
    EADDRINUSE: 'another program listens there',
    EADDRNOTAVAIL: 'this machine has no such address',
    EACCES: 'the system does not allow it',
    ENOTFOUND: 'no such host is known',
  };
  const fault = faults[code ?? ''];
  if (!fault) return error;
  const message = `the API cannot listen on ${address}: ${fault} (${code}); change api.host or api.port`;
  return new WiredeskError('invalid-settings', message, { cause: error });
}
