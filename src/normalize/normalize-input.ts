import type { FeedAuthor, FeedItem } from '../domain/parsed-feed.ts';

/** What the feed says of an item. Claims, not facts: the body can prove them wrong. */
export interface Claims {
  title: string | null;
  authors: FeedAuthor[];
  /** ISO 8601 UTC. */
  published: string | null;
  /** ISO 8601 UTC. */
  updated: string | null;
  /** Text or HTML. */
  summary: string | null;
  categories: string[];
  /** Absolute URLs. */
  images: string[];
  rights: string | null;
  /** BCP 47 language tag. */
  language: string | null;
  section: string | null;
  /** Who publishes; never one of the authors. */
  outlet: string | null;
}

/** `text` is plain text, `html` the body of a feed item, `page` a whole web page. */
export interface NormalizeInput {
  type: 'text' | 'html' | 'page';
  body: string;
  url: string | null;
  claims: Claims;
}

export const noClaims: Claims = {
  title: null,
  authors: [],
  published: null,
  updated: null,
  summary: null,
  categories: [],
  images: [],
  rights: null,
  language: null,
  section: null,
  outlet: null,
};

/** Reads what `normalize` needs from an item; `feed` is what the feed's configuration or the feed itself says. */
export function inputFromFeedItem(
  item: FeedItem,
  feed: { section: string | null; language: string | null; outlet: string | null; rights: string | null },
): NormalizeInput {
  const pictures = item.enclosures.filter((enclosure) => enclosure.type?.startsWith('image/'));
  return {
    type: 'html',
    body: item.contentHtml ?? item.summary ?? '',
    url: item.url,
    claims: {
      title: item.title,
      authors: item.authors,
      published: item.published,
      updated: item.updated,
      summary: item.summary,
      categories: item.categories,
      images: [...item.images, ...pictures.map((enclosure) => enclosure.url)],
      rights: item.rights ?? feed.rights,
      language: feed.language,
      section: feed.section,
      outlet: feed.outlet,
    },
  };
}
