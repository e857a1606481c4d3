import { WiredeskError } from '../domain/errors.ts';

interface HostAndPort {
  host: string;
  port: number;
}

/** Where Redis is and how it is reached. */
export type RedisTarget =
  | { kind: 'single'; url: string }
  | { kind: 'sentinel'; sentinels: HostAndPort[]; master: string; credentials: RedisCredentials }
  | { kind: 'cluster'; nodes: HostAndPort[]; credentials: RedisCredentials };

export interface RedisCredentials {
  username: string | null;
  password: string | null;
  tls: boolean;
}

const forms =
  'redis://host:6379/0, rediss://…, redis+sentinel://[user:password@]host:26379,host:26379/master-name or redis+cluster://host:6379,host:6379';
const pattern = /^(redis|rediss)(?:\+(sentinel|cluster))?:\/\/(?:([^@/]*)@)?([^/?#]+)(?:\/([^?#]*))?$/;

/**
 * Reads a Redis URL in one of these forms: a single server, Sentinel (hosts and a master's name), Cluster (hosts).
 * @throws WiredeskError invalid-settings when it is none of them; the message never holds the password.
 */
export function parseRedisUrl(url: string): RedisTarget {
  const [, scheme, mode, userInfo, hosts, path] = pattern.exec(url) ?? [];
  if (!scheme || !hosts) throw new WiredeskError('invalid-settings', `REDIS_URL is not one of ${forms}`);
  const credentials = parseCredentials(userInfo, scheme === 'rediss');
  if (!mode) return { kind: 'single', url };
  const nodes = hosts.split(',').map((host) => parseHost(host, mode === 'sentinel' ? 26379 : 6379));
  if (mode === 'cluster') return { kind: 'cluster', nodes, credentials };
  if (!path)
    throw new WiredeskError(
      'invalid-settings',
      'REDIS_URL names sentinels but no master: end it with /master-name',
    );
  return { kind: 'sentinel', sentinels: nodes, master: path, credentials };
}

function parseHost(text: string, defaultPort: number): HostAndPort {
  const url = URL.parse(`tcp://${text}`);
  if (!url?.hostname)
    throw new WiredeskError('invalid-settings', `REDIS_URL: ${JSON.stringify(text)} is no host:port`);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port ? Number(url.port) : defaultPort };
}

/** As RFC 3986 has it: the user name ends at the first colon, all that follows is the password. */
function parseCredentials(userInfo: string | undefined, tls: boolean): RedisCredentials {
  const [, username = '', password = ''] = /^([^:]*):?(.*)$/s.exec(userInfo ?? '') ?? [];
  return { username: decode(username), password: decode(password), tls };
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part) || null;
  } catch {
    throw new WiredeskError(
      'invalid-settings',
      'REDIS_URL: its user name or password holds a % that encodes nothing; write a plain % as %25',
    );
  }
}
