import type { Article, ArticleSource, NormalizedArticle, Removal } from '../domain/article.ts';
import type { Feed } from '../domain/feed.ts';

/** An article outside the store, its keys in the order of the contract; `removed` and `sources` where they were asked for. */
export function freshArticle(
  { content, removed, sources }: NormalizedArticle,
  feed: Feed | null,
  explain: boolean,
): Article & { removed?: Removal[]; sources?: Readonly<Record<string, string>> } {
  const { url, title, subtitle, section, authors, byline, agency, copyright, dateline, language, ...rest } =
    content;
  const { publishedAt, updatedAt, ...body } = rest;
  return {
    id: null,
    revision: 1,
    url,
    title,
    subtitle,
    section,
    authors,
    byline,
    agency,
    copyright,
    dateline,
    language,
    publishedAt,
    updatedAt,
    firstSeenAt: null,
    ...body,
    source: sourceOf(feed, url),
    story: null,
    killed: null,
    ...(explain && { removed, sources }),
  };
}

function sourceOf(feed: Feed | null, url: string | null): ArticleSource {
  const domain = url === null ? null : (URL.parse(url)?.hostname.replace(/^www\./, '') ?? null);
  return {
    feedId: feed?.id ?? null,
    feed: feed ? (feed.title ?? feed.key) : null,
    outlet: feed?.outlet ?? null,
    domain: domain || null,
  };
}
