import { readSelector } from '../../normalize/operator/read-selector.ts';
import { readPredicate, tagOf } from './xpath-predicate.ts';
import { NotCarried, readXpath, type XpathReader } from './xpath-tokens.ts';

/** A selector of CSS, and the attribute of what it finds where that is meant. */
export type CssOfXpath =
  | { kind: 'css'; selector: string; attribute: string | null }
  | { kind: 'not-carried'; reason: string };

/** The CSS that finds what an XPath finds, of the part of XPath 1.0 that CSS has, too; else why there is none. */
export function xpathToCss(xpath: string): CssOfXpath {
  try {
    const reader = readXpath(xpath);
    const paths = [readPath(reader)];
    while (reader.take('|')) paths.push(readPath(reader));
    if (reader.peek().kind !== 'end') throw new NotCarried('its XPath is more than a path');
    const [first] = paths;
    if (first === undefined || paths.some(({ attribute }) => attribute !== first.attribute))
      throw new NotCarried('its paths end in different attributes');
    return { kind: 'css', selector: paths.map(({ css }) => css).join(', '), attribute: first.attribute };
  } catch (error) {
    if (error instanceof NotCarried) return { kind: 'not-carried', reason: error.message };
    throw error;
  }
}

interface Path {
  css: string;
  attribute: string | null;
}

function readPath(reader: XpathReader): Path {
  if (reader.take('(')) return readGroup(reader);
  let css = '';
  let separator = firstSeparator(reader);
  for (;;) {
    if (reader.take('@')) return { css: finished(css), attribute: reader.next().value.toLowerCase() };
    const step = readStep(reader, separator, css);
    if (step === null) return { css: finished(css), attribute: null };
    css = step;
    if (reader.take('//')) separator = ' ';
    else if (reader.take('/')) separator = ' > ';
    else return { css, attribute: null };
  }
}

/** `(//a | //b)`; of `(//a)[1]`, the first in the document, CSS knows nothing. */
function readGroup(reader: XpathReader): Path {
  const path = readPath(reader);
  const alternatives = [path.css];
  while (reader.take('|')) alternatives.push(readPath(reader).css);
  reader.expect(')');
  if (reader.peek().value === '[') throw new NotCarried('CSS has no first of all that a path finds');
  if (reader.peek().value.startsWith('/')) throw new NotCarried('its path goes on behind a group');
  return { css: alternatives.join(', '), attribute: path.attribute };
}

function firstSeparator(reader: XpathReader): string {
  if (reader.take('//')) return '';
  reader.take('.');
  if (reader.take('//')) return '';
  if (reader.take('/') && reader.peek().value === 'html') return '';
  const { kind, value } = reader.next();
  const isCall = kind === 'name' && reader.take('(');
  throw new NotCarried(isCall ? `CSS has no ${value}()` : 'its path does not start with //');
}

function finished(css: string): string {
  if (css === '') throw new NotCarried('its path names no element');
  return css;
}

/** The selector with a step behind it; null behind `text()`, which ends a path. */
function readStep(reader: XpathReader, separator: string, css: string): string | null {
  if (reader.take('..')) return withParent(css, '*');
  const { value: name } = reader.next();
  if (reader.take('::')) return readAxisStep(reader, name, separator, css);
  if (name === 'text' && reader.take('(')) {
    reader.expect(')');
    return null;
  }
  if (reader.peek().value === '(') throw new NotCarried(`CSS has no ${name}()`);
  return `${css}${separator}${readElement(reader, name)}`;
}

function readAxisStep(reader: XpathReader, axis: string, separator: string, css: string): string {
  const { value: name } = reader.next();
  const element = readElement(reader, name);
  switch (axis) {
    case 'child':
      return `${css}${separator}${element}`;
    case 'descendant':
    case 'descendant-or-self':
      return `${css}${css === '' ? '' : ' '}${element}`;
    case 'following-sibling':
      return followingSibling(css, element);
    case 'self':
      if (element === '*' || css.endsWith(element)) return finished(css);
      throw new NotCarried('CSS has no self:: of another name');
    case 'parent':
      return withParent(css, element);
    default:
      throw new NotCarried(`CSS has no way to go to ${axis}`);
  }
}

const nextOfAll = '*:nth-child(1)';

/** `following-sibling::p[1]` is the next p, whatever stands between; of `following-sibling::*[1]` CSS knows as well. */
function followingSibling(css: string, element: string): string {
  if (element.startsWith(nextOfAll)) return `${finished(css)} + *${element.slice(nextOfAll.length)}`;
  if (/:nth-|:last-/.test(element)) throw new NotCarried('CSS has no position among following siblings');
  return `${finished(css)} ~ ${element}`;
}

/** Of a path of one step: `//time/parent::div` is a div that holds a time. */
function withParent(css: string, parent: string): string {
  const read = readSelector(finished(css));
  if (read.kind === 'refused' || read.parts.length > 1 || css.includes(':has('))
    throw new NotCarried('CSS cannot go up from several steps');
  return `${parent}:has(> ${css})`;
}

function readElement(reader: XpathReader, name: string): string {
  const tag = tagOf(name);
  let conditions = '';
  while (reader.take('[')) {
    const condition = readPredicate(reader, tag, conditions === '');
    // A name of an element stands first in CSS.
    conditions += /^[a-z]/.test(condition) ? `:is(${condition})` : condition;
    reader.expect(']');
  }
  return `${tag}${conditions}`;
}
