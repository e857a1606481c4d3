import type { ArticleImage, Author } from '../../domain/article.ts';
import type { OutputContent } from '../../domain/output.ts';
import { toUri } from '../formats/to-uri.ts';
import { entryHtml, summaryOf } from './entry-html.ts';
import {
  entryId,
  generator,
  type OutputDocument,
  type OutputEntry,
  outletOf,
  publishedAtOf,
  titleOf,
} from './output-document.ts';
import { linksOf, mediaOf } from './write-atom.ts';
import { type Markup, xml } from './xml.ts';

/**
 * The document as RSS 2.0 with the usual modules (content, dc, media) and what Atom has for links and changes. What was killed
 * is gone: RSS has no word for it.
 */
export function writeRss({ output, links, isArchive, entries }: OutputDocument): string {
  const standing = entries.filter(({ article }) => article.killed === null);
  return xml`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${output.name}</title>
<link>${new URL('/', links.current).href}</link>
<description>${output.name}</description>
<lastBuildDate>${rfc822(output.changedAt)}</lastBuildDate>
<generator>${generator}</generator>
${isArchive ? xml`<fh:archive/>` : null}${linksOf(links, 'atom:')}${standing.map((entry) => itemOf(entry, output.content))}</channel>
</rss>
`.text;
}

function itemOf(entry: OutputEntry, content: OutputContent): Markup {
  const { article, updatedAt } = entry;
  const { domain } = article.source;
  const url = toUri(article.url);
  return xml`<item>
<guid isPermaLink="false">${entryId(article)}</guid>
<title>${titleOf(article)}</title>
${url && xml`<link>${url}</link>`}
<pubDate>${rfc822(publishedAtOf(entry))}</pubDate>
<atom:updated>${updatedAt}</atom:updated>
${bodyOf(entry, content)}${article.authors.map(creatorOf)}${article.tags.map((term) => xml`<category>${term}</category>`)}
${article.copyright?.notice ? xml`<dc:rights>${article.copyright.notice}</dc:rights>` : null}${article.language && xml`<dc:language>${article.language}</dc:language>`}${domain && xml`<source url="https://${domain}/">${outletOf(article)}</source>`}
${article.images.map(imageOf)}</item>
`;
}

function bodyOf(entry: OutputEntry, content: OutputContent): Markup {
  const html = entryHtml(entry, content);
  if (content === 'summary') return xml`<description>${html}</description>\n`;
  const summary = summaryOf(entry.article);
  return xml`${summary && xml`<description>${xml`<p>${summary}</p>`.text}</description>\n`}<content:encoded>${html}</content:encoded>\n`;
}

function creatorOf({ name }: Author): Markup {
  return xml`<dc:creator>${name}</dc:creator>`;
}

/** As Media RSS alone: an enclosure of RSS has to say its size, which nobody knows. */
function imageOf({ url, ...about }: ArticleImage): Markup | null {
  const href = toUri(url);
  return href === null ? null : mediaOf(href, about);
}

function rfc822(time: string): string {
  return new Date(time).toUTCString();
}
