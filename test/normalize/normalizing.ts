import type { NormalizedArticle } from '../../src/domain/article.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { type Claims, type NormalizeInput, noClaims } from '../../src/normalize/normalize-input.ts';
import { readShippedRules } from './shipped-rules.ts';

export const rules = readShippedRules();

/** Normalizes a body under the rules that the project ships with. */
export function normalizing(
  type: NormalizeInput['type'],
  body: string,
  claims: Partial<Claims> = {},
  url: string | null = null,
): NormalizedArticle {
  return normalize({ type, body, url, claims: { ...noClaims, ...claims } }, rules);
}

export function namesOf(article: NormalizedArticle): string[] {
  return article.content.authors.map((author) => author.name);
}
