import { createHash } from 'node:crypto';
import type { ArticleContent } from '../domain/article.ts';
import type { Identity } from '../domain/identity.ts';

const hashBytes = 16;

/** Below this many words a text is too common to stand for an article on any day but its own. */
const distinctiveWords = 40;

/** The identities of a normalized item, strongest first. Those it has no evidence for are absent. */
export function identitiesOf(feedId: string, itemKey: string, content: ArticleContent): Identity[] {
  const identities: Identity[] = [{ kind: 'item', hash: hashItemKey(feedId, itemKey) }];
  if (content.url) {
    identities.push({ kind: 'link', hash: shortHash(`${feedId}\n${content.url}`) });
    identities.push({ kind: 'url', hash: shortHash(content.url) });
  }
  for (const text of comparableTexts(content)) identities.push({ kind: 'text', hash: shortHash(text) });
  return identities;
}

/** The hash under which the store knows an item key of a feed. */
export function hashItemKey(feedId: string, itemKey: string): Buffer {
  return shortHash(`${feedId}\n${itemKey}`);
}

/**
 * Headline and body without case, punctuation and white space, so that typography makes no difference. A short text
 * ("Sunny, 21 degrees") counts only together with its day or its address, a headline alone only with its address.
 */
function comparableTexts({ title, bodyText, wordCount, url, publishedAt }: ArticleContent): string[] {
  const body = foldText(bodyText);
  const text = `${foldText(title ?? '')}\n${body}`;
  if (body && wordCount >= distinctiveWords) return [text];
  const onItsDay = body ? [`${text}\n${publishedAt?.slice(0, 10) ?? ''}`] : [];
  const atItsAddress = url ? [`${text}\n${url}`] : [];
  return [...onItsDay, ...atItsAddress];
}

/** ASCII goes first, by a pattern four times as fast as the one for all of Unicode, which then has little to do. */
function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\0-/:-`{-\x7f]+/g, '')
    .replace(/[^\0-\x7f]+/g, (others) => others.replace(/[^\p{L}\p{N}]+/gu, ''));
}

function shortHash(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, hashBytes);
}
