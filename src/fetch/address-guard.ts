import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { WiredeskError } from '../domain/errors.ts';
import { isPublicAddress } from './is-public-address.ts';

/** What may be reached, as far as it depends on the operator. */
export interface AddressLimits {
  /** Ports that may be reached on public addresses. */
  ports: readonly number[];
  /** Names, IP addresses and CIDR ranges that may be reached although private, at every port or the one they name. */
  allowHosts: readonly string[];
}

export interface AddressGuard {
  /** Whether every address of this host name may be reached at this port. */
  allowsName(hostname: string, port: number): boolean;
  /** Whether this IP address may be reached at this port: both are public, or they are allowed. */
  allowsAddress(address: string, port: number): boolean;
}

interface AllowList {
  names: Set<string>;
  ranges: BlockList;
}

/**
 * Guards against requests to the operator's own network. Throws `invalid-settings` for an entry of allowHosts that is no
 * host name, IP address or range.
 */
export function createAddressGuard({ ports, allowHosts }: AddressLimits): AddressGuard {
  const anyPort = createAllowList();
  const byPort = new Map<number, AllowList>();
  for (const entry of allowHosts) {
    const { host, port } = splitPort(entry);
    const list = port === null ? anyPort : (byPort.get(port) ?? createAllowList());
    if (port !== null) byPort.set(port, list);
    if (!addRange(list.ranges, host)) list.names.add(parseName(host, entry));
  }
  const listsOf = (port: number) => [anyPort, byPort.get(port)].filter((list) => list !== undefined);
  return {
    allowsName: (hostname, port) => listsOf(port).some(({ names }) => names.has(canonicalName(hostname))),
    allowsAddress: (address, port) =>
      (ports.includes(port) && isPublicAddress(address)) ||
      listsOf(port).some(({ ranges }) => ranges.check(address, familyOf(address))),
  };
}

function createAllowList(): AllowList {
  return { names: new Set(), ranges: new BlockList() };
}

/** `feeds.lan:8080`, `10.0.0.7:8080` and `[fd00::7]:8080` name a port; an IPv6 address without brackets does not. */
function splitPort(entry: string): { host: string; port: number | null } {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(entry) ?? [];
  const port = Number(digits);
  return digits === undefined || port > 65_535
    ? { host: entry, port: null }
    : { host: bracketed ?? plain ?? '', port };
}

function addRange(ranges: BlockList, entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  if (prefix === undefined) {
    ranges.addAddress(address, familyOf(address));
    return true;
  }
  const bits = Number(prefix);
  if (!/^\d{1,3}$/.test(prefix) || bits > (isIP(address) === 4 ? 32 : 128)) return false;
  ranges.addSubnet(address, bits, familyOf(address));
  return true;
}

function parseName(host: string, entry: string): string {
  const name = canonicalName(host);
  if (name === '' || /[/:\s]/.test(host)) {
    const wanted = 'a host name, an IP address or a CIDR range like 10.0.0.0/8, each with or without a port';
    throw new WiredeskError('invalid-settings', `fetch.allowHosts has "${entry}"; it takes ${wanted}`);
  }
  return name;
}

/** Lower case, IDNA-encoded, without the dot of a fully qualified name. */
function canonicalName(name: string): string {
  return domainToASCII(name).replace(/\.$/, '');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
