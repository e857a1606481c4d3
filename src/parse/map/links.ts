import type { Field, Fields } from '../canonical/read-canonical.ts';
import { resolveUrl } from '../resolve-url.ts';
import { readLength } from './read-length.ts';

/** A link as Atom has them (RFC 4287 §4.2.7). */
export interface Link {
  url: string;
  /** In lower case; null where none is given, which means alternate. */
  rel: string | null;
  type: string | null;
  length: number | null;
  /** True for RSS's own `<link>`. */
  isRss: boolean;
}

export function readLinks(fields: Fields, base: string | null): Link[] {
  return fields('link').flatMap((field) => {
    const url = resolveUrl(field.attribute('href'), field.attribute('base') ?? base);
    return url === null ? [] : [readLink(field, url)];
  });
}

/** Where a person reads it: RSS's link, of several the last as most readers have it, else the alternate that is a web page, else any alternate. */
export function pageUrl(links: Link[]): string | null {
  const alternates = links.filter(({ rel }) => rel === null || rel === 'alternate');
  const isPage = ({ type }: Link) => type === null || /html/i.test(type);
  const best =
    alternates.findLast((link) => link.isRss && link.rel === null) ??
    alternates.find(isPage) ??
    alternates[0];
  return best?.url ?? null;
}

/** The address of the first link of a relation. */
export function relatedUrl(links: Link[], rel: string): string | null {
  return links.find((link) => link.rel === rel)?.url ?? null;
}

function readLink(field: Field, url: string): Link {
  return {
    url,
    rel: field.attribute('rel'),
    type: field.attribute('type'),
    length: readLength(field.attribute('length')),
    isRss: field.attribute('native') === 'rss',
  };
}
