/** What an article comes as: plain text, the HTML body of a feed item, or a whole web page. */
export type ArticleType = 'text' | 'html' | 'page';

const inspectedChars = 100_000;
const pageTag = /<(?:!doctype\s{1,20}html|html|head|body)\b/i;
const leadingMarkup = /^<[a-z!?]/i;
/** An end tag, or a start tag that often has none. What only looks like one, as in "a < b", stays text. */
const anyTag = /<(?:\/[a-z][a-z0-9-]{0,30}\s{0,10}>|(?:br|p|img|hr)(?:\s[^<>]{0,500})?\/?>)/i;

/** Tells by its beginning what a text is. */
export function detectArticleType(text: string): ArticleType {
  const beginning = text.slice(0, inspectedChars).trimStart();
  if (leadingMarkup.test(beginning)) return pageTag.test(beginning) ? 'page' : 'html';
  return anyTag.test(beginning) ? 'html' : 'text';
}
