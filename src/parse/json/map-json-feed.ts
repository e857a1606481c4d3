import { type PublishStatus, publishStatuses } from '../../domain/kill.ts';
import type { Enclosure, FeedAuthor, FeedProblem, ParsedFeed } from '../../domain/parsed-feed.ts';
import { assignKeys, type KeylessItem } from '../item-keys.ts';
import { uniqueAuthors, withAuthors } from '../map/authors.ts';
import { textAsHtml } from '../map/field-html.ts';
import { oneLine } from '../map/field-text.ts';
import { readLength } from '../map/read-length.ts';
import { firstDate } from '../map/timestamps.ts';
import { mendDoubleUtf8 } from '../mend-double-utf8.ts';
import { resolveUrl } from '../resolve-url.ts';
import { stripControls } from '../xml/strip-controls.ts';
import { decodeText } from '../xml/xml-tree.ts';
import { isObject, listMember, member, textMember } from './read-value.ts';

/** A JSON Feed (jsonfeed.org, 1.0 and 1.1) as a ParsedFeed; members of a wrong type count as absent. */
export function mapJsonFeed(json: unknown, baseUrl: string | null, maxItems: number): ParsedFeed {
  const problems: FeedProblem[] = [];
  const link = resolveUrl(textMember(json, 'home_page_url'), baseUrl);
  const base = link ?? baseUrl;
  const items = listMember(json, 'items');
  const mapped = items
    .slice(0, maxItems)
    .filter(isObject)
    .filter((item) => Object.keys(item).length > 0)
    .map((item) => mapItem(item, base, problems));
  if (items.length > maxItems) {
    const message = `${items.length - maxItems} items were left out; a feed may have ${maxItems}`;
    problems.push({ code: 'too-many-items', message });
  }
  const authors = readAuthors(json, base);
  return {
    format: 'json',
    version: /(\d+(?:\.\d+)?)\/?$/.exec((textMember(json, 'version') ?? '').slice(0, 100))?.[1] ?? null,
    title: line(json, 'title'),
    link,
    description: line(json, 'description'),
    language: textMember(json, 'language'),
    authors,
    rights: null,
    published: null,
    updated: null,
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
    hub: readHub(json),
    self: resolveUrl(textMember(json, 'feed_url'), baseUrl),
    image: resolveUrl(textMember(json, 'icon') ?? textMember(json, 'favicon'), base),
    categories: [],
    contributors: [],
    license: null,
    generator: null,
    paging: {
      complete: false,
      archive: false,
      next: resolveUrl(textMember(json, 'next_url'), baseUrl),
      prevArchive: null,
    },
    deleted: [],
    items: assignKeys(withAuthors(mapped, authors), problems),
    problems,
  };
}

function mapItem(item: Record<string, unknown>, base: string | null, problems: FeedProblem[]): KeylessItem {
  const date = (name: string) => firstDate([textMember(item, name) ?? ''], problems);
  const text = clean(item, 'content_text');
  const summary = clean(item, 'summary');
  const images = ['image', 'banner_image'].map((name) => resolveUrl(textMember(item, name), base));
  return {
    id: textMember(item, 'id'),
    url: resolveUrl(textMember(item, 'url') ?? textMember(item, 'external_url'), base),
    title: line(item, 'title'),
    authors: readAuthors(item, base),
    published: date('date_published'),
    updated: date('date_modified'),
    summary: summary === null ? null : textAsHtml(summary),
    contentHtml: clean(item, 'content_html') ?? (text === null ? null : textAsHtml(text)),
    categories: readTags(item),
    enclosures: listMember(item, 'attachments').flatMap((attachment) => readAttachment(attachment, base)),
    images: [...new Set(images.filter((url) => url !== null))],
    comments: null,
    rights: null,
    source: null,
    contributors: [],
    categoryTerms: [],
    media: [],
    location: null,
    commentCount: null,
    license: null,
    status: readStatus(item),
  };
}

/** IPTC ninjs: `pubstatus` up to 2.1, `pubStatus` since 3.0; as an extension of JSON Feed it stands in `_ninjs`. */
function readStatus(item: unknown): PublishStatus | undefined {
  const given = [item, member(item, '_ninjs')]
    .flatMap((place) => [textMember(place, 'pubStatus'), textMember(place, 'pubstatus')])
    .find((status) => status !== null);
  const folded = given?.trim().toLowerCase().replace('cancelled', 'canceled');
  return publishStatuses.find((status) => status === folded);
}

function readTags(item: unknown): string[] {
  const tags = listMember(item, 'tags').map((tag) => (typeof tag === 'string' ? oneLine(tag) : null));
  return [...new Set(tags.filter((tag) => tag !== null))];
}

function readAttachment(attachment: unknown, base: string | null): Enclosure[] {
  const url = resolveUrl(textMember(attachment, 'url'), base);
  if (url === null) return [];
  return [
    {
      url,
      type: textMember(attachment, 'mime_type'),
      length: readLength(textMember(attachment, 'size_in_bytes')),
    },
  ];
}

/** `authors` (1.1), else `author` (1.0); either may be what the other should be. */
function readAuthors(value: unknown, base: string | null): FeedAuthor[] {
  const persons =
    [member(value, 'authors'), member(value, 'author')]
      .map((found) => (Array.isArray(found) ? found : found === undefined ? [] : [found]))
      .find((found) => found.length > 0) ?? [];
  return uniqueAuthors(
    persons.map((person) =>
      typeof person === 'string'
        ? { name: oneLine(person), email: null, url: null }
        : { name: line(person, 'name'), email: null, url: resolveUrl(textMember(person, 'url'), base) },
    ),
  );
}

function readHub(json: unknown): string | null {
  const hubs = listMember(json, 'hubs');
  const ofType = (type: string | null) =>
    hubs.find((one) => (textMember(one, 'type')?.toLowerCase() ?? null) === type);
  const hub = ofType('websub') ?? ofType(null);
  return resolveUrl(textMember(hub, 'url'), null);
}

function line(value: unknown, name: string): string | null {
  // Text by the standard, but generators put what they have for HTML there.
  return oneLine(decodeText(clean(value, name) ?? ''));
}

function clean(value: unknown, name: string): string | null {
  const text = textMember(value, name);
  return text === null ? null : stripControls(mendDoubleUtf8(text));
}
