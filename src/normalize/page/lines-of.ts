import { type Element, isTag, isText } from 'domhandler';
import { tidyLine } from '../tidy-text.ts';

const inline = /^(?:a|abbr|b|bdi|cite|em|font|i|small|span|strong|time|u)$/;
const silent = /^(?:script|style|svg|noscript|template|select|textarea)$/;

/** The text of an element as lines: each block on its own, a space where one inline element ends. */
export function linesOf(element: Element): string {
  const lines: string[] = [''];
  const add = (text: string): void => {
    lines[lines.length - 1] += text;
  };
  const visit = (parent: Element): void => {
    for (const child of parent.children) {
      if (isText(child)) add(child.data);
      else if (isTag(child) && !silent.test(child.name)) {
        const isInline = inline.test(child.name);
        if (isInline) add(' ');
        else lines.push('');
        visit(child);
        if (isInline) add(' ');
        else lines.push('');
      }
    }
  };
  visit(element);
  return lines
    .map(tidyLine)
    .filter((line) => line !== '')
    .join('\n');
}
