import type { ArticleImage, Author } from '../../domain/article.ts';
import type { OutputContent } from '../../domain/output.ts';
import { known } from '../formats/known.ts';
import { toUri } from '../formats/to-uri.ts';
import { entryHtml, summaryOf } from './entry-html.ts';
import {
  entryId,
  type OutputDocument,
  type OutputEntry,
  outletOf,
  publishedAtOf,
  titleOf,
} from './output-document.ts';

/** The document as JSON Feed 1.1; `next_url` leads to what is older. What was killed is gone: it has no word for it. */
export function writeJsonFeed({ output, links, entries }: OutputDocument): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: output.name,
    feed_url: links.self,
    ...known({ next_url: links.prevArchive }),
    ...(links.hub !== null && { hubs: [{ type: 'WebSub', url: links.hub }] }),
    items: entries
      .filter(({ article }) => article.killed === null)
      .map((entry) => itemOf(entry, output.content)),
  };
  return JSON.stringify(feed);
}

function itemOf(entry: OutputEntry, content: OutputContent) {
  const { article, updatedAt, copies } = entry;
  const images = article.images.map(({ url }) => toUri(url)).filter((url) => url !== null);
  return {
    id: entryId(article),
    content_html: entryHtml(entry, content),
    ...known({
      url: toUri(article.url),
      title: titleOf(article),
      summary: summaryOf(article),
      image: images[0] ?? null,
      date_published: publishedAtOf(entry),
      date_modified: updatedAt,
      authors: article.authors.map(authorOf),
      tags: article.tags,
      language: article.language,
    }),
    _wiredesk: known({
      outlet: outletOf(article),
      rights: article.copyright?.notice ?? null,
      images: article.images.map(imageOf),
      also: copies,
      revision: article.revision,
    }),
  };
}

function authorOf({ name, url }: Author) {
  return { name, ...known({ url: toUri(url) }) };
}

function imageOf(image: ArticleImage) {
  return known({ ...image });
}
