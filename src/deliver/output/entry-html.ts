import type { Article } from '../../domain/article.ts';
import type { OutputContent, StoryCopy } from '../../domain/output.ts';
import type { OutputEntry } from './output-document.ts';
import { type Markup, xml } from './xml.ts';

/** Of longer bodies the summary is given; in characters. */
const maxBodyChars = 200_000;
const maxSummaryChars = 500;

/** What an entry shows, as HTML: the sanitized body or the summary, and the other outlets of its story below. */
export function entryHtml({ article, copies }: OutputEntry, content: OutputContent): string {
  const isWhole = content === 'full' && article.bodyHtml !== '' && article.bodyHtml.length <= maxBodyChars;
  const text = isWhole ? article.bodyHtml : paragraph(summaryOf(article));
  return text + alsoIn(copies);
}

/** The summary, or how the body begins; null where there is neither. */
export function summaryOf({ summary, bodyText }: Article): string | null {
  const text = summary ?? bodyText.split('\n\n', 1)[0] ?? '';
  const short = text.length <= maxSummaryChars ? text : `${text.slice(0, maxSummaryChars).toWellFormed()}…`;
  return short || null;
}

function paragraph(text: string | null): string {
  return text === null ? '' : xml`<p>${text}</p>`.text;
}

function alsoIn(copies: StoryCopy[]): string {
  if (copies.length === 0) return '';
  return xml`<p>Also in: ${copies.map((copy, index) => [index > 0 ? ', ' : '', named(copy)])}</p>`.text;
}

function named({ outlet, url }: StoryCopy): Markup {
  return url && /^https?:/i.test(url) ? xml`<a href="${url}">${outlet}</a>` : xml`${outlet}`;
}
