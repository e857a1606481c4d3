import type { PrintedArticle, PrintedFeed } from '../printed-feed.ts';
import { cdata, element, escapeMarkup, paragraphs } from './markup.ts';

/** RSS 2.0 with the whole text in content:encoded, names in dc:creator and changes in atom:updated. */
export function renderRss2({ outlet, selfUrl, siteUrl, updatedAt, articles }: PrintedFeed): string {
  return `<?xml version="1.0" encoding="${outlet.charset}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
${element('title', outlet.name)}
${element('link', siteUrl)}
${element('description', outlet.name)}
${element('language', outlet.language)}
${element('lastBuildDate', updatedAt.toUTCString())}
<atom:link rel="self" type="application/rss+xml" href="${escapeMarkup(selfUrl)}"/>
${articles.map(item).join('\n')}
</channel>
</rss>
`;
}

function item(article: PrintedArticle): string {
  return `<item>
${element('title', article.title)}
${element('link', article.url)}
<guid isPermaLink="false">${escapeMarkup(article.id)}</guid>
${element('pubDate', article.publishedAt.toUTCString())}
${element('atom:updated', article.updatedAt.toISOString())}
${article.authors.map((name) => element('dc:creator', name)).join('\n')}
${element('category', article.section)}
${element('description', article.summary)}
<content:encoded>${cdata(paragraphs(article.lines))}</content:encoded>
</item>`;
}
