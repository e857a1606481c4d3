import type { FeedItem } from '../../domain/parsed-feed.ts';
import { rawText } from '../dom-nodes.ts';
import { parseHtml } from '../parse-html.ts';
import { tidyLine } from '../tidy-text.ts';

/** A text that is longer is no teaser, in characters of markup. */
const maxChars = 40_000;
const blockEnd = /<(?=\/?(?:p|br|div|li|h[1-6]|blockquote|td|figure)[\s/>])/gi;

/** The text of an item line by line, as its feed gave it; the longer of its bodies. None of the lines is empty. */
export function linesOfItem({ contentHtml, summary }: FeedItem): string[] {
  const [content, short] = [contentHtml, summary].map(linesOf) as [string[], string[]];
  return sizeOf(content) >= sizeOf(short) ? content : short;
}

function linesOf(html: string | null): string[] {
  if (html === null || html.trim() === '') return [];
  const { root } = parseHtml(html.slice(0, maxChars).replaceAll(blockEnd, '\n<'));
  return rawText(root.children)
    .split('\n')
    .map(tidyLine)
    .filter((line) => line !== '');
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
