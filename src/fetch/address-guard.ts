import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { WiredeskError } from '../domain/errors.ts';
import { isPublicAddress } from './is-public-address.ts';

export interface AddressGuard {
  /** Whether every address of this host name may be reached. */
  allowsName(hostname: string): boolean;
  /** Whether this IP address may be reached: it is public, or allowed by its range. */
  allowsAddress(address: string): boolean;
}

/**
 * Guards against requests to the operator's own network. `allowHosts` holds names, IP addresses and CIDR ranges
 * that may be reached although private; throws `invalid-settings` for an entry that is none of them.
 */
export function createAddressGuard(allowHosts: readonly string[]): AddressGuard {
  const names = new Set<string>();
  const ranges = new BlockList();
  for (const entry of allowHosts) {
    if (!addRange(ranges, entry)) names.add(parseName(entry));
  }
  return {
    allowsName: (hostname) => names.has(canonicalName(hostname)),
    allowsAddress: (address) => isPublicAddress(address) || ranges.check(address, familyOf(address)),
  };
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

function parseName(entry: string): string {
  const name = canonicalName(entry);
  if (name === '' || /[/:\s]/.test(entry)) {
    const wanted = 'a host name, an IP address or a CIDR range like 10.0.0.0/8';
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
