import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { type AddressGuard, type AddressLimits, createAddressGuard } from './address-guard.ts';
import { FetchFault } from './fetch-fault.ts';
import { isPublicAddress } from './is-public-address.ts';

/** All addresses of a host name; rejects as `dns.lookup` does. */
export type ResolveHost = (hostname: string) => Promise<LookupAddress[]>;

/** The operating system's resolver, so /etc/hosts counts. */
export const resolveBySystem: ResolveHost = (hostname) => lookup(hostname, { all: true });

export interface DispatcherLimits extends AddressLimits {
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  maxHeaderBytes: number;
  connectionsPerHost: number;
}

/** Enough for the feeds of one host that are due together; no server may make us hold its connection longer. */
const keepAliveMs = 4_000;
const keepAliveMaxMs = 15_000;

/**
 * A pooled undici dispatcher that connects to `ports` of public addresses and to `allowHosts` only. The very address of
 * each connection is checked, so a redirect or a changed DNS answer cannot lead elsewhere; a request to a refused one
 * rejects with an error whose `code` is `address-refused` or `port-refused`. It heeds no proxy of the environment, which
 * would look names up itself. It sets no limit for the body: bound it by a signal.
 */
export function createGuardedDispatcher(limits: DispatcherLimits, resolveHost: ResolveHost): Agent {
  const guard = createAddressGuard(limits);
  return new Agent({
    // HTTP/1.1 only: one parser, whose header limit holds, for servers that are polled once in a while.
    allowH2: false,
    connect: guardedConnector(guard, resolveHost, limits),
    connections: limits.connectionsPerHost,
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: 0,
    maxHeaderSize: limits.maxHeaderBytes,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMaxMs,
  });
}

function guardedConnector(
  guard: AddressGuard,
  resolveHost: ResolveHost,
  limits: DispatcherLimits,
): buildConnector.connector {
  const build = (port: number) =>
    buildConnector({
      allowH2: false,
      timeout: limits.connectTimeoutMs,
      lookup: guardedLookup(guard, resolveHost, port),
    });
  // A lookup is not told the port. The usual ones keep their connector, which remembers TLS sessions.
  const usual = new Map(limits.ports.map((port) => [port, build(port)]));
  return (options, callback) => {
    const { hostname } = options;
    const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
    // Node does not look up what is an address already.
    if (isIP(hostname) !== 0 && !guard.allowsAddress(hostname, port)) {
      queueMicrotask(() => callback(refused(hostname, [hostname], port), null));
    } else {
      (usual.get(port) ?? build(port))(options, callback);
    }
  };
}

/** Gives Node the addresses of a name that may be used, and those only. */
function guardedLookup(guard: AddressGuard, resolveHost: ResolveHost, port: number): LookupFunction {
  return (hostname, options, callback) => {
    allowedAddresses(guard, resolveHost, hostname, port).then(
      ([first, ...others]) => {
        if (options.all === true) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, ''),
    );
  };
}

async function allowedAddresses(
  guard: AddressGuard,
  resolveHost: ResolveHost,
  hostname: string,
  port: number,
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const found = await resolveHost(hostname);
  if (found.length === 0) throw new FetchFault('dns', `${hostname} has no address`);
  const [first, ...others] = guard.allowsName(hostname, port)
    ? found
    : found.filter(({ address }) => guard.allowsAddress(address, port));
  if (first !== undefined) return [first, ...others];
  throw refused(
    hostname,
    found.map(({ address }) => address),
    port,
  );
}

function refused(hostname: string, addresses: string[], port: number): FetchFault {
  if (addresses.some(isPublicAddress)) {
    return new FetchFault(
      'port-refused',
      `port ${port} of ${hostname} is not one of fetch.ports; add it there, or ${hostname}:${port} to fetch.allowHosts`,
    );
  }
  const where = addresses.includes(hostname) ? hostname : `${hostname} (${addresses.slice(0, 4).join(', ')})`;
  return new FetchFault(
    'address-refused',
    `${where} is not a public address; name it in fetch.allowHosts to reach it all the same`,
  );
}
