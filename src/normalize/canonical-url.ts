import { plainAddress } from './plain-address.ts';
import type { NormalizeRules } from './rules.ts';

/** Browsers and servers take no longer ones, in characters. */
const maxUrlChars = 8192;

/**
 * One spelling of an address (WHATWG URL): http(s) only, host in lower case, without default port, fragment, user and
 * tracking parameters, the rest of the query sorted; of an AMP or mobile form the plain one. Null where it is no web address. Idempotent, never throws.
 */
export function canonicalUrl(
  address: string,
  tracking: NormalizeRules['tracking'],
  base?: string | null,
): string | null {
  const given = parseUrl(address, base);
  if (given === null || (given.protocol !== 'http:' && given.protocol !== 'https:')) return null;
  const url = plainAddress(given);
  url.hash = '';
  url.username = '';
  url.password = '';
  if (url.search !== '') {
    const kept = [...url.searchParams].filter(([name]) => !isTracking(name, tracking));
    const query = new URLSearchParams(kept);
    query.sort();
    url.search = query.toString();
  }
  return url.search === '' && url.href.endsWith('?') ? url.href.slice(0, -1) : url.href;
}

/** An absolute URL, read against a base where it is relative; null for what is no URL. */
export function parseUrl(address: string, base?: string | null): URL | null {
  if (address.length > maxUrlChars) return null;
  return URL.parse(address.trim(), base ?? undefined);
}

function isTracking(name: string, tracking: NormalizeRules['tracking']): boolean {
  const lower = name.toLowerCase();
  return tracking.names.has(lower) || tracking.prefixes.some((prefix) => lower.startsWith(prefix));
}
