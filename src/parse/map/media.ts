import type { Enclosure, MediaObject } from '../../domain/parsed-feed.ts';
import type { Field, Fields } from '../canonical/read-canonical.ts';
import { resolveUrl } from '../resolve-url.ts';
import { oneLine, plainText } from './field-text.ts';
import type { Link } from './links.ts';
import { readLength } from './read-length.ts';

const maxMedia = 200;
const pictureName = /\.(jpe?g|png|gif|webp|avif)(\?|$)/i;

/** Pictures, films and recordings that an item names with Media RSS, each address once. */
export function readMedia(fields: Fields, base: string | null): MediaObject[] {
  const unique = new Map<string, MediaObject>();
  for (const field of fields('media')) {
    const url = resolveUrl(field.attribute('url'), field.attribute('base') ?? base);
    if (url !== null && unique.size < maxMedia && !unique.has(url)) unique.set(url, mediaObject(field, url));
  }
  return [...unique.values()];
}

function mediaObject(field: Field, url: string): MediaObject {
  const text = (name: string) => {
    const value = field.attribute(name);
    return value === null ? null : plainText({ text: value, attribute: () => null });
  };
  const type = field.attribute('type');
  return {
    url,
    type,
    medium: mediumOf(field, type, url),
    width: readLength(field.attribute('width')),
    height: readLength(field.attribute('height')),
    length: readLength(field.attribute('length')),
    title: text('title'),
    description: text('description'),
    credit: oneLine(text('credit') ?? ''),
  };
}

function mediumOf(field: Field, type: string | null, url: string): string | null {
  const stated = field.attribute('medium')?.toLowerCase();
  const byType = /^(image|audio|video)\//i.exec(type ?? '')?.[1]?.toLowerCase();
  return byType ?? stated ?? (type === null && pictureName.test(url) ? 'image' : null);
}

/** Enclosures, and media that is no picture; each address once. */
export function readEnclosures(links: Link[], media: MediaObject[]): Enclosure[] {
  const played = media.filter(({ medium }) => medium === 'audio' || medium === 'video');
  const linked = links.filter(({ rel }) => rel === 'enclosure');
  const enclosures = [...played, ...linked].map(({ url, type, length }) => ({ url, type, length }));
  return [...new Map(enclosures.map((enclosure) => [enclosure.url, enclosure])).values()];
}

/** Addresses of an item's pictures: Media RSS content and thumbnails, plain images and enclosures; each once. */
export function readImages(
  fields: Fields,
  links: Link[],
  media: MediaObject[],
  base: string | null,
): string[] {
  const addresses = [
    ...media.filter(({ medium }) => medium === 'image').map(({ url }) => url),
    ...fields('image').map((field) => resolveUrl(field.text, field.attribute('base') ?? base)),
    ...links.filter(isPictureEnclosure).map(({ url }) => url),
  ];
  return [...new Set(addresses.filter((url) => url !== null))];
}

function isPictureEnclosure({ rel, type, url }: Link): boolean {
  return rel === 'enclosure' && (type === null ? pictureName.test(url) : /^image\//i.test(type));
}
