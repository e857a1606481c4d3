import { cdata, element, escapeMarkup } from '../../demo/render/markup.ts';
import type { NewsItem } from './news-item.ts';

export type BenchFormat = 'rss' | 'atom' | 'json';

/** A feed's document and its media type. */
export interface RenderedFeed {
  document: string;
  mediaType: string;
}

const formats: readonly BenchFormat[] = ['rss', 'atom', 'json'];

/** RSS 2.0, Atom and JSON Feed in turn. */
export function formatOf(feed: number): BenchFormat {
  return formats[feed % formats.length] ?? 'rss';
}

/** The feed with these items in its format. Media types are those of RFC 4287, JSON Feed 1.1 and common use. */
export function renderFeed(feed: number, items: readonly NewsItem[]): RenderedFeed {
  const site = `https://outlet-${feed}.example/`;
  const title = `Outlet ${feed}`;
  switch (formatOf(feed)) {
    case 'rss':
      return { document: renderRss(title, site, items), mediaType: 'application/rss+xml; charset=utf-8' };
    case 'atom':
      return { document: renderAtom(title, site, items), mediaType: 'application/atom+xml; charset=utf-8' };
    case 'json':
      return { document: renderJson(title, site, items), mediaType: 'application/feed+json' };
  }
}

function renderRss(title: string, site: string, items: readonly NewsItem[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${element('title', title)}${element('link', site)}${element('description', title)}<language>en</language>
${items.map(rssItem).join('\n')}
</channel>
</rss>`;
}

function rssItem(item: NewsItem): string {
  return `<item>
${element('title', item.title)}${element('link', item.url)}<guid isPermaLink="false">${escapeMarkup(item.id)}</guid>
${element('pubDate', item.publishedAt.toUTCString())}${element('dc:creator', item.author)}${element('category', item.section)}
${element('description', item.summary)}<content:encoded>${cdata(item.html)}</content:encoded>
</item>`;
}

function renderAtom(title: string, site: string, items: readonly NewsItem[]): string {
  const [newest] = items;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
${element('title', title)}${element('id', site)}<link rel="alternate" href="${site}"/>
${element('updated', (newest?.publishedAt ?? new Date(0)).toISOString())}
${items.map(atomEntry).join('\n')}
</feed>`;
}

function atomEntry(item: NewsItem): string {
  const time = item.publishedAt.toISOString();
  return `<entry>
${element('title', item.title)}${element('id', item.id)}<link rel="alternate" href="${escapeMarkup(item.url)}"/>
${element('published', time)}${element('updated', time)}<author>${element('name', item.author)}</author>
<category term="${escapeMarkup(item.section)}"/>${element('summary', item.summary)}
<content type="html">${escapeMarkup(item.html)}</content>
</entry>`;
}

function renderJson(title: string, site: string, items: readonly NewsItem[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: site,
    language: 'en',
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_html: item.html,
      date_published: item.publishedAt.toISOString(),
      authors: [{ name: item.author }],
      tags: [item.section],
    })),
  });
}
