import type { Enclosure } from '../../domain/parsed-feed.ts';
import type { Field, Fields } from '../canonical/read-canonical.ts';
import { resolveUrl } from '../resolve-url.ts';

/** A link as Atom has them (RFC 4287 §4.2.7). */
interface Link {
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

/** Where a person reads it: RSS's link, else the alternate that is a web page, else any alternate. */
export function pageUrl(links: Link[]): string | null {
  const alternates = links.filter(({ rel }) => rel === null || rel === 'alternate');
  const isPage = ({ type }: Link) => type === null || /html/i.test(type);
  const best =
    alternates.find((link) => link.isRss && link.rel === null) ?? alternates.find(isPage) ?? alternates[0];
  return best?.url ?? null;
}

export function relatedUrl(links: Link[], rel: string): string | null {
  return links.find((link) => link.rel === rel)?.url ?? null;
}

/** Enclosures, and media that is no picture; each address once. */
export function readEnclosures(fields: Fields, links: Link[], base: string | null): Enclosure[] {
  const linked = links
    .filter(({ rel }) => rel === 'enclosure')
    .map(({ url, type, length }) => ({ url, type, length }));
  const media = fields('media')
    .filter(
      (field) =>
        !isPicture(field) &&
        /^(audio|video)/i.test(field.attribute('type') ?? field.attribute('medium') ?? ''),
    )
    .flatMap((field) => enclosureOf(field, base));
  const unique = new Map([...media, ...linked].map((enclosure) => [enclosure.url, enclosure]));
  return [...unique.values()];
}

/** Addresses of an item's pictures: Media RSS content and thumbnails, iTunes and plain images; each once. */
export function readImages(fields: Fields, base: string | null): string[] {
  const pictures = fields('media').filter(isPicture);
  const addresses = [
    ...pictures.map((field) => resolveUrl(field.attribute('url'), field.attribute('base') ?? base)),
    ...fields('image').map((field) => resolveUrl(field.text, field.attribute('base') ?? base)),
  ];
  return [...new Set(addresses.filter((url) => url !== null))];
}

/** A size in bytes as given; null for anything but a whole number above zero. */
export function readLength(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) && Number(text) > 0 ? Number(text) : null;
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

function enclosureOf(field: Field, base: string | null): Enclosure[] {
  const url = resolveUrl(field.attribute('url'), field.attribute('base') ?? base);
  return url === null
    ? []
    : [{ url, type: field.attribute('type'), length: readLength(field.attribute('length')) }];
}

function isPicture(field: Field): boolean {
  const type = field.attribute('type');
  if (type !== null) return /^image\//i.test(type);
  const medium = field.attribute('medium');
  if (medium !== null) return medium.toLowerCase() === 'image';
  return /\.(jpe?g|png|gif|webp|avif)(\?|$)/i.test(field.attribute('url') ?? '');
}
