import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All of IPv6 that is handed out; ipaddr.js calls the unassigned rest `unicast` too, IPv4-compatible ::/96 included. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether `address` is an IP address of the public internet, so not private, special or reserved (RFC 6890),
 * nor an IPv6 form that embeds an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64). Total: text that is no
 * canonical IP address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || (parsed.zoneId === undefined && parsed.match(globalIpv6));
}
