import type { Element } from 'domhandler';
import type { Removal } from '../../domain/article.ts';
import { rawText, setChildren } from '../dom-nodes.ts';
import { parseHtml } from '../parse-html.ts';
import { tidyLine } from '../tidy-text.ts';
import { record } from './cut-where.ts';
import type { LinkedObject } from './json-ld.ts';

/** A shorter text is a teaser, in characters. */
const minBodyChars = 500;
/** Where the page shows less than this of it, scripts or a paywall keep the rest from view. */
const minShownShare = 0.5;

/** The body that JSON-LD gives (`articleBody`), text or HTML; null where it is none or a mere teaser. */
export function statedBody(article: LinkedObject | null): string | null {
  const body = article?.['articleBody'];
  return typeof body === 'string' && body.length >= minBodyChars ? body : null;
}

/** Takes the stated body in the place of what the page shows, where the page shows only a part of it. */
export function preferStatedBody(root: Element, stated: string | null, removed: Removal[]): boolean {
  if (stated === null) return false;
  const body = parseHtml(/<(?:p|br|div)[\s/>]/i.test(stated) ? stated : paragraphs(stated)).root;
  const shown = tidyLine(rawText(root.children)).length;
  if (shown >= minShownShare * tidyLine(rawText(body.children)).length) return false;
  record(root.children, 'partly-shown', removed);
  setChildren(root, body.children);
  return true;
}

function paragraphs(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[^\r\n]+/g, '<p>$&</p>');
}
