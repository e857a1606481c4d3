import type { Removal } from '../domain/article.ts';
import type { NormalizeInput } from './normalize-input.ts';
import { maxBodyChars, maxPageChars, type ParsedHtml, parseHtml } from './parse-html.ts';
import { unwrapped } from './unwrap.ts';

/** How much of what was too long is kept in the record, in characters. */
const maxRecordedChars = 1000;

/** What markup looks like that was escaped once too often; the tags are those that feeds' bodies are made of. */
const escapedTag =
  /&lt;\/?(?:p|br|div|a|b|i|strong|em|span|img|ul|ol|li|h[1-6]|blockquote|figure|table)(?:\s|\/|&gt;)/i;
const tag = /<\/?[a-z][a-z0-9]*[\s/>]/i;

/** Reads the body as a document, whatever it came as. What had to be left out is told. */
export function readBody({
  type,
  body,
}: NormalizeInput): Pick<ParsedHtml, '$' | 'root'> & { removed: Removal[] } {
  const maxChars = type === 'page' ? maxPageChars : maxBodyChars;
  const bounded = body.slice(0, maxChars);
  const html = type === 'text' ? paragraphs(unwrapped(bounded)) : unescapeTwiceEscaped(bounded);
  const { $, root, unreadChars } = parseHtml(html, maxChars);
  const unread = (html.slice(html.length - unreadChars) + body.slice(maxChars)).slice(0, maxRecordedChars);
  return { $, root, removed: unread === '' ? [] : [{ rule: 'too-long', text: unread }] };
}

/** Plain text: a paragraph for each line that is not empty. */
function paragraphs(text: string): string {
  return escapeHtml(text).replace(/[^\r\n\u2028\u2029]+/g, '<p>$&</p>');
}

/** A body without a tag, but with escaped ones, was escaped twice. */
function unescapeTwiceEscaped(body: string): string {
  if (!escapedTag.test(body) || tag.test(body)) return body;
  return body
    .replaceAll(/&lt;/gi, '<')
    .replaceAll(/&gt;/gi, '>')
    .replaceAll(/&quot;/gi, '"')
    .replaceAll(/&#0*39;|&apos;/gi, "'")
    .replaceAll(/&amp;/gi, '&');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
