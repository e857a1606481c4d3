import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { type AddressGuard, createAddressGuard } from './address-guard.ts';
import { FetchFault } from './fetch-fault.ts';

/** All addresses of a host name; rejects as `dns.lookup` does. */
export type ResolveHost = (hostname: string) => Promise<LookupAddress[]>;

/** The operating system's resolver, so /etc/hosts counts. */
export const resolveBySystem: ResolveHost = (hostname) => lookup(hostname, { all: true });

export interface DispatcherLimits {
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  maxHeaderBytes: number;
  connectionsPerHost: number;
  allowHosts: readonly string[];
}

/** Enough for the feeds of one host that are due together; no server may make us hold its connection longer. */
const keepAliveMs = 4_000;
const keepAliveMaxMs = 15_000;

/**
 * A pooled undici dispatcher that connects to public addresses and to `allowHosts` only. The very address of each
 * connection is checked, so a redirect or a changed DNS answer cannot lead elsewhere; a request to a refused one
 * rejects with an error whose `code` is `address-refused`. It sets no limit for the body: bound it by a signal.
 */
export function createGuardedDispatcher(limits: DispatcherLimits, resolveHost: ResolveHost): Agent {
  const guard = createAddressGuard(limits.allowHosts);
  return new Agent({
    // HTTP/1.1 only: one parser, whose header limit holds, for servers that are polled once in a while.
    allowH2: false,
    connect: guardedConnector(guard, resolveHost, limits.connectTimeoutMs),
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
  timeout: number,
): buildConnector.connector {
  const connect = buildConnector({ allowH2: false, timeout, lookup: guardedLookup(guard, resolveHost) });
  return (options, callback) => {
    // Node does not look up what is an address already.
    if (isIP(options.hostname) !== 0 && !guard.allowsAddress(options.hostname)) {
      queueMicrotask(() => callback(addressRefused(options.hostname, [options.hostname]), null));
    } else {
      connect(options, callback);
    }
  };
}

/** Gives Node the addresses of a name that may be used, and those only. */
function guardedLookup(guard: AddressGuard, resolveHost: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    allowedAddresses(guard, resolveHost, hostname).then(
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
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const found = await resolveHost(hostname);
  if (found.length === 0) throw new FetchFault('dns', `${hostname} has no address`);
  const [first, ...others] = guard.allowsName(hostname)
    ? found
    : found.filter(({ address }) => guard.allowsAddress(address));
  if (first === undefined) {
    throw addressRefused(
      hostname,
      found.map(({ address }) => address),
    );
  }
  return [first, ...others];
}

function addressRefused(hostname: string, addresses: string[]): FetchFault {
  const where = addresses.includes(hostname) ? hostname : `${hostname} (${addresses.slice(0, 4).join(', ')})`;
  return new FetchFault(
    'address-refused',
    `${where} is not a public address; name it in fetch.allowHosts to reach it all the same`,
  );
}
