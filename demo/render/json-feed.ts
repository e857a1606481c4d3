import type { PrintedArticle, PrintedFeed } from '../printed-feed.ts';
import { paragraphs } from './markup.ts';

/** JSON Feed 1.1. */
export function renderJsonFeed({ outlet, selfUrl, siteUrl, articles }: PrintedFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: outlet.name,
    home_page_url: siteUrl,
    feed_url: selfUrl,
    language: outlet.language,
    items: articles.map(item),
  });
}

function item(article: PrintedArticle): Record<string, unknown> {
  return {
    id: article.id,
    url: article.url,
    title: article.title,
    summary: article.summary,
    content_html: paragraphs(article.lines),
    date_published: article.publishedAt.toISOString(),
    date_modified: article.updatedAt.toISOString(),
    authors: article.authors.map((name) => ({ name })),
    tags: [article.section],
  };
}
