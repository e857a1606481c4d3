import type { Fields } from '../canonical/read-canonical.ts';
import { resolveUrl } from '../resolve-url.ts';
import { type Link, relatedUrl } from './links.ts';

/** The address of the licence a feed or an item is under (Creative Commons module, RFC 4946). */
export function readLicense(fields: Fields, links: Link[], base: string | null): string | null {
  const [named] = fields('license');
  return resolveUrl(named?.text, named?.attribute('base') ?? base) ?? relatedUrl(links, 'license');
}
