import { Cluster, Redis } from 'ioredis';
import { parseRedisUrl, type RedisCredentials } from './redis-url.ts';

/** A connection that BullMQ can use and duplicate. */
export type RedisClient = Redis | Cluster;

const longestReconnectMs = 2000;

/** Without a limit on retries, as BullMQ's workers need it: they wait for Redis to come back. */
const patient = {
  maxRetriesPerRequest: null,
  retryStrategy: (attempt: number) => Math.min(attempt * 100, longestReconnectMs),
};

/** Opens a connection to the server, sentinels or cluster that `url` names. It connects by itself and reconnects. */
export function openRedis(url: string, onError: (error: Error) => void): RedisClient {
  const client = createClient(url);
  client.on('error', onError);
  return client;
}

/** Takes leave of Redis where it is there to hear it; a patient client would wait for one that is not. */
export async function closeRedis(client: RedisClient): Promise<void> {
  if (client.status === 'ready') await client.quit().catch(() => undefined);
  client.disconnect();
}

function createClient(url: string): RedisClient {
  const target = parseRedisUrl(url);
  switch (target.kind) {
    case 'single':
      return new Redis(target.url, patient);
    case 'sentinel':
      return new Redis({
        ...patient,
        ...credentialOptions(target.credentials),
        sentinels: target.sentinels,
        name: target.master,
      });
    case 'cluster':
      return new Cluster(target.nodes, {
        redisOptions: { ...credentialOptions(target.credentials), maxRetriesPerRequest: null },
        clusterRetryStrategy: patient.retryStrategy,
      });
  }
}

function credentialOptions({ username, password, tls }: RedisCredentials) {
  return { ...(username && { username }), ...(password && { password }), ...(tls && { tls: {} }) };
}
