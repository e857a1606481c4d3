import type { Field } from '../canonical/read-canonical.ts';
import { absoluteLinks } from './absolute-links.ts';

/** A field as an HTML fragment; plain text is escaped where a reader would take it for markup. */
export function fieldHtml(field: Field): string | null {
  const text = field.text.trim();
  if (text === '') return null;
  if (field.attribute('type') === 'text') return textAsHtml(text);
  const base = field.attribute('base');
  return base === null ? text : absoluteLinks(text, base);
}

/** `AT&T` and `a < b` are HTML as they are, and stay so. */
export function textAsHtml(text: string): string {
  return text.replace(/&(?=#?\w{1,31};)/g, '&amp;').replace(/<(?=[a-z/!?])/gi, '&lt;');
}
