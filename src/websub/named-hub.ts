import type { NamedHub } from '../domain/push.ts';
import { linkTarget } from './link-header.ts';

const maxUrlLength = 4096;

/** A feed as it came, as far as it tells of a hub. */
export interface TellingFeed {
  /** The Link header of the answer. */
  link: string | null;
  /** The address that answered. */
  url: string;
  /** What the document says. */
  hub: string | null;
  self: string | null;
}

/**
 * The hub of a feed and the feed's address there (WebSub §4): headers go before the document. A feed that names a hub
 * but not itself is known by the address that answered. Null where no usable hub is named.
 */
export function namedHub({ link, url, hub, self }: TellingFeed): NamedHub | null {
  const named = webAddress(linkTarget(link ?? '', 'hub'), url) ?? webAddress(hub, url);
  if (named === null) return null;
  const topic = webAddress(linkTarget(link ?? '', 'self'), url) ?? webAddress(self, url) ?? url;
  return { hub: named, topic };
}

function webAddress(address: string | null, base: string): string | null {
  const url = address === null || address === '' ? null : URL.parse(address, base);
  if (url === null || !/^https?:$/.test(url.protocol) || url.href.length > maxUrlLength) return null;
  return url.href;
}
