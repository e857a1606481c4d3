import { isUtf8 } from 'node:buffer';
import { FetchFault } from './fetch-fault.ts';

/** One request of a fetch: the first, or one that a redirect led to. */
export interface Hop {
  /** With the userinfo that holds for its origin; never with a fragment. */
  url: URL;
  /** Whether every redirect so far was permanent; true before the first. */
  permanent: boolean;
  /** Whether every hop so far had the first one's origin, so that the feed's own headers and validators are for it. */
  atHome: boolean;
  /** The addresses asked before this one, oldest first. */
  visited: readonly string[];
}

/** Redirects that a GET follows with a GET, and whether each is permanent (RFC 9110 §15.4). */
const permanentByStatus: ReadonlyMap<number, boolean> = new Map([
  [301, true],
  [302, false],
  [303, false],
  [307, false],
  [308, true],
]);

export function isRedirect(status: number): boolean {
  return permanentByStatus.has(status);
}

/** Throws `scheme-refused` for what is no http or https address. */
export function firstHop(address: string): Hop {
  const url = parseAddress(address, undefined);
  if (url === null) throw new FetchFault('scheme-refused', 'the address is no valid http or https URL');
  return { url, permanent: true, atHome: true, visited: [] };
}

/** The hop that a redirect leads to. Throws `bad-redirect`, `too-many-redirects` or `scheme-refused`. */
export function nextHop(hop: Hop, status: number, location: string | null, maxRedirects: number): Hop {
  if (location === null) throw new FetchFault('bad-redirect', `redirect ${status} has no Location`);
  const url = parseAddress(decodeLocation(location), hop.url);
  if (url === null) throw new FetchFault('bad-redirect', `redirect ${status} has an invalid Location`);
  if (hop.visited.length >= maxRedirects) {
    throw new FetchFault(
      'too-many-redirects',
      `more redirects than the limit fetch.maxRedirects, ${maxRedirects}`,
    );
  }
  const visited = [...hop.visited, hop.url.href];
  if (visited.includes(url.href)) {
    throw new FetchFault('bad-redirect', `redirect loop: back to ${shownAddress(url)}`);
  }
  return {
    url,
    permanent: hop.permanent && permanentByStatus.get(status) === true,
    atHome: hop.atHome && url.origin === hop.url.origin,
    visited,
  };
}

/** undici reads header bytes as Latin-1; servers that put more than ASCII into a Location mostly send UTF-8. */
function decodeLocation(location: string): string {
  const bytes = Buffer.from(location, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : location;
}

function parseAddress(address: string, base: URL | undefined): URL | null {
  const url = URL.parse(address, base?.href);
  if (url === null) return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchFault(
      'scheme-refused',
      `the scheme ${url.protocol} is refused; http: and https: are fetched`,
    );
  }
  url.hash = '';
  if (base !== undefined && url.origin === base.origin && url.username === '' && url.password === '') {
    url.username = base.username;
    url.password = base.password;
  }
  return url;
}

/** The address without userinfo, which may be a secret; cut short where it is no URL at all. */
export function shownAddress(address: URL | string): string {
  const text = String(address);
  const url = URL.parse(text);
  if (url === null) return text.slice(0, 200).replace(/\/\/[^/?#]*@/, '//');
  url.username = '';
  url.password = '';
  return url.href;
}
