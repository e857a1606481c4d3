import type { FeedItem } from '../../src/domain/parsed-feed.ts';

/** An item of which nothing is known. */
export const blankItem: FeedItem = {
  key: '',
  id: null,
  url: null,
  title: null,
  authors: [],
  published: null,
  updated: null,
  summary: null,
  contentHtml: null,
  categories: [],
  enclosures: [],
  images: [],
  comments: null,
  rights: null,
  source: null,
  contributors: [],
  categoryTerms: [],
  media: [],
  location: null,
  commentCount: null,
  license: null,
};
