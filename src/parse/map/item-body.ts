import type { FeedItem } from '../../domain/parsed-feed.ts';
import type { Field, Fields } from '../canonical/read-canonical.ts';
import { fieldHtml } from './field-html.ts';

/** How a text ends that was cut off. */
const cut = /(?:\.\.\.|…|&#8230;|&hellip;|\[…\])\s{0,9}(?:<\/p>)?$/;

/**
 * Which texts of an item are its content and which its summary: the fullest of content and descriptions is the content,
 * a shorter one the summary; a longer summary is the content where the description was cut off. RSS's `description` alone
 * is the content, for nothing says that it is short; Atom's `summary` alone stays the summary it calls itself.
 */
export function readBody(item: Fields): Pick<FeedItem, 'summary' | 'contentHtml'> {
  const content = longest(item('content'));
  const description = longest(item('description'));
  const summary = longest(item('summary')) ?? longest(item('alt-summary'));
  const mayBeFull = content !== null || (description !== null && cut.test(description));
  const full = [content, description, mayBeFull ? summary : null].reduce(longer, null);
  // What Media RSS describes is a picture, where anything else describes the item.
  if (full === null) return { summary: summary ?? longest(item('media-summary')), contentHtml: null };
  const short = [summary, description, content].find((text) => text !== null && text !== full) ?? null;
  return { summary: short, contentHtml: full };
}

function longest(fields: Field[]): string | null {
  return fields.map(fieldHtml).reduce(longer, null);
}

function longer(one: string | null, other: string | null): string | null {
  return (other?.length ?? 0) > (one?.length ?? 0) ? other : one;
}
