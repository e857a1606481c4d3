import type { ArticleFormat } from '../deliver/formats/write-article.ts';
import { WiredeskError } from '../domain/errors.ts';
import type { Feed } from '../domain/feed.ts';
import type { ReadArticle } from '../normalize/normalize.ts';
import type { NormalizeRules } from '../normalize/rules.ts';
import { freshArticle } from './fresh-article.ts';
import { type ArticleType, detectArticleType } from './input/article-type.ts';
import { decodeText } from './input/decode-text.ts';
import type { InputReader } from './input/input-reader.ts';

/** What all articles of one command share. */
export interface ArticleMaker {
  reader: InputReader;
  /** The rules for an article at an address. */
  rulesFor(url: string | null): NormalizeRules;
  /** Whose section, outlet, language and rules the articles take. */
  feed: Feed | null;
  explain: boolean;
  format: ArticleFormat;
}

/** Where an article comes from and what is known of it; null is told by the input. */
export interface ArticleInput {
  /** A file, an address or `-`. */
  source: string;
  type: ArticleType | null;
  url: string | null;
}

/** Reads one input and makes the article of it that the contract describes. */
export async function makeArticle(input: ArticleInput, maker: ArticleMaker) {
  const { writeArticle } = await import('../deliver/formats/write-article.ts');
  const { feed, explain, format } = maker;
  return writeArticle(freshArticle(await readArticle(input, maker), feed, explain), format);
}

/** Reads one input and normalizes it. */
export async function readArticle(
  { source, type, url }: ArticleInput,
  { reader, feed, rulesFor }: ArticleMaker,
): Promise<ReadArticle> {
  const { normalize } = await import('../normalize/normalize.ts');
  const { noClaims } = await import('../normalize/normalize-input.ts');
  const input = await reader.read(source);
  const body = readText(source, input.bytes, input.contentType);
  const claims = {
    ...noClaims,
    section: feed?.section ?? null,
    language: feed?.language ?? null,
    outlet: feed?.outlet ?? feed?.title ?? null,
  };
  const address = url ?? input.url;
  return normalize({ type: type ?? detectArticleType(body), body, url: address, claims }, rulesFor(address));
}

function readText(source: string, bytes: Uint8Array, contentType: string | null): string {
  const text = decodeText(bytes, contentType);
  if (text === null) throw new WiredeskError('invalid-input', `${source}: this is binary data, not text`);
  if (text.trim() === '') throw new WiredeskError('invalid-input', `${source}: it is empty`);
  return text;
}
