import { load } from 'cheerio';
import type { FieldName } from '../canonical/field-names.ts';
import type { Field, Fields } from '../canonical/read-canonical.ts';
import { decodeText } from '../xml/xml-tree.ts';

/** Longer titles and names are cut, in characters. */
const maxTextChars = 10_000;

/** What makes an untyped title HTML: a reference, an end tag or a void element of HTML. */
const htmlMark =
  /&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});|<\/[a-z][a-z0-9]{0,10}>|<(?:br|img|hr|wbr)\b/i;

/** A field as one line of text: markup removed, entities decoded where it is HTML. Null where nothing is left. */
export function plainText(field: Field): string | null {
  const text = field.text.slice(0, maxTextChars);
  const type = field.attribute('type');
  const isHtml = type === 'html' || (type === null && htmlMark.test(text));
  return oneLine(isHtml ? textOfHtml(text) : text);
}

/** The first field of the names, in their order, that has text. */
export function firstText(fields: Fields, ...names: FieldName[]): string | null {
  for (const name of names) {
    for (const field of fields(name)) {
      const text = plainText(field);
      if (text !== null) return text;
    }
  }
  return null;
}

export function oneLine(text: string): string | null {
  return text.replace(/\s+/g, ' ').trim() || null;
}

function textOfHtml(html: string): string {
  if (!html.includes('<')) return decodeText(html);
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } }, false);
  $('br').replaceWith(' ');
  $('script, style').remove();
  return $.root().text();
}
