import type { PrintedArticle, PrintedFeed } from '../printed-feed.ts';
import { element, escapeMarkup, paragraphs } from './markup.ts';

/** How an entry's text is put into Atom (RFC 4287 §3.1.1): escaped, or as elements. */
export type AtomContent = 'html' | 'xhtml';

/** Atom 1.0 (RFC 4287). */
export function renderAtom(
  { outlet, selfUrl, siteUrl, updatedAt, articles }: PrintedFeed,
  content: AtomContent,
): string {
  return `<?xml version="1.0" encoding="${outlet.charset}"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
${element('title', outlet.name)}
${element('id', siteUrl)}
<link rel="self" href="${escapeMarkup(selfUrl)}"/>
<link rel="alternate" type="text/html" href="${escapeMarkup(siteUrl)}"/>
${element('updated', updatedAt.toISOString())}
<author>${element('name', outlet.name)}</author>
${articles.map((article) => entry(article, content)).join('\n')}
</feed>
`;
}

function entry(article: PrintedArticle, content: AtomContent): string {
  return `<entry>
${element('title', article.title)}
${element('id', article.id)}
<link rel="alternate" type="text/html" href="${escapeMarkup(article.url)}"/>
${element('published', article.publishedAt.toISOString())}
${element('updated', article.updatedAt.toISOString())}
${article.authors.map((name) => `<author>${element('name', name)}</author>`).join('\n')}
<category term="${escapeMarkup(article.section)}"/>
${element('summary', article.summary)}
${contentElement(article.lines, content)}
</entry>`;
}

function contentElement(lines: string[], content: AtomContent): string {
  const html = paragraphs(lines);
  return content === 'html'
    ? `<content type="html">${escapeMarkup(html)}</content>`
    : `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html}</div></content>`;
}
