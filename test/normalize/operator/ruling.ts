import { normalize } from '../../../src/normalize/normalize.ts';
import { type Claims, type NormalizeInput, noClaims } from '../../../src/normalize/normalize-input.ts';
import { createRuleBook, type RuleBook } from '../../../src/normalize/rule-book.ts';
import { siteRulesSchema } from '../../../src/normalize/rules.ts';
import { rules } from '../normalizing.ts';

/** A book of these files of config/sites; a place is the file and the path in it. */
export function bookOf(files: Record<string, object>): RuleBook {
  const sites = Object.entries(files).map(([name, written]) => ({
    name,
    rules: siteRulesSchema.parse(written),
    placeOf: (path: readonly (string | number)[]) => `${name}:${path.join('.')}`,
  }));
  return createRuleBook(rules, sites);
}

/** What these rules of a feed make of a body. */
export function ruling(
  feedRules: Record<string, unknown>,
  body: string,
  type: NormalizeInput['type'] = 'html',
  claims: Partial<Claims> = {},
) {
  const own = bookOf({}).rulesFor({ id: '7', outlet: null, rules: feedRules }, null);
  return normalize({ type, body, url: null, claims: { ...noClaims, ...claims } }, own);
}
