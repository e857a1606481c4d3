import { createHash } from 'node:crypto';
import type { ArticleContent } from '../domain/article.ts';
import type { Identity } from '../domain/identity.ts';

const hashBytes = 16;

/** Below this many words a text is too common to stand for an article on any day but its own. */
const distinctiveWords = 40;

/** The identities of a normalized item, strongest first. Those it has no evidence for are absent. */
export function identitiesOf(feedId: string, itemKey: string, content: ArticleContent): Identity[] {
  const identities: Identity[] = [{ kind: 'item', hash: hashItemKey(feedId, itemKey) }];
  if (content.url) identities.push({ kind: 'url', hash: shortHash(content.url) });
  const text = comparableText(content);
  if (text) identities.push({ kind: 'text', hash: shortHash(text) });
  return identities;
}

/** The hash under which the store knows an item key of a feed. */
export function hashItemKey(feedId: string, itemKey: string): Buffer {
  return shortHash(`${feedId}\n${itemKey}`);
}

/**
 * Headline and body without case, punctuation and white space, so that typography makes no difference. A short text
 * ("Sunny, 21 degrees") counts only together with its day; an item without a body has no text to compare.
 */
function comparableText(content: ArticleContent): string | null {
  const body = foldText(content.bodyText);
  if (!body) return null;
  const text = `${foldText(content.title ?? '')}\n${body}`;
  if (content.wordCount >= distinctiveWords) return text;
  return `${text}\n${content.publishedAt?.slice(0, 10) ?? ''}`;
}

function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function shortHash(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, hashBytes);
}
