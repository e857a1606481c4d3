import type { Article, ArticleImage, Author } from '../../domain/article.ts';
import type { OutputContent } from '../../domain/output.ts';
import { toUri } from '../formats/to-uri.ts';
import { entryHtml, summaryOf } from './entry-html.ts';
import {
  entryId,
  generator,
  type OutputDocument,
  type OutputEntry,
  type OutputLinks,
  outletOf,
  publishedAtOf,
  titleOf,
} from './output-document.ts';
import { type Markup, xml } from './xml.ts';

/** The document as Atom 1.0 (RFC 4287), with archives (RFC 5005) and the killed as deleted entries (RFC 6721). */
export function writeAtom({ output, links, isArchive, entries }: OutputDocument): string {
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:media="http://search.yahoo.com/mrss/">
<id>urn:wiredesk:output:${output.id}</id>
<title>${output.name}</title>
<updated>${output.changedAt}</updated>
<author><name>${generator}</name></author>
<generator>${generator}</generator>
${isArchive ? xml`<fh:archive/>` : null}${linksOf(links)}${entries.map((entry) => [entryOf(entry, output.content), '\n'])}</feed>
`.text;
}

/** The links of a document, as Atom has them; RSS borrows them, with a prefix. */
export function linksOf(
  { self, current, prevArchive, nextArchive, hub }: OutputLinks,
  prefix = '',
): Markup[] {
  const given = {
    self,
    current: current === self ? null : current,
    'prev-archive': prevArchive,
    'next-archive': nextArchive,
    hub,
  };
  return Object.entries(given).flatMap(([rel, href]) =>
    href === null ? [] : [xml`<${prefix}link rel="${rel}" href="${href}"/>\n`],
  );
}

function entryOf(entry: OutputEntry, content: OutputContent): Markup {
  const { article, updatedAt, copies } = entry;
  if (article.killed) return tombstoneOf(article, article.killed);
  const url = toUri(article.url);
  return xml`<entry${languageOf(article)}>
<id>${entryId(article)}</id>
<title type="text">${titleOf(article)}</title>
<published>${publishedAtOf(entry)}</published>
<updated>${updatedAt}</updated>
${url && xml`<link rel="alternate" type="text/html" href="${url}"/>`}${copies.map(relatedOf)}
${article.authors.map(personOf)}${article.tags.map((term) => xml`<category term="${term}"/>`)}
${article.copyright?.notice ? xml`<rights>${article.copyright.notice}</rights>` : null}${sourceOf(entry)}
${bodyOf(entry, content, url !== null)}${article.images.map(imageOf)}</entry>`;
}

function tombstoneOf(article: Article, { at, reason }: { at: string; reason: string }): Markup {
  return xml`<at:deleted-entry ref="${entryId(article)}" when="${at}"><at:comment>${reason}</at:comment></at:deleted-entry>`;
}

function languageOf({ language }: Article): Markup | null {
  return language === null ? null : xml` xml:lang="${language}"`;
}

function relatedOf({ outlet, title, url }: OutputEntry['copies'][number]): Markup | null {
  const href = toUri(url);
  return href === null
    ? null
    : xml`<link rel="related" href="${href}" title="${title ? `${outlet}: ${title}` : outlet}"/>`;
}

function personOf({ name, email, url }: Author): Markup {
  const uri = toUri(url);
  return xml`<author><name>${name}</name>${uri && xml`<uri>${uri}</uri>`}${email && xml`<email>${email}</email>`}</author>`;
}

/** Where the article came from. Without authors of its own an entry has its outlet's name (RFC 4287 §4.2.1). */
function sourceOf({ article, updatedAt }: OutputEntry): Markup {
  const { domain, feedId } = article.source;
  return xml`<source><id>urn:wiredesk:feed:${feedId}</id><title>${outletOf(article)}</title><updated>${updatedAt}</updated><author><name>${outletOf(article)}</name></author>${domain && xml`<link rel="alternate" href="https://${domain}/"/>`}</source>`;
}

/** An entry without content must have a link (RFC 4287 §4.1.2). */
function bodyOf(entry: OutputEntry, content: OutputContent, hasLink: boolean): Markup {
  const html = entryHtml(entry, content);
  if (content === 'summary' && hasLink) return xml`<summary type="html">${html}</summary>\n`;
  return xml`<summary>${summaryOf(entry.article)}</summary>\n<content type="html">${html}</content>\n`;
}

/** An image as an enclosure for all readers, and as Media RSS, which has a place for caption and credit. */
function imageOf({ url, caption, credit, width, height }: ArticleImage): Markup | null {
  const href = toUri(url);
  if (href === null) return null;
  return xml`<link rel="enclosure" href="${href}"/>${mediaOf(href, { caption, credit, width, height })}`;
}

/** An image in Media RSS 1.5. */
export function mediaOf(url: string, { caption, credit, width, height }: Omit<ArticleImage, 'url'>): Markup {
  return xml`<media:content url="${url}" medium="image"${size('width', width)}${size('height', height)}>${caption && xml`<media:description>${caption}</media:description>`}${credit && xml`<media:credit>${credit}</media:credit>`}</media:content>\n`;
}

function size(name: string, pixels: number | null): Markup | null {
  return pixels === null ? null : xml` ${name}="${String(pixels)}"`;
}
